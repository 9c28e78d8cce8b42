import { lineStarts, positionAt, type Span } from '@bulkhead/rules';

/** A place as people and other programs count: lines and columns (UTF-16) from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** `end` is just behind the last character. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Turns offsets into positions, reading the lines of the text only once. */
export interface Locator {
  range(span: Span): Range;
  /** The whole line that holds the offset, without blanks around it. */
  lineText(offset: number): string;
}

export function locatorOf(text: string): Locator {
  const starts = lineStarts(text);
  const position = (offset: number): Position => {
    const { line, column } = positionAt(starts, offset);
    return { line: line + 1, column: column + 1 };
  };
  return {
    range: (span) => ({ start: position(span.start), end: position(span.end) }),
    lineText: (offset) => {
      const { line } = positionAt(starts, offset);
      return text.slice(starts[line], starts[line + 1]).trim();
    },
  };
}
