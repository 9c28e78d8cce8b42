import { boundaries, itemLayers, responsibilities, strideThreats } from '../catalog';
import type { ItemState } from './assess';
import { isContradicted, isWanted, needsAttention } from './filter';
import { decisionWords } from './phrases';
import { decisions } from './types';

/** The ways the checklist can be cut. */
export const groupings = ['layer', 'boundary', 'stride', 'decision', 'responsibility', 'file'] as const;
export type Grouping = (typeof groupings)[number];

/** Some items under one heading. An item may stand under several. */
export interface Group {
  readonly id: string;
  readonly title: string;
  readonly states: readonly ItemState[];
  readonly counts: Counts;
}

export interface Counts {
  readonly total: number;
  readonly decided: number;
  readonly done: number;
  readonly refuted: number;
  /** Done by decision, refuted by a file. */
  readonly contradicted: number;
  readonly stale: number;
  readonly attention: number;
}

/** Cuts items into groups, in the order people expect, without empty ones. */
export function groupStates(states: readonly ItemState[], by: Grouping): readonly Group[] {
  const members = new Map<string, ItemState[]>();
  for (const state of states) {
    for (const key of keysOf(state, by)) {
      const known = members.get(key);
      if (known) known.push(state);
      else members.set(key, [state]);
    }
  }
  const order = orderOf(by, members);
  return order.flatMap(({ id, title }) => {
    const group = members.get(id);
    return group ? [{ id, title, states: group, counts: countStates(group) }] : [];
  });
}

/** The numbers beside a heading. */
export function countStates(states: readonly ItemState[]): Counts {
  let decided = 0;
  let done = 0;
  let refuted = 0;
  let contradicted = 0;
  let stale = 0;
  let attention = 0;
  for (const state of states) {
    if (state.decision !== 'undecided' && state.decision !== 'open-question') decided++;
    if (state.implementation === 'done' && isWanted(state)) done++;
    if (state.evidence.verdict === 'refuted') refuted++;
    if (isContradicted(state)) contradicted++;
    if (state.stale.length > 0) stale++;
    if (needsAttention(state)) attention++;
  }
  return { total: states.length, decided, done, refuted, contradicted, stale, attention };
}

function keysOf(state: ItemState, by: Grouping): readonly string[] {
  switch (by) {
    case 'layer':
      return [state.layer];
    case 'boundary':
      return state.boundaries.length > 0 ? state.boundaries : ['(none)'];
    case 'stride':
      return state.stride.length > 0 ? state.stride : ['(none)'];
    case 'decision':
      return [state.decision];
    case 'responsibility':
      return [state.responsibility];
    case 'file':
      return filesOf(state);
  }
}

/** Files that speak about an item: those with findings first, and if there are none, those that were checked. */
function filesOf(state: ItemState): readonly string[] {
  const { findings, suppressed, files } = state.evidence;
  const spoken = [...findings, ...suppressed].map(({ file }) => file);
  const all = spoken.length > 0 ? [...new Set(spoken)] : files;
  return all.length > 0 ? all : ['(none)'];
}

function orderOf(by: Grouping, members: ReadonlyMap<string, unknown>): readonly { id: string; title: string }[] {
  const none = { id: '(none)', title: by === 'file' ? 'No file' : 'Not assigned' };
  const same = (ids: readonly string[]) => ids.map((id) => ({ id, title: capital(id) }));
  switch (by) {
    case 'layer':
      return itemLayers;
    case 'boundary':
      return [...same(boundaries), none];
    case 'stride':
      return [...strideThreats.map(({ letter, name }) => ({ id: letter, title: name })), none];
    case 'decision':
      return decisions.map((id) => ({ id, title: capital(decisionWords[id]) }));
    case 'responsibility':
      return same(responsibilities);
    case 'file':
      return [...same([...members.keys()].filter((id) => id !== '(none)').sort()).map(asPath), none];
  }
}

function asPath({ id }: { id: string }): { id: string; title: string } {
  return { id, title: id };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
