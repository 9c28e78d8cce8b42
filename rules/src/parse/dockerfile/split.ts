import type { Span } from '../../text/span';
import { type Place, pieced, shifted } from '../place';
import { type EscapeChar, RawArguments } from './arguments';
import { readDirective } from './directives';
import { readFlags } from './flags';
import { type HeredocMarker, heredocMarkers, readHeredocs } from './heredoc';
import type { RawComment, RawDirective, RawInstruction, RawProblem } from './raw';

/** What the lines of a Dockerfile say before any instruction is understood. */
export interface SplitDockerfile {
  readonly text: string;
  readonly escapeChar: EscapeChar;
  readonly directives: readonly RawDirective[];
  readonly comments: readonly RawComment[];
  readonly instructions: readonly RawInstruction[];
  readonly problems: readonly RawProblem[];
  /** Where reading was given up, in a file with more instructions and comments than anybody writes. */
  readonly unreadFrom: number | undefined;
}

/** So many instructions and comments are read of one file, and so many lines of one instruction. */
const mostParts = 50_000;

/** The physical lines of a text, one at a time. A lone CR ends a line only in a text that has no LF at all. */
class Lines {
  #next: number;
  start = 0;
  /** Without the line break. */
  end = 0;
  readonly #text: string;
  readonly #separator: string;

  constructor(text: string, from = 0) {
    this.#text = text;
    this.#separator = separatorOf(text);
    this.#next = from === 0 && text.charCodeAt(0) === 0xfeff ? 1 : from;
  }

  get next(): number {
    return this.#next;
  }

  advance(): boolean {
    if (this.#next >= this.#text.length) return false;
    this.start = this.#next;
    const found = this.#text.indexOf(this.#separator, this.start);
    this.#next = found < 0 ? this.#text.length : found + 1;
    let end = found < 0 ? this.#text.length : found;
    while (end > this.start && this.#text.charCodeAt(end - 1) === 13) end--;
    this.end = end;
    return true;
  }

  /** Goes back to the start of a line. */
  rewind(to: number): void {
    this.#next = to;
  }
}

const separatorOf = (text: string) => (text.includes('\n') ? '\n' : '\r');

export type LineReader = Pick<Lines, 'start' | 'end' | 'next' | 'advance' | 'rewind'>;

const isSpace = (code: number) => code === 32 || (code >= 9 && code <= 13) || code === 0x85 || code === 0xa0;

function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Where the text of a line ends before its continuation mark; undefined when the instruction ends on this line. */
function continuedUntil(text: string, from: number, to: number, escapeChar: number): number | undefined {
  let at = to - 1;
  while (at >= from && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at--;
  if (at < from || text.charCodeAt(at) !== escapeChar) return undefined;
  if (at > from && text.charCodeAt(at - 1) === escapeChar) return undefined;
  return at;
}

/**
 * Cuts a Dockerfile into instructions the way BuildKit's parser does. Never throws. Of an earlier version of the text, the
 * instructions in front of the first difference are taken as they are.
 */
export function splitDockerfile(text: string, before?: SplitDockerfile): SplitDockerfile {
  const instructions: RawInstruction[] = before ? sameInstructions(text, before) : [];
  const from = instructions.at(-1)?.lines.end ?? 0;
  const known = from > 0 ? before : undefined;
  const lines = new Lines(text, from);
  const directives: RawDirective[] = [...(known?.directives ?? [])];
  const comments: RawComment[] = known?.comments.filter(({ span }) => span.end < from) ?? [];
  const problems: RawProblem[] = known?.problems.filter(({ span }) => span.end < from) ?? [];
  let above: RawComment[] = [];
  let escapeChar: EscapeChar = known?.escapeChar ?? '\\';
  let directivesPossible = from === 0;

  const isEnough = () => instructions.length + comments.length >= mostParts;

  let isEndless = false;
  while (!isEndless && !isEnough() && lines.advance()) {
    const from = skipSpace(text, lines.start, lines.end);
    if (text[from] === '#' && from < lines.end) {
      const comment = readComment(text, from, lines.end);
      const directive = directivesPossible ? readDirective(text, from, lines.end) : undefined;
      if (directive) {
        directives.push(directive);
        if (directive.name === 'escape' && (directive.value === '`' || directive.value === '\\'))
          escapeChar = directive.value;
      } else {
        directivesPossible = false;
        comments.push(comment);
        above.push(comment);
      }
      continue;
    }
    directivesPossible = false;
    if (from >= lines.end) {
      above = [];
      continue;
    }
    const lineStart = lines.start;
    const inside: RawComment[] = [];
    const joined = joinLines(text, lines, from, escapeChar, inside);
    if (!joined) {
      lines.rewind(lineStart);
      isEndless = true;
      continue;
    }
    for (const comment of inside) comments.push(comment);
    if (joined.text.trim() === '') {
      above = [];
      continue;
    }
    const old = before?.instructions[instructions.length];
    const raw = readRaw(joined, escapeChar, above, { start: lineStart, end: lines.next }, old);
    above = [];
    const heredocs = readHeredocs(text, lines, markersOf(raw), problems);
    const lastHeredoc = heredocs.at(-1);
    const end = lastHeredoc ? Math.max(raw.span.end, lastHeredoc.end) : raw.span.end;
    instructions.push({
      ...raw,
      heredocs: heredocs.map((found) => found.heredoc),
      span: { start: raw.span.start, end },
      lines: { start: lineStart, end: lines.next },
    });
  }
  const unreadFrom = lines.next < text.length ? lines.next : undefined;
  return { text, escapeChar, directives, comments, instructions, problems, unreadFrom };
}

/** The instructions of an earlier version whose lines, and all in front of them, are the same now. */
function sameInstructions(text: string, { text: old, instructions }: SplitDockerfile): RawInstruction[] {
  if (separatorOf(text) !== separatorOf(old)) return [];
  const same = commonLength(text, old);
  // A last line without a line break may go on now, and a here-document that never ended may end.
  const isSame = ({ lines, heredocs }: RawInstruction) =>
    lines.end <= same && lines.end < old.length && heredocs.every(({ closed }) => closed);
  const end = instructions.findIndex((instruction) => !isSame(instruction));
  return instructions.slice(0, end < 0 ? undefined : end);
}

function commonLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

interface Joined {
  readonly text: string;
  readonly place: Place;
}

/** One instruction of all its lines; undefined when it has more of them than anybody writes. */
function joinLines(
  text: string,
  lines: Lines,
  from: number,
  escapeChar: string,
  comments: RawComment[],
): Joined | undefined {
  const code = escapeChar.charCodeAt(0);
  let until = continuedUntil(text, from, lines.end, code);
  if (until === undefined) return { text: text.slice(from, lines.end), place: shifted(from) };

  const pieces = [text.slice(from, until)];
  const derived = [0];
  const source = [from];
  let length = until - from;
  while (until !== undefined && lines.advance()) {
    if (pieces.length + comments.length > mostParts) return undefined;
    const first = skipSpace(text, lines.start, lines.end);
    if (first >= lines.end) continue;
    if (text[first] === '#') {
      comments.push(readComment(text, first, lines.end));
      continue;
    }
    until = continuedUntil(text, lines.start, lines.end, code);
    const end: number = until ?? lines.end;
    if (end === lines.start) continue;
    derived.push(length);
    source.push(lines.start);
    pieces.push(text.slice(lines.start, end));
    length += end - lines.start;
  }
  return { text: pieces.join(''), place: pieced(derived, source) };
}

function readComment(text: string, from: number, to: number): RawComment {
  return { span: { start: from, end: to }, text: text.slice(from + 1, to).trim() };
}

const keywordEnd = /[\t\v\f\r ]/;

/** Behind an edit most instructions have only moved: their arguments are those of `old`, which stood in this place. */
function readRaw(
  joined: Joined,
  escapeChar: EscapeChar,
  comments: readonly RawComment[],
  lines: Span,
  old?: RawInstruction,
): RawInstruction {
  const { text, place } = joined;
  const trimmedEnd = text.trimEnd().length;
  const start = skipSpace(text, 0, text.length);
  const separator = text.slice(start).search(keywordEnd);
  const keywordTo = separator < 0 ? trimmedEnd : Math.min(start + separator, trimmedEnd);
  const argumentsFrom = Math.min(skipSpace(text, keywordTo, text.length), Math.max(trimmedEnd, keywordTo));
  const { flags, rest: flagsTo } = readFlags(text, argumentsFrom, trimmedEnd);
  const rest = Math.min(skipSpace(text, flagsTo, text.length), trimmedEnd);
  const keyword = text.slice(start, keywordTo).toUpperCase();
  const trimmed = text.slice(0, trimmedEnd);
  const isSame = old?.text === trimmed && old.arguments.escapeChar === escapeChar;
  return {
    keyword,
    text: trimmed,
    place,
    keywordSpan: place(start, keywordTo),
    keywordTo,
    argumentsFrom,
    flags,
    rest,
    arguments: isSame ? old.arguments : new RawArguments(trimmed, rest, keyword, escapeChar),
    span: place(start, trimmedEnd),
    lines,
    comments,
    heredocs: [],
    memory: { fixed: undefined, script: undefined },
  };
}

/** The instruction that an ONBUILD holds back. */
export function triggerOf(raw: RawInstruction): RawInstruction | undefined {
  if (raw.rest >= raw.text.length) return undefined;
  const rest = raw.text.slice(raw.rest);
  const offset = raw.rest;
  const inner = readRaw(
    { text: rest, place: (start, end) => raw.place(offset + start, offset + end) },
    raw.arguments.escapeChar,
    raw.comments,
    raw.lines,
  );
  return { ...inner, heredocs: raw.heredocs, span: { start: inner.span.start, end: raw.span.end } };
}

function markersOf(raw: RawInstruction): HeredocMarker[] {
  if (!raw.text.includes('<<')) return [];
  const inner = raw.keyword === 'ONBUILD' ? triggerOf(raw) : raw;
  if (!inner || (inner.keyword !== 'RUN' && inner.keyword !== 'COPY' && inner.keyword !== 'ADD')) return [];
  if (inner.arguments.strings) return [];
  return heredocMarkers(inner.text, inner.rest, inner.place);
}
