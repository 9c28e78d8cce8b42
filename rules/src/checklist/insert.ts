import type { Edit } from '../text/edits';
import { lineEnd } from '../text/lines';
import type { EditResult } from './edit';
import type { Checklist, DecisionFields } from './types';
import { entryLines } from './write';

export interface NewEntry {
  readonly id: string;
  readonly fields: DecisionFields;
}

/** Adds entries where they belong in the order of ids, a blank line before each. */
export function insertEntries(text: string, into: Checklist, added: readonly NewEntry[], eol: string): EditResult {
  if (added.length === 0) return { edits: [] };
  if (into.conflicts.length > 0) return { refused: 'The file has an unfinished merge. Choose one side first.' };
  const sorted = [...added].sort((a, b) => compareIds(a.id, b.id));
  const blocks = (entries: readonly NewEntry[]) =>
    entries.map((entry) => eol + eol + blockText(entry, into, eol)).join('');
  const { decisionsKey, decisionsValue } = into;
  if (!decisionsKey || !decisionsValue) {
    const gap = text === '' || /[\r\n]$/.test(text) ? '' : eol;
    const end = { start: text.length, end: text.length };
    return { edits: [{ span: end, text: `${gap}${eol}decisions:${blocks(sorted)}${eol}` }] };
  }
  if (into.entries.length === 0) {
    const value = text.slice(decisionsValue.start, decisionsValue.end);
    if (value !== '' && !/^(?:\{\s*\}|~|null)$/.test(value))
      return { refused: 'The decisions cannot be read, so none was added.' };
    const at = lineEnd(text, decisionsValue.end);
    const edits: Edit[] = [{ span: { start: at, end: at }, text: blocks(sorted) }];
    if (value !== '') edits.unshift({ span: decisionsValue, text: '' });
    return { edits };
  }
  if (text[decisionsValue.start] === '{')
    return { refused: 'The decisions are written on one line. Change them in the file.' };
  const edits: Edit[] = [];
  let next = 0;
  for (let i = 0; i <= into.entries.length; i++) {
    const follower = into.entries[i];
    const here: NewEntry[] = [];
    for (
      let entry = sorted[next];
      entry && (!follower || compareIds(entry.id, follower.id) < 0);
      entry = sorted[next]
    ) {
      here.push(entry);
      next++;
    }
    if (here.length === 0) continue;
    const before = into.entries[i - 1];
    const at = before ? before.block.end : lineEnd(text, decisionsKey.end);
    edits.push({ span: { start: at, end: at }, text: blocks(here) });
  }
  return { edits };
}

/** The lines of one entry, without the blank line before it. */
export function blockText(entry: NewEntry, into: { readonly indent: number }, eol: string): string {
  const indent = ' '.repeat(into.indent);
  return [`${indent}${entry.id}:`, ...entryLines(entry.fields, `${indent}  `)].join(eol);
}

/** Plain order of characters: the same in every language and on every machine. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
