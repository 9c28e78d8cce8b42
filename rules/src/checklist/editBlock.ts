import { Lexer } from 'yaml';
import type { Edit } from '../text/edits';
import { lineEnd, lineStart, nextLine } from '../text/lines';
import type { Change } from './edit';
import { type Entry, type FieldName, type FieldPlace, fieldOrder } from './types';
import { isEmpty } from './values';
import { entryLines, fieldLines } from './write';

/** Edits inside a block of fields; `undefined` when the shape is too strange. */
export function changeBlock(text: string, entry: Entry, change: Change, eol: string): Edit[] | undefined {
  const indent = ' '.repeat(entry.fieldIndent ?? 4);
  const edits: Edit[] = [];
  for (const [name, value] of changed(entry, change)) {
    const place = entry.places.get(name);
    if (place && text.slice(lineStart(text, place.key.start), place.key.start).trim() !== '') return undefined;
    if (place && value === null) edits.push(removal(text, place, indent, eol));
    else if (place && value !== null)
      edits.push(replacement(text, place, fieldLines(name, value, indent), indent, eol));
    else if (value !== null) {
      const at = insertionPoint(text, entry, name, change);
      edits.push({ span: { start: at, end: at }, text: indented(fieldLines(name, value, indent), indent, eol) });
    }
  }
  return edits;
}

/** Turns `id:`, `id: {}` or `id: { decision: required }` into a block of fields. */
export function fillBlock(
  text: string,
  entry: Entry,
  change: Change,
  keyIndent: number,
  eol: string,
): Edit[] | undefined {
  for (const name of entry.places.keys()) if (!fieldOrder.includes(name as FieldName)) return undefined;
  const indent = ' '.repeat(keyIndent + 2);
  const fields = { ...entry.fields } as Record<string, unknown>;
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete fields[name];
    else if (value !== undefined) fields[name] = value;
  }
  const lines = entryLines(fields, indent);
  const colon = text.indexOf(':', entry.key.end);
  const inline = entry.inlineValue;
  const at = lineEnd(text, inline ? inline.end : entry.key.end);
  const edits: Edit[] = [{ span: { start: at, end: at }, text: eol + lines.join(eol) }];
  if (inline) edits.unshift({ span: { start: colon + 1, end: inline.end }, text: '' });
  return edits;
}

/** Only what really changes: a field set to the value it has stays untouched, with its spelling. */
function changed(entry: Entry, change: Change) {
  const list: [FieldName, NonNullable<Change[FieldName]> | null][] = [];
  for (const name of fieldOrder) {
    const value = change[name];
    if (value === undefined) continue;
    const present = entry.places.has(name);
    if (value === null && !present) continue;
    if (name === 'implementation' && value === 'none' && !present) continue;
    if (present && value !== null && JSON.stringify(entry.fields[name]) === JSON.stringify(value)) continue;
    list.push([name, value]);
  }
  return list;
}

function replacement(text: string, place: FieldPlace, lines: string[], indent: string, eol: string): Edit {
  const [first = '', ...more] = lines;
  if (!place.block && more.length === 0) {
    const value = first.slice(first.indexOf(':') + 1);
    if (isEmpty(place.value)) return { span: place.value, text: value };
    return { span: place.value, text: value.trimStart() };
  }
  const end = lineEnd(text, place.value.end);
  const kept = commentsIn(text, { start: lineStart(text, place.key.start), end });
  const above = kept.map((comment) => comment + eol + indent).join('');
  return { span: { start: place.key.start, end }, text: above + [first, ...more].join(eol) };
}

function removal(text: string, place: FieldPlace, indent: string, eol: string): Edit {
  const start = lineStart(text, place.key.start);
  const end = lineEnd(text, place.value.end);
  const kept = commentsIn(text, { start, end }).map((comment) => indent + comment);
  if (kept.length > 0) return { span: { start, end }, text: kept.join(eol) };
  return { span: { start, end: nextLine(text, end) }, text: '' };
}

/** Behind the last field that comes earlier in the usual order and stays; else behind the line of the id. */
function insertionPoint(text: string, entry: Entry, name: FieldName, change: Change): number {
  const rank = fieldOrder.indexOf(name);
  let at = lineEnd(text, entry.key.end);
  for (const [other, place] of entry.places) {
    const otherRank = fieldOrder.indexOf(other as FieldName);
    if (otherRank < 0 || otherRank > rank || change[other as FieldName] === null) continue;
    at = Math.max(at, lineEnd(text, place.value.end));
  }
  return at;
}

function indented(lines: readonly string[], indent: string, eol: string): string {
  const [first = '', ...more] = lines;
  return [`${eol}${indent}${first}`, ...more].join(eol);
}

/** Comments of some lines, found by YAML's own lexer, so that a `#` inside a text is not taken for one. */
function commentsIn(text: string, span: { start: number; end: number }): string[] {
  const comments: string[] = [];
  for (const token of new Lexer().lex(text.slice(span.start, span.end))) {
    if (token.startsWith('#')) comments.push(token.trimEnd());
  }
  return comments;
}
