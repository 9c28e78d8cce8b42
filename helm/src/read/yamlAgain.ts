import {
  Alias,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  Pair,
  type Range,
  Scalar,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { commonEnds } from './commonEnds';
import { parseYaml, type YamlTree } from './yaml';

/** What was read of a text. */
interface ReadText {
  readonly text: string;
  readonly tree: YamlTree;
}

/**
 * Reads a text that differs from one read before inside one of its outermost keys: that one is read again, what follows it
 * is moved. Undefined when the text has to be read whole.
 */
export function parseYamlAgain(before: ReadText, text: string): YamlTree | undefined {
  const { root, problem } = before.tree;
  if (problem || !isPlainMap(root) || !root.range || startsWithMark(before.text) || startsWithMark(text))
    return undefined;
  const { head, tail } = commonEnds(before.text, text);
  let at = root.items.length - 1;
  while (at >= 0 && !(startOf(root.items[at]?.key) <= head)) at--;
  const start = startOf(root.items[at]?.key);
  const next = root.items[at + 1];
  const end = next ? startOf(next.key) : before.text.length;
  if (!(before.text.length - tail <= end) || !beginsLine(before.text, start)) return undefined;
  if (next && !beginsLine(before.text, end)) return undefined;
  const by = text.length - before.text.length;
  const part = text.slice(start, end + by);
  if ((next && !part.endsWith('\n')) || isMoreThanKeys(part)) return undefined;
  const { root: fresh, problem: wrong } = parseYaml(part);
  if (wrong || !isPlainMap(fresh) || fresh.range?.[0] !== 0 || startOf(fresh.items[0]?.key) !== 0) return undefined;
  if (next && endsOpen(fresh, part)) return undefined;
  const joined = new YAMLMap(root.schema);
  joined.items = [...root.items.slice(0, at), ...moved(fresh.items, start), ...moved(root.items.slice(at + 1), by)];
  const last = next ? shifted(root.range, by) : shifted(fresh.range, start);
  joined.range = [root.range[0], last[1], last[2]];
  return { root: joined as Node, problem: undefined };
}

/** A map in lines of its own, that is nothing else beside. */
function isPlainMap(node: Node | null): node is YAMLMap {
  return isMap(node) && !node.flow && !node.anchor && !node.tag;
}

/** Offsets of such a text count from behind the mark. */
function startsWithMark(text: string): boolean {
  return text.startsWith('\ufeff');
}

/** Not a number for what is no plain key: then nothing compares with it. */
function startOf(key: unknown): number {
  return isScalar(key) && key.range ? key.range[0] : Number.NaN;
}

function beginsLine(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === '\n';
}

/** Marks of documents, directives, and keys that are written as `? key`. */
function isMoreThanKeys(part: string): boolean {
  return /^(?:---|\.\.\.|[%?:\ufeff])/m.test(part);
}

/**
 * Whether the end of a map is read otherwise where another key follows it: what is left empty reaches up to that key, and
 * a text in lines of its own may go on.
 */
function endsOpen(map: YAMLMap, text: string): boolean {
  const { key, value } = map.items.at(-1) ?? {};
  if (isMap(value)) return endsOpen(value, text);
  if (!isScalar(value) || !value.range) return false;
  const [start, end] = value.range;
  return start === end || (value.type === 'PLAIN' && text.slice(startOf(key), start).includes('\n'));
}

function moved(pairs: readonly Pair[], by: number): Pair[] {
  return by === 0 ? [...pairs] : pairs.map((pair) => movedPair(pair, by));
}

function movedPair(pair: Pair, by: number): Pair {
  return new Pair(movedNode(pair.key, by), movedNode(pair.value, by));
}

function movedNode(node: unknown, by: number): unknown {
  if (isScalar(node)) {
    const scalar = new Scalar(node.value);
    if (node.type) scalar.type = node.type;
    if (node.source !== undefined) scalar.source = node.source;
    return placed(scalar, node, by);
  }
  if (isAlias(node)) return placed(new Alias(node.source), node, by);
  if (!isMap(node) && !isSeq(node)) return node;
  const copy = isMap(node) ? new YAMLMap(node.schema) : new YAMLSeq(node.schema);
  copy.items = node.items.map((item) => (isPair(item) ? movedPair(item, by) : movedNode(item, by))) as Pair[];
  if (node.flow) copy.flow = true;
  return placed(copy, node, by);
}

function placed<T extends Scalar | Alias | YAMLMap | YAMLSeq>(copy: T, node: T, by: number): T {
  if (node.range) copy.range = shifted(node.range, by);
  if (node.tag) copy.tag = node.tag;
  if (!isAlias(node) && !isAlias(copy) && node.anchor) copy.anchor = node.anchor;
  return copy;
}

function shifted([start, end, all]: Range, by: number): Range {
  return [start + by, end + by, all + by];
}
