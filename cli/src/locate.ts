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

/** A file of one long line would be in the report once for each finding. */
const longestLine = 1_000;

/** Turns offsets into positions, reading the lines of the text only once. */
export interface Locator {
  range(span: Span): Range;
  /** The line that holds the offset, without blanks around it; of a line longer than anybody reads, its start. */
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
      const start = starts[line] ?? 0;
      return text.slice(start, Math.min(starts[line + 1] ?? text.length, start + longestLine)).trim();
    },
  };
}
