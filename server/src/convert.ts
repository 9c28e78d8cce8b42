import { lineStarts, positionAt, type Span } from '@bulkhead/rules';
import type { Position, Range } from 'vscode-languageserver';

/** How the client counts columns. Inside, everything is UTF-16 offsets. */
export type PositionEncoding = 'utf-8' | 'utf-16' | 'utf-32';

/** A text with its line starts: all that is needed to go between offsets and positions. */
export interface Lines {
  readonly text: string;
  readonly starts: readonly number[];
  readonly encoding: PositionEncoding;
}

/** Takes UTF-16 unless the client offers only others. */
export function chooseEncoding(offered: readonly string[] | undefined): PositionEncoding {
  if (!offered?.length || offered.includes('utf-16')) return 'utf-16';
  if (offered.includes('utf-8')) return 'utf-8';
  return offered.includes('utf-32') ? 'utf-32' : 'utf-16';
}

export function linesOf(text: string, encoding: PositionEncoding): Lines {
  return { text, starts: lineStarts(text), encoding };
}

/** The position of an offset as the client counts. */
export function toPosition(lines: Lines, offset: number): Position {
  const { line, column } = positionAt(lines.starts, Math.max(0, Math.min(offset, lines.text.length)));
  if (lines.encoding === 'utf-16') return { line, character: column };
  const start = lines.starts[line] ?? 0;
  return { line, character: measure(lines.text, start, start + column, lines.encoding) };
}

/** The offset of a client's position; positions past a line or the text mean its end, as the protocol says. */
export function toOffset(lines: Lines, position: Position): number {
  const { text, starts, encoding } = lines;
  if (position.line < 0) return 0;
  const start = starts[position.line];
  if (start === undefined) return text.length;
  const end = contentEnd(text, start, starts[position.line + 1] ?? text.length);
  const wanted = Math.max(0, position.character);
  if (encoding === 'utf-16') return Math.min(start + wanted, end);
  let units = 0;
  let at = start;
  while (at < end && units < wanted) {
    const code = text.codePointAt(at) ?? 0;
    units += encoding === 'utf-8' ? utf8Length(code) : 1;
    at += code > 0xffff ? 2 : 1;
  }
  return at;
}

export function toRange(lines: Lines, span: Span): Range {
  return { start: toPosition(lines, span.start), end: toPosition(lines, span.end) };
}

export function toSpan(lines: Lines, range: Range): Span {
  const start = toOffset(lines, range.start);
  return { start, end: Math.max(start, toOffset(lines, range.end)) };
}

function contentEnd(text: string, start: number, next: number): number {
  let end = next;
  while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
  return end;
}

function measure(text: string, from: number, to: number, encoding: PositionEncoding): number {
  let units = 0;
  for (let at = from; at < to; ) {
    const code = text.codePointAt(at) ?? 0;
    units += encoding === 'utf-8' ? utf8Length(code) : 1;
    at += code > 0xffff ? 2 : 1;
  }
  return units;
}

function utf8Length(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
