import { isAlias, isMap, isScalar, isSeq, type Node, Scalar as YamlScalar } from 'yaml';
import { derived, isUnsure, type Piece, slicePieces, Text } from '../value/text';
import { Dict, instantiate, List, type Raw, Scalar, Unknown, type Value } from '../value/value';
import { keyText, parseYaml, rawOf, scalarValue } from './yaml';

/** The result of reading a text that a template made. */
export interface TracedYaml {
  readonly value: Value;
  readonly problem: string | undefined;
}

interface Reader {
  readonly source: Text;
  /** Where each piece begins. */
  readonly starts: readonly number[];
}

/** Reads YAML that was put together from pieces: every scalar keeps the piece it came from. */
export function readTracedYaml(source: Text): TracedYaml {
  const text = source.text;
  if (text.length >= largeText && !source.unknown) return readLarge(text);
  const tree = parseYaml(text);
  if (tree.problem) return { value: null, problem: tree.problem.message };
  const starts: number[] = [];
  let at = 0;
  for (const piece of source.pieces) {
    starts.push(at);
    at += piece.text.length;
  }
  // Aliases are rare in what templates make: then the origins are given up, not the value.
  if (text.includes('*') && text.includes('&')) return { value: instantiate(rawOf(tree.root)), problem: undefined };
  const value = read(tree.root, { source, starts }, 0);
  if (value instanceof Dict) value.ghosts = source.pieces.filter((piece) => piece.kind === 'ghost');
  return { value, problem: undefined };
}

/** Files that charts read for a name or two, such as custom resources, take long to parse: who wrote what in them is given up. */
const largeText = 100_000;
const mostKept = 16_000_000;

interface Large {
  readonly raw: Raw;
  readonly problem: string | undefined;
}

/** What was read of large texts, of bounded length together: most are read again for every scenario and every edit. */
const largeKept = new Map<string, Large>();
let keptLength = 0;

function readLarge(text: string): TracedYaml {
  let known = largeKept.get(text);
  if (!known) {
    const tree = parseYaml(text);
    known = { raw: tree.problem ? null : rawOf(tree.root), problem: tree.problem?.message };
    keptLength += text.length;
    if (keptLength > mostKept) {
      largeKept.clear();
      keptLength = text.length;
    }
    largeKept.set(text, known);
  }
  return { value: instantiate(known.raw), problem: known.problem };
}

function read(node: Node | null | undefined, reader: Reader, depth: number): Value {
  if (!node || depth > 200 || isAlias(node)) return null;
  if (isScalar(node)) return readScalar(node, reader);
  if (isSeq(node)) return new List(node.items.map((item) => read(item as Node | null, reader, depth + 1)));
  if (!isMap(node)) return null;
  const dict = new Dict();
  for (const pair of node.items) {
    const key = pair.key as Node | null;
    if (key?.range && reader.source.unknown && within(reader, key.range[0], key.range[1]).some(isUnsure)) {
      dict.open = true;
      continue;
    }
    dict.set(keyText(key), read(pair.value as Node | null, reader, depth + 1));
  }
  return dict;
}

function readScalar(node: YamlScalar, reader: Reader): Value {
  const value = scalarValue(node);
  if (!node.range || value instanceof Map || Array.isArray(value)) return null;
  const [start, end] = node.range;
  const pieces = within(reader, start, end);
  if (pieces.some(isUnsure)) return new Unknown('part of an unknown text');
  const whole = pieces.filter((piece) => piece.text !== '');
  const only = whole.length === 1 ? whole[0] : undefined;
  if (typeof value !== 'string') {
    const path = only?.kind === 'value' && only.offset === 0 ? only.path : undefined;
    return value === null ? null : new Scalar(value as number | boolean, path);
  }
  const plain = node.type === YamlScalar.PLAIN || node.type === undefined;
  if (plain && end - start === value.length) return new Text(whole);
  if (plain) {
    const unfolded = whole.map((piece) =>
      piece.kind === 'syntax' && /^\n *$/.test(piece.text) ? derived(' ') : piece,
    );
    if (unfolded.map((piece) => piece.text).join('') === value) return new Text(unfolded);
  }
  const quoted = node.type === YamlScalar.QUOTE_DOUBLE || node.type === YamlScalar.QUOTE_SINGLE;
  if (quoted && end - start - 2 === value.length) {
    const inner = within(reader, start + 1, end - 1).filter((piece) => piece.text !== '');
    if (inner.map((piece) => piece.text).join('') === value) return new Text(inner);
  }
  return new Text([sourced(value, whole)]);
}

/** The piece for a scalar that is written differently from what it says. */
function sourced(value: string, pieces: readonly Piece[]): Piece {
  const sources = pieces.filter((piece) => piece.kind !== 'syntax');
  const first = sources[0];
  if (!first?.path) return derived(value);
  const same = sources.every((piece) => piece.path === first.path && piece.kind === 'value');
  const exact =
    same && first.offset === 0 && (first.form === 'yaml' || first.form === 'json' || first.form === 'quoted');
  if (exact && sources.length === 1)
    return { text: value, kind: 'value', offset: 0, path: first.path, form: 'text', site: first.site };
  return { ...derived(value), path: first.path };
}

/** The pieces of a range. Pieces are found by bisection: a large text has thousands. */
function within(reader: Reader, start: number, end: number): Piece[] {
  const { starts, source } = reader;
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const first = Math.max(0, low - 1);
  let last = first;
  while (last < starts.length && (starts[last] ?? 0) < end) last++;
  const offset = starts[first] ?? 0;
  return slicePieces(source.pieces.slice(first, last), start - offset, end - offset);
}
