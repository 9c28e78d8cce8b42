import { isScalar, type Node } from 'yaml';
import type { Span } from '../text/span';
import type { ReadPair } from './pairs';
import type { Document, FieldPlace, ManualEvidence, ReviewMeeting } from './types';

/** Where a field is written, without the blanks and comments after it. */
export function placeOf(text: string, pair: ReadPair): FieldPlace {
  const { value, shift, key } = pair;
  const colon = text.indexOf(':', key.end);
  const after = colon < 0 ? key.end : colon + 1;
  if (!value?.range) return { key, value: { start: after, end: after }, block: false };
  const start = Math.min(shift + value.range[0], text.length);
  const end = Math.max(start, trimmedEnd(text, start, Math.min(shift + value.range[1], text.length)));
  return { key, value: { start, end }, block: /[\r\n]/.test(text.slice(start, end)) };
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text[at - 1] ?? '')) at--;
  return at;
}

/** The words of a scalar as they were written: `on` and `1.10` stay what they are. */
export function asText(pair: ReadPair | undefined): string | undefined {
  return pair ? textOf(resolved(pair.value, pair)) : undefined;
}

/** A list of words; one word alone counts as a list of one. */
export function asStrings(pair: ReadPair | undefined): readonly string[] {
  const value = plain(pair);
  if (Array.isArray(value)) return value.map(word).filter((text): text is string => text !== undefined);
  const one = word(value);
  return one === undefined ? [] : [one];
}

export function asTexts(pair: ReadPair | undefined): Readonly<Record<string, string>> {
  const value = plain(pair);
  if (!isRecord(value)) return {};
  const texts: Record<string, string> = {};
  for (const [name, part] of Object.entries(value)) {
    const text = word(part);
    if (text !== undefined) texts[name] = text;
  }
  return texts;
}

export function asDocuments(pair: ReadPair | undefined): readonly Document[] {
  return records(pair).flatMap((record) => {
    const title = word(record['title']);
    const ref = word(record['ref']);
    if (title === undefined && ref === undefined) return [];
    const date = word(record['date']);
    return [{ title: title ?? ref ?? '', ref: ref ?? '', ...(date === undefined ? {} : { date }) }];
  });
}

export function asReviews(pair: ReadPair | undefined): readonly ReviewMeeting[] {
  return records(pair).map((record) => {
    const by = record['by'];
    const note = word(record['note']);
    return {
      date: word(record['date']) ?? '',
      by: (Array.isArray(by) ? by : [by]).map(word).filter((text): text is string => text !== undefined),
      ...(note === undefined ? {} : { note }),
    };
  });
}

export function asEvidence(pair: ReadPair | undefined): readonly ManualEvidence[] {
  const value = plain(pair);
  if (typeof value === 'string') return [{ note: value }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((part): ManualEvidence[] => {
    if (!isRecord(part)) {
      const note = word(part);
      return note === undefined ? [] : [{ note }];
    }
    const note = word(part['note']);
    const ref = word(part['ref']);
    const date = word(part['date']);
    if (note === undefined && ref === undefined) return [];
    return [{ note: note ?? '', ...(ref === undefined ? {} : { ref }), ...(date === undefined ? {} : { date }) }];
  });
}

function records(pair: ReadPair | undefined): Record<string, unknown>[] {
  const value = plain(pair);
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** Plain data of a node; the limit stops a file that grows through aliases. */
function plain(pair: ReadPair | undefined): unknown {
  if (!pair?.value) return undefined;
  try {
    return pair.value.toJS(pair.document, { maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

function resolved(node: Node | undefined, pair: ReadPair): Node | undefined {
  if (!node || isScalar(node)) return node;
  const value = plain(pair);
  return typeof value === 'string' ? (pair.document.createNode(value) as Node) : undefined;
}

function textOf(node: Node | undefined): string | undefined {
  if (!isScalar(node) || node.value === null || node.value === undefined) return undefined;
  if (typeof node.value === 'string') return node.value;
  return node.source ?? String(node.value);
}

function word(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether nothing is written after the colon. */
export function isEmpty(span: Span): boolean {
  return span.start === span.end;
}
