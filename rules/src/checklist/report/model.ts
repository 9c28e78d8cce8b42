import { responsibilities } from '../../catalog';
import type { ItemState } from '../assess';
import { compareChecklists, type ItemChange } from '../compare';
import { type Filter, filtered, isContradicted } from '../filter';
import { type Counts, countStates, type Group, groupStates } from '../group';
import { type Matrix, matrixOf } from '../matrix';
import { placeOf } from '../phrases';
import type { Checklist } from '../types';
import { staleText } from './rows';

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

/** `all`: everything. `open`: what is undecided, asked, not done, stale or refuted. `agenda`: what a meeting talks about. */
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
  /** What somebody has to look at, the most urgent first. */
  readonly urgent: readonly Listing[];
  /** What people have to talk about, layer by layer. */
  readonly agenda: readonly AgendaPart[];
  /** Who has to do what. */
  readonly handOver: readonly { readonly party: string; readonly states: readonly ItemState[] }[];
  readonly rejected: Listing;
  readonly states: readonly ItemState[];
  readonly changes: { readonly since: string; readonly list: readonly ItemChange[] } | undefined;
}

/** Items under a heading, each with what there is to say besides its state. */
export interface Listing {
  readonly title: string;
  readonly refuted: boolean;
  readonly items: readonly { readonly state: ItemState; readonly details: readonly string[] }[];
}

export interface AgendaPart {
  readonly title: string;
  /** Whom to ask, as the file says. */
  readonly contact: string | undefined;
  readonly states: readonly ItemState[];
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
    facts: [...factsOf(checklist, options), ...partOf(scope, chosen.length, states.length)],
    counts: countStates(chosen),
    layers: groupStates(chosen, 'layer'),
    matrix: matrixOf(chosen),
    urgent: urgentOf(chosen),
    agenda: groupStates(chosen.filter(isForMeeting), 'layer').map(({ id, title, states: asked }) => ({
      title,
      contact: checklist.contacts[id] ?? checklist.contacts[title],
      states: asked,
    })),
    handOver: responsibilities.map((party) => ({
      party,
      states: chosen.filter((state) => state.responsibility === party && isToDo(state)),
    })),
    rejected: listing(
      'Rejected',
      chosen.filter(({ decision }) => decision === 'rejected'),
      ({ entry }) => [
        entry?.fields.why ?? 'No reason is given.',
        ...(entry?.fields['review-by'] === undefined ? [] : [`Review by ${entry.fields['review-by']}.`]),
      ],
    ),
    states: chosen,
    changes: options.before && {
      since: options.before.name,
      list: compareChecklists(options.before.checklist, checklist),
    },
  };
}

function urgentOf(states: readonly ItemState[]): readonly Listing[] {
  const found = ({ evidence }: ItemState) => evidence.findings.map((each) => `${placeOf(each)} ${each.message}`);
  const contradicted = states.filter(isContradicted);
  const refuted = states.filter((state) => state.evidence.verdict === 'refuted' && !isContradicted(state));
  const lists = [
    listing('Done, but refuted by a file', contradicted, found, true),
    listing('Refuted by a file', refuted, found),
    listing(
      'Suppressed in a file',
      states.filter(({ evidence }) => evidence.suppressed.length > 0),
      ({ evidence }) =>
        evidence.suppressed.map((each) => `${placeOf(each)} ${each.message} ${each.reason || 'No reason is given.'}`),
    ),
    listing(
      'Stale: to be confirmed',
      states.filter(({ stale }) => stale.length > 0),
      (state) => [staleText(state)],
    ),
  ];
  return lists.filter(({ items }) => items.length > 0);
}

function listing(
  title: string,
  states: readonly ItemState[],
  details: (state: ItemState) => readonly string[],
  refuted = false,
): Listing {
  return { title, refuted, items: states.map((state) => ({ state, details: details(state) })) };
}

/** Not settled: nobody decided, somebody asked, it is not done, it went stale, or a file says otherwise. */
function isOpenItem(state: ItemState): boolean {
  return isForMeeting(state) || isToDo(state) || isContradicted(state);
}

/** People have to talk about it: an open question, an undecided item that is proposed as required, or a stale one. */
function isForMeeting(state: ItemState): boolean {
  if (state.decision === 'open-question' || state.stale.length > 0 || isContradicted(state)) return true;
  return state.decision === 'undecided' && state.proposed === 'required';
}

/** Wanted, or proposed as required, and not done. */
function isToDo(state: ItemState): boolean {
  if (state.decision === 'undecided') return state.proposed === 'required';
  return (state.decision === 'required' || state.decision === 'recommended') && state.implementation !== 'done';
}

/** Whoever reads only a part must not take it for the whole; an agenda does not look like one. */
function partOf(scope: ReportScope, shown: number, all: number): [string, string][] {
  return scope === 'agenda' || shown === all ? [] : [['Shown', `${shown} of ${all} items`]];
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
