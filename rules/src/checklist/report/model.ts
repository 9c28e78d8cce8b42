import { responsibilities } from '../../catalog';
import type { ItemState } from '../assess';
import { compareChecklists, type ItemChange } from '../compare';
import { type Filter, filtered, isContradicted } from '../filter';
import { type Counts, countStates, type Group, groupStates } from '../group';
import { type Matrix, matrixOf } from '../matrix';
import type { Checklist } from '../types';

/** What a report may be told besides the checklist. Nothing here is found out by itself, so that reports repeat. */
export interface ReportOptions {
  readonly scope?: ReportScope;
  readonly filter?: Filter;
  /** An earlier version of the file, for the section on changes, and what it is called. */
  readonly before?: { readonly checklist: Checklist; readonly name: string };
  /** Only on request: a committed report should not change every day. */
  readonly date?: string;
  readonly commit?: string;
  /** The working tree had changes. */
  readonly dirty?: boolean;
}

/** `all`: everything. `open`: what is undecided, asked, not done, stale or refuted. `agenda`: the same, for a meeting. */
export const reportScopes = ['all', 'open', 'agenda'] as const;
export type ReportScope = (typeof reportScopes)[number];

/** A report before it takes a format. */
export interface ChecklistReport {
  readonly component: string;
  readonly checklist: Checklist;
  readonly scope: ReportScope;
  readonly facts: readonly (readonly [string, string])[];
  readonly counts: Counts;
  readonly layers: readonly Group[];
  readonly matrix: Matrix;
  /** Done by decision, refuted by a file. */
  readonly contradicted: readonly ItemState[];
  readonly refuted: readonly ItemState[];
  readonly stale: readonly ItemState[];
  readonly agenda: readonly ItemState[];
  /** Who has to do what. */
  readonly handOver: readonly { readonly party: string; readonly states: readonly ItemState[] }[];
  readonly states: readonly ItemState[];
  readonly changes: { readonly since: string; readonly list: readonly ItemChange[] } | undefined;
}

/** Puts together what every format shows, in an order that does not depend on anything but the input. */
export function reportOf(
  checklist: Checklist,
  states: readonly ItemState[],
  options: ReportOptions = {},
): ChecklistReport {
  const scope = options.scope ?? 'all';
  const inFilter = filtered(states, options.filter ?? {});
  const chosen = scope === 'all' ? inFilter : inFilter.filter(isOpenItem);
  return {
    component: checklist.component || 'Unnamed component',
    checklist,
    scope,
    facts: factsOf(checklist, options),
    counts: countStates(chosen),
    layers: groupStates(chosen, 'layer'),
    matrix: matrixOf(chosen),
    contradicted: chosen.filter(isContradicted),
    refuted: chosen.filter((state) => state.evidence.verdict === 'refuted' && !isContradicted(state)),
    stale: chosen.filter((state) => state.stale.length > 0),
    agenda: chosen.filter(isForMeeting),
    handOver: responsibilities.map((party) => ({
      party,
      states: chosen.filter((state) => state.responsibility === party && isToDo(state)),
    })),
    states: chosen,
    changes: options.before && {
      since: options.before.name,
      list: compareChecklists(options.before.checklist, checklist),
    },
  };
}

/** Not settled: nobody decided, somebody asked, it is not done, it went stale, or a file says otherwise. */
export function isOpenItem(state: ItemState): boolean {
  return isForMeeting(state) || isToDo(state) || isContradicted(state);
}

/** People have to talk about it: an open question, an undecided item that is proposed as required, or a stale one. */
export function isForMeeting(state: ItemState): boolean {
  if (state.decision === 'open-question' || state.stale.length > 0 || isContradicted(state)) return true;
  return state.decision === 'undecided' && state.proposed === 'required';
}

/** Wanted, or proposed as required, and not done. */
function isToDo(state: ItemState): boolean {
  if (state.decision === 'undecided') return state.proposed === 'required';
  return (state.decision === 'required' || state.decision === 'recommended') && state.implementation !== 'done';
}

function factsOf(checklist: Checklist, options: ReportOptions): [string, string][] {
  const facts: [string, string][] = [
    ['Profile', checklist.profile],
    ['Catalogue', checklist.catalogue],
    ['Tier', checklist.tier],
  ];
  if (options.commit)
    facts.push(['Git commit', options.dirty ? `${options.commit}, with uncommitted changes` : options.commit]);
  if (options.date) facts.push(['Date', options.date]);
  return facts;
}
