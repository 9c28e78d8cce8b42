import { TemplateError } from '../template/run';
import { kindName, PLACEHOLDER } from '../value/print';
import { derived, mapText, padLines, replaceInText, sliceText, syntax, Text } from '../value/text';
import { bare, isUnknown, List, Unknown, type Value } from '../value/value';
import { type FunctionTable, int, items, plain, size, string, text, traced } from './arguments';
import { formatText } from './printf';
import { goQuote } from './quote';

const MAX_TEXT = 4_000_000;

/** A text with its origins. A bare string becomes a derived text. */
export function asText(value: Value | undefined): Text {
  if (value instanceof Text) return value;
  if (value instanceof Unknown) return new Text([{ text: PLACEHOLDER, kind: 'unknown', offset: 0 }]);
  return new Text([derived(string(value))]);
}

/** A function whose result is a slice of its last argument: `bounds` tells which. */
function slicing(bounds: (whole: string, ...options: Value[]) => readonly [number, number]) {
  return traced((args) => {
    const last = args.at(-1) ?? null;
    if (last instanceof Unknown) return last;
    const whole = asText(last);
    const [start, end] = bounds(whole.text, ...args.slice(0, -1));
    return sliceText(whole, start, end);
  });
}

function mapping(change: (part: string) => string) {
  return traced(([value = null]) => (value instanceof Unknown ? value : mapText(asText(value), change)));
}

function trimmed(whole: string, cutset: string, sides: 'both' | 'start' | 'end'): readonly [number, number] {
  let start = 0;
  let end = whole.length;
  if (sides !== 'end') while (start < end && cutset.includes(whole[start] ?? '')) start++;
  if (sides !== 'start') while (end > start && cutset.includes(whole[end - 1] ?? '')) end--;
  return [start, end];
}

const SPACES = ' \t\n\v\f\r\u0085\u00a0';

/** The UTF-16 offset of a byte offset in UTF-8, as Go's slices count; counted from the end when negative. */
function byteOffset(whole: string, bytes: number): number {
  let at = 0;
  let seen = 0;
  for (const char of whole) {
    const code = char.codePointAt(0) ?? 0;
    const width = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (seen + width > bytes) return at;
    seen += width;
    at += char.length;
  }
  return at;
}

/** The length in UTF-8 bytes. */
export function byteLength(whole: string): number {
  let bytes = 0;
  for (const char of whole) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function truncated(whole: string, count: Value): readonly [number, number] {
  const bytes = Number(int(count));
  const total = byteLength(whole);
  if (bytes >= 0) return [0, total > bytes ? byteOffset(whole, bytes) : whole.length];
  return [total > -bytes ? byteOffset(whole, total + bytes) : 0, whole.length];
}

function substring(whole: string, from: Value, to: Value): readonly [number, number] {
  const start = Number(int(from));
  const end = Number(int(to));
  const total = byteLength(whole);
  if (start < 0) return [0, byteOffset(whole, end)];
  return [byteOffset(whole, start), end < 0 || end > total ? whole.length : byteOffset(whole, end)];
}

function indented(count: Value | undefined, value: Value | undefined, lead: string): Value {
  if (value instanceof Unknown) return value;
  const pad = ' '.repeat(Math.max(0, size(count, 10_000)));
  const pieces = padLines(asText(value).pieces, pad, 'every line');
  return new Text(lead ? [syntax(lead), ...pieces] : pieces);
}

function quoted(values: readonly Value[], mark: '"' | "'"): Value {
  const parts = values.filter((value) => bare(value) !== null);
  const pieces = parts.flatMap((value, index) => {
    const gap = index > 0 ? [syntax(' ')] : [];
    const inner = formatText(value);
    const whole = inner.text;
    if (mark === "'") return [...gap, syntax("'"), ...inner.pieces, syntax("'")];
    const escaped = goQuote(whole);
    if (escaped === `"${whole}"`) return [...gap, syntax('"'), ...inner.pieces, syntax('"')];
    if (inner.unknown)
      return [...gap, syntax('"'), { text: PLACEHOLDER, kind: 'unknown' as const, offset: 0 }, syntax('"')];
    const only = inner.pieces.length === 1 ? inner.pieces[0] : undefined;
    const exact = only?.kind === 'value' && only.form === 'text' && only.offset === 0;
    const kind = exact ? ('value' as const) : ('derived' as const);
    return [...gap, { text: escaped, kind, offset: 0, path: only?.path, form: 'quoted' as const, site: only?.site }];
  });
  return new Text(pieces);
}

function joined(separator: string, value: Value): Value {
  if (value instanceof Unknown) return value;
  const pieces = items(value)
    .filter((item) => bare(item) !== null)
    .flatMap((item, index) => [...(index > 0 && separator ? [syntax(separator)] : []), ...formatText(item).pieces]);
  return new Text(pieces);
}

function repeated(count: Value, value: Value): Value {
  const times = Math.max(0, size(count));
  const whole = string(value);
  if (times * whole.length > MAX_TEXT) throw new TemplateError('This text is too long.');
  return whole.repeat(times);
}

function replaced(from: Value | undefined, to: Value | undefined, value: Value | undefined): Value {
  if (isUnknown(from ?? null) || isUnknown(to ?? null) || value instanceof Unknown) return new Unknown('replace');
  return replaceInText(asText(value), string(from), string(to));
}

/** Sprig's functions on strings that keep origins. */
export const stringFunctions: FunctionTable = {
  trim: slicing((whole) => trimmed(whole, SPACES, 'both')),
  trimAll: slicing((whole, cutset = '') => trimmed(whole, string(cutset), 'both')),
  trimall: slicing((whole, cutset = '') => trimmed(whole, string(cutset), 'both')),
  trimLeft: slicing((whole, cutset = '') => trimmed(whole, string(cutset), 'start')),
  trimSuffix: slicing((whole, suffix = '') => [
    0,
    whole.length - (whole.endsWith(string(suffix)) ? string(suffix).length : 0),
  ]),
  trimPrefix: slicing((whole, prefix = '') => [
    whole.startsWith(string(prefix)) ? string(prefix).length : 0,
    whole.length,
  ]),
  trunc: slicing((whole, count = null) => truncated(whole, count)),
  substr: slicing((whole, from = null, to = null) => substring(whole, from, to)),
  lower: mapping((part) => part.toLowerCase()),
  upper: mapping((part) => [...part].map(upperLetter).join('')),
  title: mapping((part) =>
    part.replace(/(^|[^\p{L}\p{N}_'])(\p{Ll})/gu, (_, before, letter) => before + upperLetter(letter)),
  ),
  untitle: mapping((part) => part.replace(/(^|\s)(\p{Lu})/gu, (_, before, letter) => before + letter.toLowerCase())),
  nospace: mapping((part) => part.replace(/\s/g, '')),
  swapcase: mapping((part) => [...part].map((c) => (c === upperLetter(c) ? c.toLowerCase() : upperLetter(c))).join('')),
  indent: traced(([count, value]) => indented(count, value, '')),
  nindent: traced(([count, value]) => indented(count, value, '\n')),
  quote: traced((args) => quoted(args, '"')),
  squote: traced((args) => quoted(args, "'")),
  replace: traced(([from, to, value]) => replaced(from, to, value)),
  toString: traced(([value = null]) => (value instanceof Unknown || value instanceof Text ? value : formatText(value))),
  join: traced(([separator = null, value = null]) => joined(string(separator), value)),
  cat: traced((args) => joined(' ', new List(args))),
  repeat: plain((count = null, value = null) => repeated(count, value)),
  contains: plain((part = null, whole = null) => string(whole).includes(string(part))),
  hasPrefix: plain((part = null, whole = null) => string(whole).startsWith(string(part))),
  hasSuffix: plain((part = null, whole = null) => string(whole).endsWith(string(part))),
  toStrings: plain(
    (value = null) =>
      new List(
        items(value)
          .filter((item) => bare(item) !== null)
          .map(text),
      ),
  ),
  splitList: plain((separator = null, value = null) => new List(splitText(string(value), string(separator)))),
  sortAlpha: plain((value = null) => new List(items(value).map(text).sort())),
  initials: plain((value = null) =>
    string(value)
      .split(/\s+/)
      .map((word) => [...word][0] ?? '')
      .join(''),
  ),
  plural: plain((one = null, many = null, count = null) => (int(count) === 1n ? one : many)),
  camelcase: plain((value = null) => camelCase(string(value))),
  kebabcase: plain((value = null) => words(string(value)).join('-')),
  snakecase: plain((value = null) => words(string(value)).join('_')),
  abbrevboth: plain((left = null, width = null, value = null) =>
    abbreviateBoth(string(value), Number(int(left)), Number(int(width))),
  ),
  abbrev: plain((width = null, value = null) => abbreviate(string(value), Number(int(width)))),
  wrap: plain((width = null, value = null) => wrapText(string(value), Number(int(width)), '\n')),
  wrapWith: plain((width = null, mark = null, value = null) =>
    wrapText(string(value), Number(int(width)), string(mark)),
  ),
  len: plain((value = null) => length(value)),
};

function length(value: Value): bigint {
  if (typeof value === 'string') return BigInt(byteLength(value));
  if (value instanceof List) return BigInt(value.items.length);
  if (value !== null && typeof value === 'object' && 'size' in value) return BigInt(value.size);
  throw new TemplateError(`A ${kindName(value)} has no length.`);
}

/** Splits as Go does: an empty separator gives the single characters. */
export function splitText(whole: string, separator: string): string[] {
  return separator === '' ? [...whole] : whole.split(separator);
}

function words(value: string): string[] {
  const spaced = value.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
  return spaced
    .split(/[\s_.-]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());
}

/** As Go has it: what would become two letters stays. */
function upperLetter(letter: string): string {
  const upper = letter.toUpperCase();
  return [...upper].length > 1 ? letter : upper;
}

/** One connector between words goes; those at both ends, and more of them, stay. */
function camelCase(value: string): string {
  const [, lead = '', body = '', end = ''] = /^([\s_-]*)(.*?)([\s_-]*)$/s.exec(value) ?? [];
  const words = body.replace(/[\s_-]?([^\s_-]+)/g, (_, word: string) => {
    const capitals = /^\p{Lu}*/u.exec(word)?.[0] ?? '';
    const first = [...word][0] ?? '';
    return (
      upperLetter(first) + capitals.slice(first.length).toLowerCase() + word.slice(capitals.length || first.length)
    );
  });
  return lead + words + end;
}

/** The part of a text that begins at `left`, with dots for what is missing on both sides. */
function abbreviateBoth(value: string, left: number, width: number): string {
  if (width < 4 || (left > 0 && width < 7) || value.length <= width) return value;
  const room = width - 3;
  const from = Math.min(left, value.length, value.length - room);
  if (from <= 4) return `${value.slice(0, room)}...`;
  if (from + room < value.length) return `...${abbreviateBoth(value.slice(from), 0, room)}`;
  return `...${value.slice(value.length - room)}`;
}

function abbreviate(value: string, width: number): string {
  return width < 4 || value.length <= width ? value : `${value.slice(0, width - 3)}...`;
}

function wrapText(value: string, width: number, mark: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of value.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(mark);
}
