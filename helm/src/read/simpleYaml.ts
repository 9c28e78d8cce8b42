import { Document, isScalar, type Node, Pair, type Range, type Scalar, type Schema, YAMLMap, YAMLSeq } from 'yaml';
import {
  behindBlanks,
  behindValue,
  endsLine,
  isGap,
  lineEnd,
  newScalar,
  nextLine,
  notSimple,
  readFlow,
  readLiteral,
  readScalar,
  withLinesBelow,
} from './simpleScalars';

/** What is nested deeper is left to the parser that counts. */
const deepest = 100;
const longestKey = 1000;
const [hash, dash, colon] = [35, 45, 58];

/** Marks the first document, with nothing behind on its line. */
const head = /^(?: *(?:#.*)?\r?\n)*---(?: +#.*| *)(?:\r?\n|$)/;

/**
 * Reads YAML that is written as people and templates mostly write it: lists and maps in lines of their own, scalars and
 * braces on one line, literal block scalars. The nodes are those that `yaml` makes, in a tenth of its time, but without
 * comments. Undefined when something is written otherwise or wrong: that is for `yaml` itself.
 */
export function readSimpleYaml(text: string): Node | undefined {
  if (text.charCodeAt(0) === 0xfeff || (text.includes('\r') && /\r(?!\n)/.test(text))) return undefined;
  try {
    return new SimpleReader(text).readRoot();
  } catch (error) {
    if (error === notSimple) return undefined;
    throw error;
  }
}

let failsafe: Schema | undefined;

class SimpleReader {
  private readonly schema: Schema;
  /** Where the next content is, behind blank lines and comments, and how far it is indented; -1 at the end. */
  private at = 0;
  private column = -1;
  /** The comment in front of it that is indented most; -1 when there is none. */
  private commentColumn = -1;
  private depth = 0;

  constructor(private readonly text: string) {
    failsafe ??= new Document(undefined, { schema: 'failsafe' }).schema;
    this.schema = failsafe;
  }

  readRoot(): Node {
    this.advance(head.exec(this.text)?.[0].length ?? 0);
    if (this.column < 0) throw notSimple;
    const root = this.isDash() ? this.readSeq() : this.readMap(this.readKey());
    if (this.column >= 0) throw notSimple;
    return root;
  }

  private readSeq(): YAMLSeq {
    const { at: start, column: indent } = this;
    const seq = new YAMLSeq(this.schema);
    this.enter();
    let end = start;
    do {
      const at = behindBlanks(this.text, this.at + 1);
      this.column += at - this.at;
      this.at = at;
      const item = this.readItem(indent);
      end = item.range?.[2] ?? end;
      seq.items.push(item);
    } while (this.column === indent && this.isDash());
    seq.range = this.leave(start, end, indent);
    return seq;
  }

  /** What stands behind a dash, or below its key. */
  private readItem(indent: number): Node {
    const { at } = this;
    if (this.isDash()) return this.readSeq();
    if (/[[{|]/.test(this.text[at] ?? '')) return this.readValue(at, indent);
    const scalar = readScalar(this.text, at, indent);
    return this.isKey(scalar) ? this.readMap(scalar) : this.behind(withLinesBelow(this.text, scalar, indent), indent);
  }

  private readMap(first: Scalar): YAMLMap {
    const { at: start, column: indent } = this;
    const map = new YAMLMap(this.schema);
    this.enter();
    let end = start;
    for (let key = first; ; key = this.readKey()) {
      const value = this.readBehindKey(key, indent);
      end = value.range?.[2] ?? end;
      map.items.push(new Pair(key, value));
      if (this.column !== indent) break;
      if (this.isDash()) throw notSimple;
    }
    map.range = this.leave(start, end, indent);
    return map;
  }

  private readKey(): Scalar {
    const key = readScalar(this.text, this.at);
    if (!this.isKey(key)) throw notSimple;
    return key;
  }

  private isKey({ range, type }: Scalar): boolean {
    const [start, end] = range as Range;
    if (this.text.charCodeAt(end) !== colon || !isGap(this.text.charCodeAt(end + 1))) return false;
    if (end - start > longestKey || (type !== 'PLAIN' && this.text.slice(start, end).includes('\n'))) throw notSimple;
    return true;
  }

  private readBehindKey(key: Scalar, indent: number): Node {
    const at = behindBlanks(this.text, (key.range?.[1] ?? 0) + 1);
    const isComment = this.text.charCodeAt(at) === hash;
    if (!isComment && !endsLine(this.text.charCodeAt(at))) return this.readValue(at, indent);
    this.advance(nextLine(this.text, at));
    if (this.column > indent || (this.column === indent && this.isDash())) {
      const hasComment = this.commentColumn >= 0;
      const item = this.readItem(indent);
      // Below a comment `yaml` may lose sight of how far a scalar has to be indented.
      if (hasComment && isScalar(item)) throw notSimple;
      return item;
    }
    const empty = newScalar('', 'PLAIN', at, at);
    if ((isComment || this.commentColumn >= 0) && empty.range) empty.range[2] = this.behindEmpty(at, indent);
    this.commentColumn = -1;
    return empty;
  }

  /** How far comments belong to a value that is not there: up to the second break in front of the next key. */
  private behindEmpty(at: number, indent: number): number {
    const { text } = this;
    if (this.column !== indent) return this.at;
    let comment = this.at;
    let breaks: number[] = [];
    for (let line = at; line < this.at - indent; line = nextLine(text, line)) {
      const first = behindBlanks(text, line);
      if (text.charCodeAt(first) === hash) {
        comment = Math.min(comment, first);
        if (line > at && first - line > indent) breaks = [];
      }
      breaks.push(lineEnd(text, first));
    }
    const end = breaks[1] ?? this.at;
    return comment < end ? end : at;
  }

  /** What stands on the line of its key or dash. */
  private readValue(at: number, indent: number): Node {
    const first = this.text[at];
    if (first === '[' || first === '{') return this.behind(readFlow(this.text, at, this.schema), indent);
    if (first !== '|') return this.behind(withLinesBelow(this.text, readScalar(this.text, at, indent), indent), indent);
    const literal = readLiteral(this.text, at, indent);
    this.advance(literal.range?.[1] ?? at);
    return literal;
  }

  /** Comments that follow a value and are indented further than its key belong to it. */
  private behind<T extends Node>(value: T, indent: number): T {
    const range = value.range as Range;
    range[2] = behindValue(this.text, range[1]);
    this.advance(range[2], range, indent);
    return value;
  }

  /** Goes on to the next content, from the start of a line. */
  private advance(from: number, range?: Range, indent = 0): void {
    const { text } = this;
    this.commentColumn = -1;
    for (let line = from; ; ) {
      const at = behindBlanks(text, line);
      const code = text.charCodeAt(at);
      const column = at - line;
      this.at = at;
      this.column = -1;
      if (Number.isNaN(code)) return;
      if (code !== hash && !endsLine(code)) {
        if (column === 0 && this.isMark()) throw notSimple;
        this.column = column;
        return;
      }
      line = nextLine(text, at);
      if (code !== hash) continue;
      if (range && this.commentColumn < 0 && column > indent) range[2] = line;
      else this.commentColumn = Math.max(this.commentColumn, column);
    }
  }

  private isMark(): boolean {
    const { text, at } = this;
    return (text.startsWith('---', at) || text.startsWith('...', at)) && isGap(text.charCodeAt(at + 3));
  }

  private isDash(): boolean {
    return this.text.charCodeAt(this.at) === dash && isGap(this.text.charCodeAt(this.at + 1));
  }

  private enter(): void {
    if (++this.depth > deepest) throw notSimple;
  }

  /** The range of a list or map that ends here: comments indented like it belong to it. */
  private leave(start: number, end: number, indent: number): Range {
    this.depth--;
    if (this.column > indent) throw notSimple;
    if (indent === 0 || this.commentColumn < indent) return [start, end, end];
    this.commentColumn = -1;
    return [start, end, this.at];
  }
}
