import { encodeUtf8 } from '../bytes/utf8';
import { formatFloat, goString, PLACEHOLDER, typeName } from '../value/print';
import { derived, type Piece, sliceText, Text } from '../value/text';
import { bare, Dict, List, Scalar, Unknown, type Value } from '../value/value';
import { goQuote } from './quote';

const MAX_WIDTH = 10_000;

/** A value as %v prints it, with its origin. */
export function formatText(value: Value): Text {
  if (value instanceof Text) return value;
  if (value instanceof Unknown) return new Text([{ text: PLACEHOLDER, kind: 'unknown', offset: 0 }]);
  if (value instanceof Scalar && value.path) {
    return new Text([{ text: goString(value), kind: 'value', offset: 0, path: value.path, form: 'text' }]);
  }
  const path = value instanceof Dict || value instanceof List ? value.path : undefined;
  return new Text([{ ...derived(goString(value)), path }]);
}

const VERB = /%([-+# 0]*)(\*|[0-9]+)?(?:\.(\*|[0-9]*))?(?:\[([1-9][0-9]{0,5})\])?([\s\S])?/g;

/** Go's Sprintf. The parts keep their origins, the format too where it is a literal. */
export function sprintf(format: Text, args: readonly Value[]): Text {
  const source = format.text;
  const pieces: Piece[] = [];
  let used = 0;
  let done = 0;
  let isReordered = false;
  const next = () => args[used++];
  const copy = (end: number) => {
    if (end > done) pieces.push(...sliceText(format, done, end).pieces);
  };
  for (const match of source.matchAll(VERB)) {
    copy(match.index);
    done = match.index + match[0].length;
    const [, flags = '', width, precision, index, verb] = match;
    if (verb === '%') {
      pieces.push(derived('%'));
      continue;
    }
    if (verb === undefined) {
      pieces.push(derived('%!(NOVERB)'));
      continue;
    }
    const wide = width === '*' ? Number(bare(next())) : width === undefined ? undefined : Number(width);
    const exact = precision === '*' ? Number(bare(next())) : precision === undefined ? undefined : Number(precision);
    if (index !== undefined) [used, isReordered] = [Number(index) - 1, true];
    if (used >= args.length) {
      pieces.push(derived(`%!${verb}(${index === undefined ? 'MISSING' : 'BADINDEX'})`));
      continue;
    }
    pieces.push(...formatVerb(next() ?? null, verb, { flags, width: wide, precision: exact }));
  }
  copy(source.length);
  if (used < args.length && !isReordered) pieces.push(derived(extra(args.slice(used))));
  return new Text(pieces);
}

function extra(args: readonly Value[]): string {
  const parts = args.map((arg) => (bare(arg) === null ? '<nil>' : `${typeName(arg)}=${goString(arg)}`));
  return `%!(EXTRA ${parts.join(', ')})`;
}

interface Layout {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
}

function formatVerb(value: Value, verb: string, layout: Layout): readonly Piece[] {
  if (value instanceof Unknown) return formatText(value).pieces;
  const plain = bare(value);
  const isText = typeof plain === 'string';
  const simple = layout.width === undefined && layout.precision === undefined && layout.flags === '';
  if (simple && ((verb === 's' && isText) || (verb === 'v' && plain !== null))) return formatText(value).pieces;
  if (simple && verb === 'd' && typeof plain === 'bigint') return formatText(value).pieces;
  if (value instanceof Text && value.unknown) return value.pieces;
  return [{ ...derived(pad(formatPlain(value, verb, layout), layout)), path: pathOf(value) }];
}

function pathOf(value: Value) {
  if (value instanceof Text) return value.pieces.find((piece) => piece.path)?.path;
  return value instanceof Scalar || value instanceof Dict || value instanceof List ? value.path : undefined;
}

function pad(text: string, layout: Layout): string {
  const width = Math.min(layout.width ?? 0, MAX_WIDTH);
  if (layout.flags.includes('-')) return text.padEnd(width);
  if (layout.flags.includes('0') && /^[-+]?[0-9a-fA-F.]+$/.test(text)) {
    const sign = /^[-+]/.exec(text)?.[0] ?? '';
    return sign + text.slice(sign.length).padStart(width - sign.length, '0');
  }
  return text.padStart(width);
}

function formatPlain(value: Value, verb: string, layout: Layout): string {
  const plain = bare(value);
  const wrong = () => `%!${verb}(${plain === null ? '<nil>' : `${typeName(plain)}=${goString(plain)}`})`;
  if (plain instanceof List && 'sdqt'.includes(verb)) {
    return `[${plain
      .all()
      .map((item) => formatPlain(item, verb, layout))
      .join(' ')}]`;
  }
  if (verb === 'v') return plain === null ? '<nil>' : formatValue(plain, layout);
  if (verb === 'T') return typeName(plain);
  if (typeof plain === 'string') return formatString(plain, verb, layout) ?? wrong();
  if (typeof plain === 'bigint') return formatInt(plain, verb, layout) ?? wrong();
  if (typeof plain === 'number') return formatNumber(plain, verb, layout) ?? wrong();
  if (typeof plain === 'boolean') return verb === 't' ? String(plain) : wrong();
  if (plain instanceof Dict && verb === 's') {
    const entries = plain.sortedKeys().map((key) => `${key}:${formatPlain(plain.get(key) ?? null, verb, layout)}`);
    return `map[${entries.join(' ')}]`;
  }
  if (plain !== null && verb === 's') return goString(plain);
  return wrong();
}

function formatValue(plain: Value, layout: Layout): string {
  if (typeof plain === 'string') return layout.flags.includes('#') ? goQuote(plain) : cut(plain, layout);
  if (typeof plain === 'number') return formatNumber(plain, 'g', layout) ?? goString(plain);
  return signed(goString(plain), plain, layout);
}

function signed(text: string, value: Value, { flags }: Layout): string {
  const positive = (typeof value === 'number' || typeof value === 'bigint') && !text.startsWith('-');
  const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  return positive ? sign + text : text;
}

function cut(value: string, { precision }: Layout): string {
  return precision === undefined ? value : [...value].slice(0, precision).join('');
}

function formatString(value: string, verb: string, layout: Layout): string | undefined {
  const part = cut(value, layout);
  if (verb === 's') return part;
  if (verb === 'q') return goQuote(part);
  if (verb !== 'x' && verb !== 'X') return undefined;
  const hex = [...encodeUtf8(part)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return verb === 'X' ? hex.toUpperCase() : hex;
}

function formatInt(value: bigint, verb: string, layout: Layout): string | undefined {
  const bases: Readonly<Record<string, number>> = { d: 10, x: 16, X: 16, o: 8, b: 2 };
  if (verb === 'c') return String.fromCodePoint(Number(value) & 0x1fffff);
  if (verb === 'q') return `'${String.fromCodePoint(Number(value) & 0x1fffff)}'`;
  if (verb === 'U') return `U+${value.toString(16).toUpperCase().padStart(4, '0')}`;
  if (!Object.hasOwn(bases, verb)) return undefined;
  const marks: Readonly<Record<string, string>> = { x: '0x', X: '0X', o: '0', b: '0b' };
  const mark = layout.flags.includes('#') ? (marks[verb] ?? '') : '';
  const digits = value.toString(bases[verb]).replace(/^-?/, `$&${mark}`);
  return signed(verb === 'X' ? digits.toUpperCase() : digits, value, layout);
}

function formatNumber(value: number, verb: string, layout: Layout): string | undefined {
  const digits = Math.min(layout.precision ?? 6, 100);
  const minus = Object.is(value, -0) ? '-' : '';
  if (verb === 'f' || verb === 'F') return signed(minus + value.toFixed(digits), value, layout);
  if (verb === 'e') {
    return signed(minus + value.toExponential(digits).replace(/e([-+])(\d)$/, 'e$10$2'), value, layout);
  }
  if (verb === 'E' || verb === 'G') return formatNumber(value, verb.toLowerCase(), layout)?.toUpperCase();
  if (verb === 'g') {
    const text =
      layout.precision === undefined ? formatFloat(value) : formatFloat(Number(value.toPrecision(digits || 1)));
    return signed(text, value, layout);
  }
  return undefined;
}
