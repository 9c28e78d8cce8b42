import { findItem, items } from '../../catalog';
import { nearest } from '../../text/nearest';
import type { Span } from '../../text/span';
import { isSigned, reasonNeeded } from '../actions';
import { isOutdated } from '../create';
import { decisionWords, placeOf, staleWords, verdictPhrase } from '../phrases';
import type { Entry, FieldName, FileProblem } from '../types';
import type { Page } from './page';

/** What an editor underlines in a checklist file. */
export interface ChecklistDiagnostic {
  readonly code: DiagnosticCode;
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
  readonly at: Span;
  /** The entry it is about. */
  readonly id?: string;
}

/** Every kind of message; quick fixes go by it. */
export type DiagnosticCode =
  | FileProblem['kind']
  | 'unknown-item'
  | 'missing-reason'
  | 'missing-signature'
  | 'not-wanted'
  | 'bad-date'
  | 'bad-seal'
  | 'unquoted'
  | 'review-due'
  | 'done-but-refuted'
  | 'stale'
  | 'own-question'
  | 'catalogue-outdated';

const dateFields = ['date', 'review-by'] as const;

/** Everything to say about a file, in the order of the file. */
export function checklistDiagnostics(page: Page): readonly ChecklistDiagnostic[] {
  const { checklist } = page;
  const found: ChecklistDiagnostic[] = checklist.problems.map(({ kind, message, at, id }) => ({
    code: kind,
    severity: kind === 'unknown-field' || kind === 'version' ? 'warning' : 'error',
    message,
    at,
    ...(id === undefined ? {} : { id }),
  }));
  if (checklist.readOnly === undefined) {
    for (const entry of checklist.entries) {
      // A file that is wrong from end to end is told so often enough.
      if (found.length > 2000) break;
      if (!entry.conflicted) found.push(...aboutEntry(page, entry));
    }
    const place = checklist.head.get('catalogue');
    if (place && isOutdated(checklist)) {
      const message = 'The catalogue has changed since this file was made.';
      found.push({ code: 'catalogue-outdated', severity: 'information', message, at: place.value });
    }
  }
  return found.sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
}

function* aboutEntry(page: Page, entry: Entry): Generator<ChecklistDiagnostic> {
  const { id, fields, key } = entry;
  const { decision } = fields;
  const item = findItem(id);
  const say = (code: DiagnosticCode, severity: ChecklistDiagnostic['severity'], message: string, at = key) => ({
    code,
    severity,
    message,
    at,
    id,
  });
  if (!item && !id.startsWith('x-')) {
    const meant = nearest(
      id,
      items.map((each) => each.id),
    );
    const hint = meant === undefined ? 'Own items start with "x-".' : `Did you mean "${meant}"?`;
    yield say('unknown-item', 'warning', `The catalogue has no item "${id}". ${hint}`);
  }
  if (id.startsWith('x-') && fields.question === undefined) {
    yield say('own-question', 'warning', 'An own item needs its question.');
  }
  const at = (name: FieldName): Span => entry.places.get(name)?.value ?? key;
  const proposed = page.states.get(id)?.proposed ?? 'recommended';
  if (reasonNeeded(decision, proposed) && !fields.why?.trim()) {
    const weaker = decision === 'recommended' ? ' although it is proposed as required' : '';
    const severity = decision === 'recommended' ? 'warning' : 'error';
    yield say('missing-reason', severity, `This is ${decisionWords[decision]}${weaker}: say why.`, at('decision'));
  }
  if (isSigned(decision) && (!fields.by || !fields.date)) {
    yield say('missing-signature', 'error', 'A decision says who took it and when ("by", "date").', at('decision'));
  }
  if (fields.implementation !== 'none' && decision !== 'required' && decision !== 'recommended') {
    const message = `Something that is ${decisionWords[decision]} is not implemented: decide first.`;
    yield say('not-wanted', 'error', message, at('implementation'));
  }
  yield* aboutDates(page, entry);
  yield* aboutEvidence(page, entry);
}

function* aboutDates(page: Page, entry: Entry): Generator<ChecklistDiagnostic> {
  const { id, fields, places } = entry;
  for (const name of dateFields) {
    const value = fields[name];
    const place = places.get(name);
    if (value === undefined || !place) continue;
    if (!isDate(value)) {
      const message = 'A date is written as "YYYY-MM-DD".';
      yield { code: 'bad-date', severity: 'error', message, at: place.value, id };
    } else if (/\d/.test(page.text[place.value.start] ?? '')) {
      const message = 'Quote the date: some readers make something else of it.';
      yield { code: 'unquoted', severity: 'information', message, at: place.value, id };
    }
  }
  const seal = places.get('seal');
  if (seal && fields.seal !== undefined && !/^[0-9a-f]{16}$/.test(fields.seal)) {
    const message = 'A seal has 16 hexadecimal digits. Confirm the decision to make a new one.';
    yield { code: 'bad-seal', severity: 'warning', message, at: seal.value, id };
  }
}

function* aboutEvidence(page: Page, entry: Entry): Generator<ChecklistDiagnostic> {
  const { id, key, places } = entry;
  const state = page.states.get(id);
  if (!state || state.entry !== entry) return;
  if (state.stale.includes('review-due')) {
    const at = places.get('review-by')?.value ?? key;
    yield { code: 'review-due', severity: 'warning', message: 'The review date has passed.', at, id };
  }
  const changed = state.stale.filter((reason) => reason !== 'review-due');
  if (changed.length > 0) {
    const words = changed.map((reason) => staleWords[reason]).join(', ');
    const message = `Stale: ${words} since the sign-off. Look at it and confirm.`;
    yield { code: 'stale', severity: 'information', message, at: places.get('seal')?.value ?? key, id };
  }
  if (state.evidence.verdict === 'refuted' && state.implementation === 'done') {
    const [first] = state.evidence.findings;
    const where = first ? `, for example in ${placeOf(first)}` : '';
    const message = `Done, but ${verdictPhrase(state)}${where}.`;
    yield {
      code: 'done-but-refuted',
      severity: 'warning',
      message,
      at: places.get('implementation')?.value ?? key,
      id,
    };
  }
}

/** A day that exists. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}
