import { type Priority, strideThreats } from '../catalog';
import type { Stride } from '../rule';
import type { ItemState } from './assess';
import { layerTitle, statePhrase } from './phrases';
import type { Decision, Verdict } from './types';

/** What is shown; an absent part lets everything through. Within a part any match counts, all parts must match. */
export interface Filter {
  readonly decisions?: readonly Decision[];
  readonly verdicts?: readonly Verdict[];
  readonly layers?: readonly string[];
  readonly boundaries?: readonly string[];
  readonly stride?: readonly Stride[];
  readonly responsibilities?: readonly string[];
  readonly tags?: readonly string[];
  /** Only what somebody has to look at. */
  readonly attention?: boolean;
  /** Only what has to be confirmed. */
  readonly stale?: boolean;
  /** Only required items, decided or proposed. */
  readonly required?: boolean;
  /** Words that must all occur somewhere in the item. */
  readonly text?: string;
}

/** Whether an item passes. */
export function passes(state: ItemState, filter: Filter): boolean {
  return (
    among(filter.decisions, state.decision) &&
    among(filter.verdicts, state.evidence.verdict) &&
    among(filter.layers, state.layer) &&
    among(filter.responsibilities, state.responsibility) &&
    meets(filter.boundaries, state.boundaries) &&
    meets(filter.stride, state.stride) &&
    meets(filter.tags, state.tags) &&
    (!filter.attention || needsAttention(state)) &&
    (!filter.stale || state.stale.length > 0) &&
    (!filter.required || effectivePriority(state) === 'required') &&
    hasWords(state, filter.text)
  );
}

/** The items that pass. */
export function filtered(states: readonly ItemState[], filter: Filter): readonly ItemState[] {
  return isOpen(filter) ? states : states.filter((state) => passes(state, filter));
}

/** Whether the filter lets everything through. */
export function isOpen(filter: Filter): boolean {
  return describeFilter(filter) === '';
}

/** The filter in words, empty when there is none. */
export function describeFilter(filter: Filter): string {
  const parts: string[] = [];
  for (const list of [filter.decisions, filter.verdicts, filter.layers?.map(layerTitle), filter.boundaries]) {
    if (list && list.length > 0) parts.push(list.join(' or '));
  }
  for (const list of [filter.stride?.map(threatOf), filter.responsibilities, filter.tags]) {
    if (list && list.length > 0) parts.push(list.join(' or '));
  }
  if (filter.attention) parts.push('needs attention');
  if (filter.stale) parts.push('stale');
  if (filter.required) parts.push('required');
  if (filter.text?.trim()) parts.push(`"${filter.text.trim()}"`);
  return parts.join(', ');
}

function threatOf(letter: string): string {
  return strideThreats.find((threat) => threat.letter === letter)?.name.toLowerCase() ?? letter;
}

/** Done but refuted, stale, torn by a merge, or required and not even decided: what reviewers look for. */
export function needsAttention(state: ItemState): boolean {
  if (state.stale.length > 0 || state.duplicate || state.entry?.conflicted) return true;
  if (state.evidence.verdict === 'refuted' && isWanted(state)) return true;
  return state.decision === 'undecided' && state.proposed === 'required';
}

/** Somebody said it is done, and a file says it is not. */
export function isContradicted(state: ItemState): boolean {
  return state.evidence.verdict === 'refuted' && isWanted(state) && state.implementation === 'done';
}

/** What counts now: the decision, or the proposal while there is none. */
function effectivePriority(state: ItemState): Priority | 'rejected' | 'not-applicable' | 'open-question' {
  return state.decision === 'undecided' ? state.proposed : state.decision;
}

/** Required or recommended by decision. */
export function isWanted(state: ItemState): boolean {
  return state.decision === 'required' || state.decision === 'recommended';
}

function among(wanted: readonly string[] | undefined, value: string): boolean {
  return !wanted || wanted.length === 0 || wanted.includes(value);
}

function meets(wanted: readonly string[] | undefined, values: readonly string[]): boolean {
  return !wanted || wanted.length === 0 || wanted.some((each) => values.includes(each));
}

function hasWords(state: ItemState, text: string | undefined): boolean {
  const words = (text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const fields = state.entry?.fields;
  const all = [
    state.id,
    state.question,
    state.why,
    layerTitle(state.layer),
    statePhrase(state),
    ...state.tags,
    ...state.boundaries,
    fields?.why ?? '',
    fields?.by ?? '',
    fields?.owner ?? '',
    fields?.ticket ?? '',
  ]
    .join('\n')
    .toLowerCase();
  return words.every((word) => all.includes(word));
}
