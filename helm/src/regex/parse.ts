import { type CharTest, escapeClass, foldCase, isWord, parseClass } from './classes';

/** A pattern that RE2 refuses, or that costs too much. */
export class RegexError extends Error {}

/** The structure of a pattern. */
export type Tree =
  | { readonly type: 'char'; readonly test: CharTest }
  | { readonly type: 'assert'; readonly holds: (before: number, after: number) => boolean }
  | { readonly type: 'sequence' | 'choice'; readonly parts: readonly Tree[]; readonly options: readonly Tree[] }
  | { readonly type: 'group'; readonly index: number; readonly of: Tree }
  | {
      readonly type: 'repeat';
      readonly of: Tree;
      readonly min: number;
      readonly max: number | undefined;
      readonly greedy: boolean;
    };

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly U: boolean;
}

interface Parser {
  readonly source: string;
  at: number;
  groups: number;
  depth: number;
  flags: Flags;
  readonly names: Map<string, number>;
}

const MAX_SOURCE = 10_000;
const MAX_DEPTH = 100;
const MAX_REPEAT = 1000;

/** Parses a pattern in RE2's syntax. */
export function parseRegex(source: string): { tree: Tree; groups: number; names: ReadonlyMap<string, number> } {
  if (source.length > MAX_SOURCE) throw new RegexError('This regular expression is too long.');
  const flags = { i: false, m: false, s: false, U: false };
  const parser: Parser = { source, at: 0, groups: 0, depth: 0, flags, names: new Map() };
  const tree = parseChoice(parser);
  if (parser.at < source.length) throw new RegexError('A parenthesis is closed that was never opened.');
  return { tree, groups: parser.groups, names: parser.names };
}

function parseChoice(parser: Parser): Tree {
  parser.depth++;
  if (parser.depth > MAX_DEPTH) throw new RegexError('This regular expression is nested too deeply.');
  const options = [parseSequence(parser)];
  while (parser.source[parser.at] === '|') {
    parser.at++;
    options.push(parseSequence(parser));
  }
  parser.depth--;
  return options.length === 1 && options[0] ? options[0] : { type: 'choice', parts: [], options };
}

function parseSequence(parser: Parser): Tree {
  const parts: Tree[] = [];
  while (parser.at < parser.source.length && !'|)'.includes(parser.source[parser.at] ?? '')) {
    const atom = parseAtom(parser);
    if (atom) parts.push(parseRepeat(parser, atom));
  }
  return { type: 'sequence', parts, options: [] };
}

function parseRepeat(parser: Parser, atom: Tree): Tree {
  let tree = atom;
  for (;;) {
    const bounds = readBounds(parser);
    if (!bounds) return tree;
    const lazy = parser.source[parser.at] === '?';
    if (lazy) parser.at++;
    tree = { type: 'repeat', of: tree, ...bounds, greedy: lazy === parser.flags.U };
  }
}

function readBounds(parser: Parser): { min: number; max: number | undefined } | undefined {
  const char = parser.source[parser.at];
  if (char === '*' || char === '+' || char === '?') {
    parser.at++;
    return { min: char === '+' ? 1 : 0, max: char === '?' ? 1 : undefined };
  }
  const shape = /\{(\d{1,6})(?:(,)(\d{0,6}))?\}/y;
  shape.lastIndex = parser.at;
  const match = shape.exec(parser.source);
  if (!match) return undefined;
  parser.at = shape.lastIndex;
  const min = Number(match[1]);
  const max = match[2] === undefined ? min : match[3] ? Number(match[3]) : undefined;
  if (Math.max(min, max ?? 0) > MAX_REPEAT || (max !== undefined && max < min)) {
    throw new RegexError('This repetition count is not allowed.');
  }
  return { min, max };
}

function parseAtom(parser: Parser): Tree | undefined {
  const char = parser.source[parser.at] ?? '';
  if (char === '(') return parseGroup(parser);
  if (char === '[') {
    const parsed = parseClass(parser.source, parser.at);
    if (!parsed) throw new RegexError('This character class is never closed.');
    parser.at = parsed.end;
    return charTree(parser, parsed.test);
  }
  if (char === '\\') return parseEscape(parser);
  if ('*+?'.includes(char)) throw new RegexError('Nothing stands before this repetition.');
  const code = parser.source.codePointAt(parser.at) ?? 0;
  parser.at += code > 0xffff ? 2 : 1;
  const { m, s } = parser.flags;
  if (char === '.') return { type: 'char', test: s ? () => true : (c) => c !== 10 };
  if (char === '^') return { type: 'assert', holds: (before) => before < 0 || (m && before === 10) };
  if (char === '$') return { type: 'assert', holds: (_, after) => after < 0 || (m && after === 10) };
  return charTree(parser, (c) => c === code);
}

function charTree(parser: Parser, test: CharTest): Tree {
  return { type: 'char', test: parser.flags.i ? foldCase(test) : test };
}

function parseEscape(parser: Parser): Tree {
  const next = parser.source[parser.at + 1];
  if (next === 'b' || next === 'B' || next === 'A' || next === 'z') {
    parser.at += 2;
    if (next === 'A') return { type: 'assert', holds: (before) => before < 0 };
    if (next === 'z') return { type: 'assert', holds: (_, after) => after < 0 };
    return { type: 'assert', holds: (before, after) => (isWord(before) !== isWord(after)) === (next === 'b') };
  }
  if (next === 'Q') {
    const close = parser.source.indexOf('\\E', parser.at);
    const literal = parser.source.slice(parser.at + 2, close < 0 ? undefined : close);
    parser.at = close < 0 ? parser.source.length : close + 2;
    const parts = [...literal].map((c): Tree => charTree(parser, (code) => code === c.codePointAt(0)));
    return { type: 'sequence', parts, options: [] };
  }
  const escaped = escapeClass(parser.source, parser.at);
  if (!escaped) throw new RegexError('This escape is not known to RE2.');
  parser.at = escaped.end;
  return charTree(parser, escaped.test);
}

function parseGroup(parser: Parser): Tree | undefined {
  const before = parser.flags;
  const head = /\((?:\?(?:P?<(\w+)>|([imsU]*)(?:-([imsU]+))?([:)])))?/y;
  head.lastIndex = parser.at;
  const match = head.exec(parser.source);
  if (!match || (match[0] === '(' && parser.source[parser.at + 1] === '?')) {
    throw new RegexError('This kind of group is not known to RE2.');
  }
  parser.at = head.lastIndex;
  const [, name, on = '', off = '', mark] = match;
  if (mark) parser.flags = withFlags(before, on, off);
  if (mark === ')') return undefined;
  const index = mark ? 0 : ++parser.groups;
  if (name !== undefined) parser.names.set(name, index);
  const of = parseChoice(parser);
  if (parser.source[parser.at] !== ')') throw new RegexError('A parenthesis is never closed.');
  parser.at++;
  parser.flags = before;
  return mark ? of : { type: 'group', index, of };
}

function withFlags(flags: Flags, on: string, off: string): Flags {
  const value = (name: keyof Flags) => (on.includes(name) ? true : off.includes(name) ? false : flags[name]);
  return { i: value('i'), m: value('m'), s: value('s'), U: value('U') };
}
