import { type Priority, questionAbout } from '../catalog';
import { currentSeal, type ItemState, type Surroundings } from './assess';
import type { Change, EntryChange } from './edit';
import { isWanted } from './filter';
import { openSeal } from './seal';
import type { Decision, Implementation, ManualEvidence } from './types';

/** Who acts and when; the host knows. */
export interface Actor {
  readonly by: string;
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** What somebody says about an item. */
export interface Statement {
  readonly decision: Decision;
  readonly why?: string;
  readonly reviewBy?: string;
  readonly owner?: string;
  readonly ticket?: string;
}

/** More watched files than this help nobody: every change would reopen the decision. */
const mostWatched = 20;

/** Whether a decision needs a reason: always when it says no or asks, and when it asks for less than proposed. */
export function reasonNeeded(decision: Decision, proposed: Priority): boolean {
  if (decision === 'rejected' || decision === 'not-applicable' || decision === 'open-question') return true;
  return decision === 'recommended' && proposed === 'required';
}

/** Whether a decision has to say who took it and when. */
export function isSigned(decision: Decision): boolean {
  return decision !== 'undecided' && decision !== 'open-question';
}

/** Takes a decision. What is no longer true with it (a finished implementation, a review date) goes away. */
export function decide(state: ItemState, said: Statement, actor: Actor, around: Surroundings): EntryChange {
  const wanted = said.decision === 'required' || said.decision === 'recommended';
  const change: Record<string, unknown> = { decision: said.decision };
  if (!wanted) change['implementation'] = null;
  if (said.why !== undefined) change['why'] = said.why === '' ? null : said.why;
  if (said.reviewBy !== undefined) change['review-by'] = said.reviewBy === '' ? null : said.reviewBy;
  if (said.owner !== undefined) change['owner'] = said.owner === '' ? null : said.owner;
  if (said.ticket !== undefined) change['ticket'] = said.ticket === '' ? null : said.ticket;
  if (isSigned(said.decision))
    Object.assign(change, actor, signature(state, wanted && state.implementation === 'done', around));
  else Object.assign(change, { seal: null, watch: null });
  return { id: state.id, change: change as Change };
}

/** Says how far an item is. Only what is wanted can be done: an undecided item takes its proposal first. */
export function implement(
  state: ItemState,
  implementation: Implementation,
  actor: Actor,
  around: Surroundings,
): EntryChange {
  const decision = isWanted(state) ? state.decision : wantedBy(state.proposed);
  const sealed = signature(state, implementation === 'done', around);
  return { id: state.id, change: { decision, implementation, ...actor, ...sealed } };
}

/** Renews a sign-off after somebody has looked at what changed. An empty review date takes the old one away. */
export function confirm(state: ItemState, actor: Actor, around: Surroundings, reviewBy?: string): EntryChange {
  const watch = state.entry?.fields.watch ?? [];
  const seal = currentSeal(state.id, state.entry, watch, around.readText);
  const due = state.stale.includes('review-due');
  const next = reviewBy !== undefined && reviewBy !== '' ? reviewBy : due || reviewBy === '' ? null : undefined;
  return { id: state.id, change: { ...actor, seal, ...(next === undefined ? {} : { 'review-by': next }) } };
}

/**
 * Opens a review: what was signed loses its seal, so that somebody looks at each decision again and confirms it or takes
 * another. Nothing that people wrote changes. What is stale already waits for that anyway.
 */
export function startReview(states: readonly ItemState[]): readonly EntryChange[] {
  return states
    .filter((state) => isSigned(state.decision) && state.stale.length === 0)
    .map(({ id }) => ({ id, change: { seal: openSeal } }));
}

/** When to look again, unless somebody knows better. */
export function nextReview(today: string): string {
  return dayAfter(today, 182);
}

function dayAfter(date: string, days: number): string {
  const [year = 2000, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** Every undecided item gets what the profile proposes, for one common reason. */
export function acceptProposals(
  states: readonly ItemState[],
  why: string,
  actor: Actor,
  around: Surroundings,
): readonly EntryChange[] {
  return states
    .filter((state) => state.decision === 'undecided')
    .map((state) => {
      const decision = wantedBy(state.proposed);
      return decide(state, { decision, ...(why === '' ? {} : { why }) }, actor, around);
    });
}

/** Adds a proof given by people to those that are there. */
export function addEvidence(state: ItemState, evidence: ManualEvidence): EntryChange {
  return { id: state.id, change: { evidence: [...(state.entry?.fields.evidence ?? []), evidence] } };
}

/** A question of the team's own, under an id that can never collide with the catalogue. */
export function addOwnItem(
  subject: string,
  layer: string,
  stride: readonly string[],
  taken: ReadonlySet<string>,
): EntryChange {
  const base = `x-${slug(subject) || 'item'}`;
  let id = base;
  for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
  const question = /\?\s*$/.test(subject) ? subject.trim() : questionAbout(subject.trim());
  return { id, change: { decision: 'undecided', question, layer, ...(stride.length > 0 ? { stride } : {}) } };
}

/** What was looked at: the files for something that is done, otherwise only the text of the item. */
function signature(state: ItemState, done: boolean, around: Surroundings): Pick<Change, 'watch' | 'seal'> {
  const known = state.entry?.fields.watch;
  const usual = done && state.evidence.files.length <= mostWatched ? state.evidence.files : [];
  const watch = known && known.length > 0 ? known : usual;
  const seal = currentSeal(state.id, state.entry, watch, around.readText);
  return watch.length > 0 ? { watch, seal } : { seal };
}

function wantedBy(proposed: Priority): 'required' | 'recommended' {
  return proposed === 'required' ? 'required' : 'recommended';
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/^do you need to consider\s+/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
}
