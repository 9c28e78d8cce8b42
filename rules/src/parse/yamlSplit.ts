import { type Span, span } from '../text/span';

/** Of one stream no more are read: what a person or a program meant to be read is far from that. */
export const mostDocuments = 5_000;

/**
 * Cuts a stream into its first documents. By the specification `---` and `...` at the start of a line are markers wherever
 * they stand, so no parsing is needed: block scalars cannot hide them, and in quoted scalars they are an error anyway.
 */
export function splitDocuments(text: string, most = mostDocuments): Span[] {
  const starts = [0];
  for (const cut of cutsFrom(text, 0)) {
    if (starts.length === most) return slicesBetween(starts, cut);
    starts.push(cut);
  }
  return slicesBetween(starts, text.length);
}

/** A document of an earlier version of a text. */
export interface OldSlice {
  readonly start: number;
  readonly text: string;
}

/** A document of the text as it is now. */
export interface NewSlice<T> {
  readonly span: Span;
  /** The same document in the earlier version. */
  readonly known: T | undefined;
}

/**
 * Cuts a text that was cut before. Only what is between the documents that still stand at its start and at its end is
 * looked at: a long file costs no more per key than a short one.
 */
export function splitAgain<T extends OldSlice>(
  text: string,
  before: readonly T[],
  most = mostDocuments,
): NewSlice<T>[] {
  const last = before.at(-1);
  const delta = last ? text.length - last.start - last.text.length : 0;
  const stands = ({ start, text: old }: T, by: number) => text.slice(start + by, start + by + old.length) === old;
  let head = 0;
  while (head < before.length && stands(before[head] as T, 0)) head++;
  // The text behind it decides where the last of them ends.
  head = Math.max(0, head - 1);
  const from = before[head]?.start ?? 0;
  let tail = before.length;
  for (; tail > head + 1; tail--) {
    const document = before[tail - 1] as T;
    if (document.start + delta <= from || !stands(document, delta)) break;
  }
  const changed = new Map(before.slice(head, tail).map((known) => [known.text, known]));
  const starts = [from];
  let reached = text.length;
  for (const cut of cutsFrom(text, from)) {
    while (tail < before.length && (before[tail] as T).start + delta < cut) tail++;
    if (tail < before.length && (before[tail] as T).start + delta === cut) {
      reached = cut;
      break;
    }
    if (head + starts.length >= most) {
      reached = cut;
      tail = before.length;
      break;
    }
    starts.push(cut);
  }
  const rest = reached < text.length ? before.slice(tail) : [];
  const slices = [
    ...before.slice(0, head).map((known) => ({ span: span(known.start, known.start + known.text.length), known })),
    ...slicesBetween(starts, reached).map((slice) => ({
      span: slice,
      known: changed.get(text.slice(slice.start, slice.end)),
    })),
    ...rest.map((known) => ({ span: span(known.start + delta, known.start + delta + known.text.length), known })),
  ];
  return slices.slice(0, most);
}

function slicesBetween(starts: readonly number[], end: number): Span[] {
  return starts.map((start, i) => span(start, starts[i + 1] ?? end));
}

/** Where the documents behind the one that starts at `from` start. What is in front of a cut has no influence on it. */
function* cutsFrom(text: string, from: number): Generator<number> {
  let contentSinceCut = false;
  let directives: number | undefined;
  let ended = false;
  for (let at = from; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const start = at === 0 && text.charCodeAt(0) === 0xfeff ? 1 : at;
    const mark = text.startsWith('---', start) ? '---' : text.startsWith('...', start) ? '...' : undefined;
    const isMarker = mark !== undefined && /^[\s]?$/.test(text.charAt(start + 3));
    if (isMarker && mark === '---') {
      if (contentSinceCut) yield directives ?? at;
      contentSinceCut = true;
      directives = undefined;
      ended = false;
    } else if (isMarker) {
      ended = true;
    } else if (ended || !contentSinceCut) {
      const blank = isBlankOrComment(text, start, next);
      const directive = text.charCodeAt(start) === 0x25;
      if (directive && contentSinceCut) directives ??= at;
      else if (!blank && !directive) {
        if (ended && contentSinceCut) yield directives ?? at;
        contentSinceCut = true;
        ended = false;
        directives = undefined;
      }
    }
    at = next;
  }
}

function isBlankOrComment(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x23) return true;
    if (c !== 0x20 && c !== 0x09 && c !== 0x0d && c !== 0x0a) return false;
  }
  return true;
}
