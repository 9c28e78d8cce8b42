import { Pair, type Range, Scalar, type Schema, YAMLMap, YAMLSeq } from 'yaml';

/** Thrown where a text is not written simply. */
export const notSimple = Symbol('not simple');

const [tab, lineFeed, carriageReturn, blank] = [9, 10, 13, 32];
const [doubleQuote, hash, singleQuote, dash, colon] = [34, 35, 39, 45, 58];

/** Whether a line, or the text, ends here; `code` is not a number at the end of the text. */
export function endsLine(code: number): boolean {
  return code === lineFeed || code === carriageReturn || Number.isNaN(code);
}

/** Whether what stands here makes an indicator of the character in front of it. */
export function isGap(code: number): boolean {
  return code === blank || code === tab || endsLine(code);
}

export function behindBlanks(text: string, at: number): number {
  let i = at;
  while (text.charCodeAt(i) === blank) i++;
  return i;
}

/** Where the next line starts. */
export function nextLine(text: string, at: number): number {
  return text.indexOf('\n', at) + 1 || text.length;
}

/** Where what is written on a line ends. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end < 0) return text.length;
  return text.charCodeAt(end - 1) === carriageReturn ? end - 1 : end;
}

/** Where the next line starts, behind nothing but blanks and a comment. */
export function behindValue(text: string, at: number): number {
  const i = behindBlanks(text, at);
  if (!endsLine(text.charCodeAt(i)) && (text.charCodeAt(i) !== hash || i === at)) throw notSimple;
  return nextLine(text, i);
}

export function newScalar(value: string, type: Scalar.Type, start: number, end: number): Scalar {
  const scalar = new Scalar(value);
  scalar.range = [start, end, end];
  scalar.source = value;
  scalar.type = type;
  return scalar;
}

/**
 * A scalar, of a plain one the first line. A quoted one may go on in lines that are indented further than its key or dash;
 * what may be a key may not.
 */
export function readScalar(text: string, at: number, indent = Number.POSITIVE_INFINITY): Scalar {
  const first = text.charCodeAt(at);
  if (first === doubleQuote) return readDoubleQuoted(text, at, indent);
  if (first === singleQuote) return readSingleQuoted(text, at, indent);
  if (!startsPlain(text, at, first)) throw notSimple;
  const end = plainEnd(text, at);
  return newScalar(text.slice(at, end), 'PLAIN', at, end);
}

/** Where a plain scalar ends on its line: at a colon, in front of a comment, or with the line. */
function plainEnd(text: string, at: number): number {
  let end = at;
  for (let i = at; ; i++) {
    const code = text.charCodeAt(i);
    if (code === tab) throw notSimple;
    if (endsLine(code) || (code === colon && isGap(text.charCodeAt(i + 1)))) return end;
    if (code !== blank) end = i + 1;
    else if (text.charCodeAt(i + 1) === hash) return end;
  }
}

/** A plain scalar goes on in the lines below that are indented further than its key or dash. */
export function withLinesBelow(text: string, scalar: Scalar, indent: number): Scalar {
  const [start, lineEnd] = scalar.range as Range;
  if (scalar.type !== 'PLAIN' || !endsLine(text.charCodeAt(behindBlanks(text, lineEnd)))) return scalar;
  const lines = [scalar.source];
  let end = lineEnd;
  for (let line = nextLine(text, end); ; line = nextLine(text, end)) {
    const at = behindBlanks(text, line);
    const code = text.charCodeAt(at);
    if (at - line <= indent || code === hash || endsLine(code)) break;
    end = plainEnd(text, at);
    lines.push(text.slice(at, end));
    if (!endsLine(text.charCodeAt(behindBlanks(text, end)))) break;
  }
  return lines.length === 1 ? scalar : newScalar(lines.join(' '), 'PLAIN', start, end);
}

const indicators = new Set([...',[]{}#&*!|>%@`'].map((one) => one.charCodeAt(0)));

function startsPlain(text: string, at: number, first: number): boolean {
  if (first === dash || first === colon || first === 63) return !isGap(text.charCodeAt(at + 1));
  return !indicators.has(first) && !isGap(first);
}

const simpleEscapes = /^(?:[^\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*$/u;

function readDoubleQuoted(text: string, at: number, indent: number): Scalar {
  let end = at + 1;
  let isEscaped = false;
  for (; text.charCodeAt(end) !== doubleQuote; end++) {
    if (text.charCodeAt(end) === 92) {
      isEscaped = true;
      end++;
    }
    if (endsLine(text.charCodeAt(end))) end = goesOn(text, end, indent) - 1;
  }
  const raw = unfolded(text.slice(at + 1, end));
  if (isEscaped && !simpleEscapes.test(raw)) throw notSimple;
  return newScalar(isEscaped ? JSON.parse(`"${raw}"`) : raw, 'QUOTE_DOUBLE', at, end + 1);
}

function readSingleQuoted(text: string, at: number, indent: number): Scalar {
  let end = at + 1;
  let isEscaped = false;
  for (; ; end++) {
    const code = text.charCodeAt(end);
    if (endsLine(code)) end = goesOn(text, end, indent) - 1;
    if (code !== singleQuote) continue;
    if (text.charCodeAt(end + 1) !== singleQuote) break;
    isEscaped = true;
    end++;
  }
  const raw = unfolded(text.slice(at + 1, end));
  return newScalar(isEscaped ? raw.replaceAll("''", "'") : raw, 'QUOTE_SINGLE', at, end + 1);
}

/** Where a quoted text goes on in the line below, which is indented further than its key or dash. */
function goesOn(text: string, at: number, indent: number): number {
  const line = nextLine(text, at);
  const first = behindBlanks(text, line);
  if (first - line <= indent || endsLine(text.charCodeAt(first))) throw notSimple;
  return first;
}

function unfolded(raw: string): string {
  if (!raw.includes('\n')) return raw;
  if (raw.includes('\t') || /\\\r?\n/.test(raw)) throw notSimple;
  return raw.replace(/ *\r?\n */g, ' ');
}

/** A literal block scalar below what is indented so far; its range ends where the next line starts. */
export function readLiteral(text: string, at: number, indent: number): Scalar {
  const isStripped = text.charCodeAt(at + 1) === dash;
  const head = at + (isStripped ? 2 : 1);
  if (!endsLine(text.charCodeAt(behindBlanks(text, head)))) throw notSimple;
  const lines: string[] = [];
  let filled = 0;
  let end = at;
  let own = -1;
  for (let start = nextLine(text, head); start < text.length; start = nextLine(text, start)) {
    const first = behindBlanks(text, start);
    const isBlank = endsLine(text.charCodeAt(first));
    if (own < 0 && !isBlank) {
      own = first - start;
      if (own <= indent) {
        own = -1;
        break;
      }
      // Blank lines in front that are longer are no blank lines.
      if (lines.some((line) => line !== '')) throw notSimple;
    }
    if (!isBlank && first - start < own) break;
    const next = nextLine(text, start);
    lines.push(own < 0 ? text.slice(start, first) : text.slice(start + own, lineEnd(text, start)));
    if (isBlank && (own < 0 || first - start <= own)) continue;
    filled = lines.length;
    end = next;
  }
  if (own < 0) return emptyLiteral(text, at, nextLine(text, head));
  const value = lines.slice(0, filled).join('\n');
  return newScalar(isStripped ? value : `${value}\n`, 'BLOCK_LITERAL', at, end);
}

/** Of the blank lines below a literal with no text one belongs to it. */
function emptyLiteral(text: string, at: number, below: number): Scalar {
  let line = below;
  while (text.charCodeAt(line) === lineFeed) line++;
  if (line < text.length && endsLine(text.charCodeAt(behindBlanks(text, line)))) throw notSimple;
  return newScalar('', 'BLOCK_LITERAL', at, Math.min(below + 1, line));
}

/** A list or map in braces on one line; its range ends behind the brace. */
export function readFlow(text: string, at: number, schema: Schema, depth = 0): YAMLMap | YAMLSeq {
  if (depth > 20) throw notSimple;
  const isMap = text[at] === '{';
  const close = isMap ? '}' : ']';
  const node = isMap ? new YAMLMap(schema) : new YAMLSeq(schema);
  node.flow = true;
  let i = behindBlanks(text, at + 1);
  for (let isFirst = true; !isFirst || text[i] !== close; isFirst = false) {
    if (!isFirst && text[i] === ',') i = behindBlanks(text, i + 1);
    const key = isMap ? readFlowKey(text, i) : undefined;
    const start = key ? behindBlanks(text, behindBlanks(text, key.range?.[1] ?? i) + 1) : i;
    const value = /[[{]/.test(text[start] ?? '')
      ? readFlow(text, start, schema, depth + 1)
      : readFlowScalar(text, start);
    i = behindBlanks(text, value.range?.[1] ?? start);
    if (value.range) value.range[2] = i;
    node.items.push((key ? new Pair(key, value) : value) as Pair & Scalar);
    if (text[i] === close) break;
    if (text[i] !== ',') throw notSimple;
  }
  node.range = [at, i + 1, i + 1];
  return node;
}

function readFlowKey(text: string, at: number): Scalar {
  const key = readFlowScalar(text, at);
  const end = behindBlanks(text, key.range?.[1] ?? at);
  if (text.charCodeAt(end) !== colon || (key.type === 'PLAIN' && text.charCodeAt(end + 1) !== blank)) throw notSimple;
  return key;
}

const flowPlain = /(?:[\w./$+~^=;(]|-(?![\s,[\]{}]))[^,[\]{}:#'"\n\r\t]*(?::[^\s,[\]{}:#'"][^,[\]{}:#'"\n\r\t]*)*/y;

function readFlowScalar(text: string, at: number): Scalar {
  const first = text.charCodeAt(at);
  if (first === doubleQuote || first === singleQuote) return readScalar(text, at);
  flowPlain.lastIndex = at;
  const value = flowPlain.exec(text)?.[0].trimEnd();
  if (!value) throw notSimple;
  return newScalar(value, 'PLAIN', at, at + value.length);
}
