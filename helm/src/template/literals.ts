import type { Span } from '../value/text';
import { TemplateSyntaxError } from './lexer';

/** The end of a quoted literal that starts at `start`. */
export function scanQuoted(source: string, start: number, quote: string): number {
  for (let at = start + 1; at < source.length; at++) {
    const char = source[at];
    if (char === '\\') at++;
    else if (char === quote) return at + 1;
    else if (char === '\n') break;
  }
  throw new TemplateSyntaxError('This quoted string is never closed.', { start, end: start + 1 });
}

/** The end of a raw literal that starts at `start`. */
export function scanRaw(source: string, start: number): number {
  const close = source.indexOf('`', start + 1);
  if (close < 0) throw new TemplateSyntaxError('This raw string is never closed.', { start, end: start + 1 });
  return close + 1;
}

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([\s\S]))/g;

/** The characters a Go string literal stands for. */
export function unquote(body: string, span: Span): string {
  if (!body.includes('\\')) return body;
  return body.replace(ESCAPE, (_, hex, short, long, octal, simple) => {
    if (simple !== undefined) {
      const value = SIMPLE[simple];
      if (value === undefined) throw new TemplateSyntaxError(`Go knows no escape "\\${simple}".`, span);
      return value;
    }
    const code = octal === undefined ? Number.parseInt(hex ?? short ?? long, 16) : Number.parseInt(octal, 8);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}

const NUMBER = /[+-]?(?:0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:[0-9][0-9_]*)?\.?[0-9_]*(?:[eE][+-]?[0-9_]+)?)/y;

/** A Go number: an int without a dot or exponent, otherwise a float. */
export function scanNumber(source: string, start: number): { end: number; value: number | bigint } {
  NUMBER.lastIndex = start;
  NUMBER.test(source);
  const end = NUMBER.lastIndex;
  const digits = source.slice(start, end).replaceAll('_', '');
  const negative = digits.startsWith('-');
  const plain = digits.replace(/^[+-]/, '');
  if (/[\p{L}\p{Nd}_]/u.test(source[end] ?? '')) {
    throw new TemplateSyntaxError('This number is malformed.', { start, end: end + 1 });
  }
  if (/^0[xXbBoO]/.test(plain)) {
    const value = BigInt(plain.toLowerCase());
    return { end, value: negative ? -value : value };
  }
  if (/^[0-9]+$/.test(plain)) {
    const value = /^0[0-7]+$/.test(plain) ? BigInt(`0o${plain}`) : BigInt(plain);
    return { end, value: negative ? -value : value };
  }
  const value = Number(plain);
  if (Number.isNaN(value)) throw new TemplateSyntaxError('This number is malformed.', { start, end: end + 1 });
  // A whole float constant is an int where Go needs one, but prints as a float: keep it a float.
  return { end, value: negative ? -value : value };
}
