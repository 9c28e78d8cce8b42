import { findItem } from '../../catalog';
import type { Span } from '../../text/span';
import { escapeMarkdown } from '../nodes';
import { layerTitle, referenceLinks, statePhrase, threatsOf } from '../phrases';
import type { Entry, FieldName } from '../types';
import { entryAt, type Page } from './page';

/** Markdown to show at a place of the file. */
export interface ChecklistHover {
  readonly markdown: string;
  readonly at: Span;
}

const fieldHelp: Readonly<Record<FieldName, string>> = {
  decision: 'What people decided. `undecided` shows what the profile proposes.',
  implementation: 'How far it is: none, partial or done. Only for what is required or recommended.',
  why: 'The reason. Needed for rejected, not-applicable and open-question, and for less than proposed.',
  by: 'Who decided: a person or a team.',
  date: 'When it was decided, quoted: "YYYY-MM-DD".',
  'review-by': 'Until when the decision holds without another look.',
  owner: 'Who has to do it.',
  ticket: 'Where the work is tracked.',
  impact: 'From 1 (nobody notices) to 4 (people or the company are harmed).',
  evidence: 'Proof by people: a note, a link or file, and when it was seen.',
  watch: 'Files the sign-off covers. When one changes, apart from comments, the decision is stale.',
  seal: 'Fingerprint of the item and the watched files at sign-off. Bulkhead writes it.',
  question: 'The question of an own item.',
  layer: 'The layer of an own item.',
  stride: 'The threats of an own item.',
};

/** What to show over a name; undefined elsewhere. */
export function checklistHover(page: Page, offset: number): ChecklistHover | undefined {
  const entry = entryAt(page.checklist, offset);
  if (!entry) return undefined;
  if (inside(entry.key, offset)) return { markdown: itemMarkdown(page, entry), at: entry.key };
  for (const [name, place] of entry.places) {
    if (!inside(place.key, offset)) continue;
    const help = fieldHelp[name as FieldName];
    return help === undefined ? undefined : { markdown: help, at: place.key };
  }
  return undefined;
}

function itemMarkdown(page: Page, { id }: Entry): string {
  const state = page.states.get(id);
  const item = findItem(id);
  const lines = [`**${escapeMarkdown(state?.question ?? id)}**`];
  if (!item) return [...lines, 'An item of your own, or one this version of the catalogue does not have.'].join('\n\n');
  lines.push(item.why);
  if (state) lines.push(`${capital(statePhrase(state))}.`);
  lines.push(`Threats: ${threatsOf(item.stride)}`);
  const { priority } = item;
  lines.push(`${layerTitle(item.layer)}, ${item.boundaries.join(', ')}. Answered by: ${item.responsibility}.`);
  lines.push(`Proposed: ${priority.standard}; for arbitrary code: ${priority['arbitrary-code']}.`);
  if (item.manual !== '') lines.push(`To show by people: ${item.manual}`);
  const ran = state?.evidence.ran ?? [];
  if (ran.length > 0) lines.push(`Checked by ${ran.map((rule) => `\`${rule}\``).join(', ')}.`);
  if (item.refs.length > 0) lines.push(referenceLinks(item).join('; '));
  return lines.join('\n\n');
}

function inside(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
