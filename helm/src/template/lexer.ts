import type { Span } from '../value/text';
import { scanNumber, scanQuoted, scanRaw, unquote } from './literals';

/** What an action consists of. `glued` says that no space stands before the token: `$x.y` is one thing, `$x .y` two. */
export interface Token extends Span {
  readonly type: 'name' | 'field' | 'variable' | 'string' | 'number' | 'mark';
  readonly text: string;
  readonly value?: string | number | bigint;
  readonly raw?: Span;
  readonly glued: boolean;
}

/** A template cut into text and actions. Comments are gone; trimming is done. */
export type Part =
  | (Span & { readonly type: 'text'; readonly text: string })
  | (Span & { readonly type: 'action'; readonly tokens: readonly Token[] });

/** Thrown inside this folder only: the first thing in a template that cannot be read. */
export class TemplateSyntaxError extends Error {
  readonly span: Span;
  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

const SPACE = /[ \t\r\n]/;

/** Cuts a template into its parts. */
export function* cut(source: string): Generator<Part> {
  let at = 0;
  let trimsNext = false;
  while (at < source.length) {
    const open = source.indexOf('{{', at);
    const end = open < 0 ? source.length : open;
    const trimsBack = open >= 0 && source[open + 2] === '-' && SPACE.test(source[open + 3] ?? '');
    const text = textBetween(source, at, end, trimsNext, trimsBack);
    if (text) yield text;
    if (open < 0) return;
    const from = open + (trimsBack ? 3 : 2);
    const comment = skipSpaces(source, from);
    if (source.startsWith('/*', comment) && (comment === from || trimsBack)) {
      const closed = endOfComment(source, open, comment);
      at = closed.end;
      trimsNext = closed.trims;
      continue;
    }
    const action = readAction(source, open, from);
    yield { type: 'action', start: open, end: action.end, tokens: action.tokens };
    at = action.end;
    trimsNext = action.trims;
  }
}

function textBetween(source: string, from: number, to: number, trimsStart: boolean, trimsEnd: boolean) {
  let start = from;
  let end = to;
  if (trimsStart) while (start < end && SPACE.test(source[start] ?? '')) start++;
  if (trimsEnd) while (end > start && SPACE.test(source[end - 1] ?? '')) end--;
  return start < end ? ({ type: 'text', start, end, text: source.slice(start, end) } as const) : undefined;
}

function skipSpaces(source: string, from: number): number {
  let at = from;
  while (at < source.length && SPACE.test(source[at] ?? '')) at++;
  return at;
}

function endOfComment(source: string, open: number, from: number): { end: number; trims: boolean } {
  const close = source.indexOf('*/', from + 2);
  if (close < 0) throw new TemplateSyntaxError('This comment is never closed.', { start: open, end: open + 2 });
  const after = closing(source, close + 2);
  if (!after) throw new TemplateSyntaxError('A comment must end with "*/}}".', { start: open, end: close + 2 });
  return after;
}

/** The closing delimiter at `at`, with the space that may stand before "-}}". */
function closing(source: string, at: number): { end: number; trims: boolean } | undefined {
  if (source.startsWith('}}', at)) return { end: at + 2, trims: false };
  const dash = skipSpaces(source, at);
  if (dash > at && source.startsWith('-}}', dash)) return { end: dash + 3, trims: true };
  return undefined;
}

function readAction(source: string, open: number, from: number) {
  const tokens: Token[] = [];
  let at = from;
  let glued = false;
  for (;;) {
    const closed = closing(source, at);
    if (closed) return { tokens, ...closed };
    if (at >= source.length) {
      throw new TemplateSyntaxError('This action is never closed.', { start: open, end: Math.min(open + 2, at) });
    }
    const spaced = skipSpaces(source, at);
    if (spaced > at) {
      at = spaced;
      glued = false;
      continue;
    }
    if (source.startsWith('{{', at)) {
      throw new TemplateSyntaxError('This action is never closed.', { start: open, end: open + 2 });
    }
    const token = readToken(source, at, glued);
    tokens.push(token);
    at = token.end;
    glued = true;
  }
}

const NAME = /[\p{L}\p{Nd}_]*/uy;

function nameEnd(source: string, from: number): number {
  NAME.lastIndex = from;
  NAME.test(source);
  return Math.max(from, NAME.lastIndex);
}

/** A text; one that reads as it is written tells where it stands. */
function stringToken(start: number, end: number, value: string, inside: string, glued: boolean): Token {
  const raw = value === inside ? { raw: { start: start + 1, end: end - 1 } } : {};
  return { type: 'string', start, end, text: '', value, glued, ...raw };
}

function readToken(source: string, start: number, glued: boolean): Token {
  const char = source[start] ?? '';
  if (char === '"') {
    const end = scanQuoted(source, start, '"');
    const inside = source.slice(start + 1, end - 1);
    return stringToken(start, end, unquote(inside, { start, end }), inside, glued);
  }
  if (char === '`') {
    const end = scanRaw(source, start);
    const inside = source.slice(start + 1, end - 1);
    return stringToken(start, end, inside.replaceAll('\r', ''), inside, glued);
  }
  if (char === "'") {
    const end = scanQuoted(source, start, "'");
    const value = unquote(source.slice(start + 1, end - 1), { start, end });
    return { type: 'number', start, end, text: '', value: BigInt(value.codePointAt(0) ?? 0), glued };
  }
  const two = source.slice(start, start + 2);
  if (two === ':=') return { type: 'mark', start, end: start + 2, text: two, glued };
  if (/[0-9]/.test(char) || (/[+-]/.test(char) && /[0-9.]/.test(source[start + 1] ?? '')) || /^\.[0-9]/.test(two)) {
    const number = scanNumber(source, start);
    return { type: 'number', start, end: number.end, text: '', value: number.value, glued };
  }
  if (char === '.' || char === '$') {
    const end = nameEnd(source, start + 1);
    return { type: char === '.' ? 'field' : 'variable', start, end, text: source.slice(start + 1, end), glued };
  }
  if ('=|(),'.includes(char)) return { type: 'mark', start, end: start + 1, text: char, glued };
  const end = nameEnd(source, start);
  if (end === start) {
    throw new TemplateSyntaxError(`Unexpected character ${JSON.stringify(char)} in an action.`, {
      start,
      end: start + 1,
    });
  }
  return { type: 'name', start, end, text: source.slice(start, end), glued };
}
