import type { Span } from '../../text/span';
import type { Place } from '../place';

/** A word by its offsets in the joined text. */
export interface RawWord {
  readonly start: number;
  readonly end: number;
}

/** An element of an exec form. */
export interface JsonWord {
  readonly value: string;
  /** With the quotes. */
  readonly span: Span;
  /** Between the quotes. */
  readonly inner: Span;
  /** Nothing was escaped, so offsets in `value` are offsets in the file. */
  readonly plain: boolean;
}

/** An instruction with more words than this was not written by anybody; it is read as if it had none. */
const maxWords = 5000;

const isBlank = (code: number) => code === 32 || (code >= 9 && code <= 13);

/** Words between blanks, quotes or not: FROM, COPY, EXPOSE, VOLUME. */
export function blankSeparated(text: string, from: number, to: number = text.length): RawWord[] {
  const words: RawWord[] = [];
  let at = from;
  while (at < to) {
    while (at < to && isBlank(text.charCodeAt(at))) at++;
    const start = at;
    while (at < to && !isBlank(text.charCodeAt(at))) at++;
    if (at > start) words.push({ start, end: at });
    if (words.length > maxWords) return [];
  }
  return words;
}

/** Words with quotes and escapes respected but kept: ENV, LABEL, ARG. */
export function quotedWords(text: string, from: number, escapeChar: string): RawWord[] {
  const words: RawWord[] = [];
  let at = from;
  while (at < text.length) {
    while (at < text.length && isBlank(text.charCodeAt(at))) at++;
    if (at >= text.length) break;
    const start = at;
    let quote = '';
    while (at < text.length) {
      const c = text[at] ?? '';
      if (c === escapeChar && quote !== "'") at++;
      else if (quote) {
        if (c === quote) quote = '';
      } else if (c === '"' || c === "'") quote = c;
      else if (isBlank(c.charCodeAt(0))) break;
      at++;
    }
    at = Math.min(at, text.length);
    words.push({ start, end: at });
    if (words.length > maxWords) return [];
  }
  return words;
}

/** The strings of `["a", "b"]` from `from` to the end of the text; undefined when it is anything else. */
export function parseJsonWords(text: string, from: number, place: Place): JsonWord[] | undefined {
  let at = skip(text, from);
  if (text[at] !== '[') return undefined;
  at = skip(text, at + 1);
  const words: JsonWord[] = [];
  if (text[at] === ']') return skip(text, at + 1) >= text.length ? words : undefined;
  for (;;) {
    if (text[at] !== '"') return undefined;
    const close = closingQuote(text, at + 1);
    if (close < 0) return undefined;
    const written = text.slice(at + 1, close);
    const value = decode(written);
    if (value === undefined) return undefined;
    words.push({
      value,
      span: place(at, close + 1),
      inner: place(at + 1, close),
      plain: value.length === written.length,
    });
    if (words.length > maxWords) return undefined;
    at = skip(text, close + 1);
    if (text[at] === ']') return skip(text, at + 1) >= text.length ? words : undefined;
    if (text[at] !== ',') return undefined;
    at = skip(text, at + 1);
  }
}

function skip(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

function closingQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const c = text[at];
    if (c === '\\') at++;
    else if (c === '"') return at;
  }
  return -1;
}

function decode(written: string): string | undefined {
  if (!written.includes('\\') && !/[\x00-\x1f]/.test(written)) return written;
  try {
    const value: unknown = JSON.parse(`"${written}"`);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
