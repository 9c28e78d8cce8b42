import type { Edit } from '../text/edits';
import type { Span } from '../text/span';

/**
 * Tells where a range of some derived text (joined lines, a decoded string) stands in the file. Derived texts lose characters,
 * so the answer is the smallest range of the file that holds all of them.
 */
export type Place = (start: number, end: number) => Span;

/** For a text that was cut from the file at `offset` unchanged. */
export function shifted(offset: number): Place {
  return (start, end) => ({ start: offset + start, end: offset + end });
}

/** For a text with no character-by-character relation to the file: every range is the whole of it. */
export function whole(span: Span): Place {
  return () => span;
}

/** For a text that begins at `offset` of another derived text. */
export function within(place: Place, offset: number): Place {
  return offset === 0 ? place : (start, end) => place(offset + start, offset + end);
}

/** For a text put together from pieces: `derived[i]` is the offset at which the piece from `source[i]` begins. */
export function pieced(derived: readonly number[], source: readonly number[]): Place {
  const at = (offset: number) => {
    let low = 0;
    let high = derived.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((derived[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return (source[low] ?? 0) + offset - (derived[low] ?? 0);
  };
  return (start, end) => {
    // The end belongs to the piece of the last character, not to the next piece.
    if (end <= start) return { start: at(start), end: at(start) };
    return { start: at(start), end: at(end - 1) + 1 };
  };
}

/** A change of derived text as an edit of the file. None where the file does not have these characters one by one. */
export function editAt(place: Place, start: number, end: number, text: string): Edit | undefined {
  const span = place(start, end);
  return span.end - span.start === end - start ? { span, text } : undefined;
}
