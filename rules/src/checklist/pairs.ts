import { parseBounded } from '@bulkhead/helm/read/bounded';
import { type Document, isMap, isScalar, type Node, type Pair } from 'yaml';
import { lineStart, nextLine } from '../text/lines';
import type { Span } from '../text/span';
import { mostEntries } from './types';

/** One `key: value` of a block mapping, with positions in the whole text. */
export interface ReadPair {
  readonly name: string;
  readonly key: Span;
  readonly value: Node | undefined;
  /** What turns positions inside `value` into positions of the text. */
  readonly shift: number;
  /** For resolving aliases. */
  readonly document: Document;
}

/** What went wrong, with a position. */
export interface ReadError {
  readonly message: string;
  readonly at: Span;
  /** The lines that were read together and did not parse. */
  readonly within: Span;
}

/** The pairs that could be read. */
export interface ReadPairs {
  readonly pairs: readonly ReadPair[];
  readonly errors: readonly ReadError[];
  /** It parsed as it stands; otherwise piece by piece. */
  readonly whole: boolean;
}

const options = { version: '1.2', uniqueKeys: false, prettyErrors: false, logLevel: 'error' } as const;

/**
 * Reads the pairs of the mapping that fills `within`. When it does not parse as a whole, each key at `indent` is read
 * by itself, so that one broken block does not take the others with it. Of `shallow` only the first line is read then:
 * the caller reads the rest.
 */
export function readPairs(text: string, within: Span, indent: number, shallow?: string): ReadPairs {
  const whole = parse(text, within);
  if (whole && whole.document.errors.length === 0) {
    const { contents } = whole.document;
    if (isMap(contents) && !contents.flow) return { pairs: pairsOf(contents.items, whole), errors: [], whole: true };
    if (contents === null) return { pairs: [], errors: [], whole: true };
  }
  const pairs: ReadPair[] = [];
  const errors: ReadError[] = [];
  const all = chunks(text, within, indent);
  for (const chunk of all.slice(0, mostEntries)) {
    const head = text.slice(chunk.start, nextLine(text, chunk.start));
    const isShallow = shallow !== undefined && head.trimEnd() === `${shallow}:`;
    const part = parse(text, isShallow ? { start: chunk.start, end: chunk.start + head.length } : chunk);
    if (!part) {
      errors.push({ message: 'This cannot be read.', at: firstLine(text, chunk), within: chunk });
      continue;
    }
    for (const error of part.document.errors) {
      const last = chunk.start + text.slice(chunk.start, chunk.end).trimEnd().length;
      const start = Math.min(part.shift + error.pos[0], last);
      const end = Math.min(Math.max(part.shift + error.pos[1], start), last);
      errors.push({ message: error.message, at: { start, end }, within: chunk });
    }
    const { contents } = part.document;
    const read = isMap(contents) && !contents.flow ? pairsOf(contents.items, part) : [];
    const own = read.filter(({ key }) => key.start - lineStart(text, key.start) === indent);
    pairs.push(...own);
    if (own.length === 0 && part.document.errors.length === 0) {
      errors.push({ message: 'Expected "name: value" here.', at: firstLine(text, chunk), within: chunk });
    }
  }
  const [rest] = all.slice(mostEntries);
  if (rest) errors.push({ message: 'What follows is too much to be read.', at: firstLine(text, rest), within: rest });
  return { pairs, errors, whole: false };
}

/** The pairs of a mapping that is already parsed. */
export function pairsOf(items: readonly Pair[], from: { document: Document; shift: number }): ReadPair[] {
  const pairs: ReadPair[] = [];
  for (const { key, value } of items) {
    if (!isScalar(key) || !key.range) continue;
    pairs.push({
      name: typeof key.value === 'string' ? key.value : (key.source ?? String(key.value)),
      key: { start: from.shift + key.range[0], end: from.shift + key.range[1] },
      value: (value as Node | null) ?? undefined,
      shift: from.shift,
      document: from.document,
    });
  }
  return pairs;
}

function parse(text: string, span: Span): { document: Document; shift: number } | undefined {
  try {
    const document: Document = parseBounded(text.slice(span.start, span.end), options);
    return { document, shift: span.start };
  } catch {
    return undefined;
  }
}

/** Cuts at every line that starts exactly at `indent` with something other than a comment. */
function chunks(text: string, within: Span, indent: number): Span[] {
  const starts: number[] = [];
  for (let at = lineStart(text, within.start); at < within.end; at = nextLine(text, at)) {
    let column = 0;
    while (text[at + column] === ' ') column++;
    const first = text[at + column];
    if (column > indent || first === undefined || /[\r\n#]/.test(first)) continue;
    if (at >= within.start) starts.push(at);
  }
  return starts.map((start, i) => ({ start, end: starts[i + 1] ?? within.end }));
}

function firstLine(text: string, span: Span): Span {
  const line = /^[^\r\n]*/.exec(text.slice(span.start, Math.min(span.end, span.start + 200)))?.[0] ?? '';
  const blanks = line.length - line.trimStart().length;
  return { start: span.start + blanks, end: span.start + Math.max(line.trimEnd().length, blanks) };
}
