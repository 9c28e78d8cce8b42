import type { Place } from '../place';
import type { Building, BuildingRedirect, NamedHereText } from './build';
import type { Variables } from './variables';

/** Where a POSIX shell parser stands in its text. */
export interface Reader {
  readonly text: string;
  readonly place: Place;
  readonly variables: Variables;
  readonly commands: Building[];
  at: number;
  end: number;
  depth: number;
  /** How many `if`, `while`, `case`, function bodies are open. */
  conditional: number;
  complete: boolean;
  /** How many characters have come from variables. */
  grown: number;
  heredocs: readonly NamedHereText[];
  /** Here-documents whose lines begin after the next line break. */
  awaited: { redirect: BuildingRedirect; name: string; expands: boolean; stripsTabs: boolean }[];
  /** The parts of the grammar that contain each other call one another through the reader. */
  readonly readList: (r: Reader, close: string) => Building[];
  readonly readElement: (r: Reader) => Building[];
}

export const isBlank = (code: number) => code === 32 || code === 9 || code === 13;

/** Blanks and escaped line breaks. */
export function skipBlanks(r: Reader): void {
  const { text, end } = r;
  while (r.at < end) {
    const code = text.charCodeAt(r.at);
    if (isBlank(code)) r.at++;
    else if (code === 92 && text.charCodeAt(r.at + 1) === 10) r.at += 2;
    else if (code === 92 && text.charCodeAt(r.at + 1) === 13 && text.charCodeAt(r.at + 2) === 10) r.at += 3;
    else return;
  }
}

/** Blanks, comments, line breaks and the here-documents behind them. Tells whether a line break was passed. */
export function skipLines(r: Reader): boolean {
  let passed = false;
  while (r.at < r.end) {
    skipBlanks(r);
    const code = r.text.charCodeAt(r.at);
    if (r.at >= r.end) break;
    if (code === 35) skipComment(r);
    else if (code === 10) {
      r.at++;
      passed = true;
      if (r.awaited.length > 0) readAwaited(r);
    } else break;
  }
  return passed;
}

/** A `#` up to the end of its line. */
export function skipComment(r: Reader): void {
  const line = r.text.indexOf('\n', r.at);
  r.at = line < 0 || line > r.end ? r.end : line;
}

function readAwaited(r: Reader): void {
  for (const { redirect, name, expands, stripsTabs } of r.awaited) {
    const start = r.at;
    let close = r.end;
    let next = r.end;
    for (let at = start; at < r.end; ) {
      const found = r.text.indexOf('\n', at);
      const lineEnd = found < 0 || found > r.end ? r.end : found;
      let from = at;
      if (stripsTabs) while (r.text.charCodeAt(from) === 9) from++;
      const to = r.text.charCodeAt(lineEnd - 1) === 13 ? lineEnd - 1 : lineEnd;
      if (to - from === name.length && r.text.startsWith(name, from)) {
        close = at;
        next = Math.min(lineEnd + 1, r.end);
        break;
      }
      at = lineEnd + 1;
    }
    const body = r.text.slice(start, close);
    redirect.body = { text: stripsTabs ? body.replace(/^\t+/gm, '') : body, span: r.place(start, close), expands };
    r.at = next;
  }
  r.awaited = [];
}
