import { isAlias, isMap, isScalar, isSeq, type Node, Scalar as YamlScalar } from 'yaml';
import type { Raw } from '../value/value';
import { parseBounded } from './bounded';
import { readSimpleYaml } from './simpleYaml';

/** A YAML error with its place. */
export interface YamlProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** A parsed YAML text: its nodes with ranges, and what is wrong with it. */
export interface YamlTree {
  readonly root: Node | null;
  readonly problem: YamlProblem | undefined;
}

/** Parses the first document. Scalars are left as text: Helm reads them by YAML 1.1, see `scalarValue`. */
export function parseYaml(text: string): YamlTree {
  const simple = readSimpleYaml(text);
  if (simple) return treeOf(simple, undefined, text);
  try {
    const doc = parseBounded(text, {
      schema: 'failsafe',
      merge: false,
      uniqueKeys: false,
      logLevel: 'silent',
      strict: false,
    });
    // A second document is not an error to Helm, which reads the first one only.
    const error = doc.errors.find((e) => e.code !== 'MULTIPLE_DOCS');
    const problem = error && {
      message: (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, ''),
      start: error.pos[0],
      end: error.pos[1],
    };
    return treeOf(doc.contents as Node | null, problem, text);
  } catch (error) {
    const message = error instanceof Error ? error.message : 'This YAML cannot be read.';
    return { root: null, problem: { message, start: 0, end: 0 } };
  }
}

function treeOf(root: Node | null, problem: YamlProblem | undefined, text: string): YamlTree {
  if (!text.endsWith('\n')) endWithoutBreak(root, text.length);
  return { root, problem };
}

/** A block scalar that ends with the text has no final line break to go-yaml, while `yaml` gives it one. */
function endWithoutBreak(root: Node | null, end: number): void {
  let node: unknown = root;
  while (isMap(node) || isSeq(node)) {
    const last: unknown = node.items.at(-1);
    node = last !== null && typeof last === 'object' && 'key' in last && 'value' in last ? last.value : last;
  }
  if (!isScalar(node) || typeof node.value !== 'string' || (node.range?.[1] ?? 0) < end) return;
  const isBlock = node.type === YamlScalar.BLOCK_LITERAL || node.type === YamlScalar.BLOCK_FOLDED;
  if (isBlock && node.value.endsWith('\n')) node.value = node.value.slice(0, -1);
}

const MAX_ALIASES = 10_000;
const MAX_DEPTH = 500;

interface Reader {
  readonly anchors: Map<string, Node>;
  aliases: number;
  depth: number;
}

/** The values of a YAML node, as Helm reads them: YAML 1.1, every number a float. */
export function rawOf(root: Node | null): Raw {
  return read(root, { anchors: new Map(), aliases: 0, depth: 0 });
}

function read(node: Node | null | undefined, reader: Reader): Raw {
  if (!node || reader.depth > MAX_DEPTH) return null;
  if (isAlias(node)) {
    // An alias can double the text with every level: the count of aliases followed is bounded.
    reader.aliases++;
    const target = reader.anchors.get(node.source);
    if (!target || reader.aliases > MAX_ALIASES) return null;
    return nested(target, reader);
  }
  if ('anchor' in node && node.anchor) reader.anchors.set(node.anchor, node);
  return nested(node, reader);
}

function nested(node: Node, reader: Reader): Raw {
  reader.depth++;
  const raw = readNode(node, reader);
  reader.depth--;
  return raw;
}

function readNode(node: Node, reader: Reader): Raw {
  if (isScalar(node)) return scalarValue(node);
  if (isSeq(node)) return node.items.map((item) => read(item as Node | null, reader));
  if (!isMap(node)) return null;
  const map = new Map<string, Raw>();
  const merged: Raw[] = [];
  for (const pair of node.items) {
    const key = keyText(pair.key as Node | null);
    const value = read(pair.value as Node | null, reader);
    if (key === '<<' && isPlain(pair.key)) merged.push(...(Array.isArray(value) ? value : [value]));
    else map.set(key, value);
  }
  for (const source of merged) {
    if (source instanceof Map) for (const [key, value] of source) if (!map.has(key)) map.set(key, value);
  }
  return map;
}

function isPlain(node: unknown): boolean {
  return isScalar(node) && (node.type === YamlScalar.PLAIN || node.type === undefined);
}

/** A key as Helm has it: `y:` is true in YAML 1.1, and JSON turns that into "true". */
export function keyText(node: Node | null): string {
  if (!isScalar(node)) return node ? String(node) : 'null';
  const value = scalarValue(node);
  if (typeof value === 'number' && typeof node.value === 'string' && /^[-+0-9]/.test(node.value)) {
    return Number.isInteger(value) ? String(value) : node.value;
  }
  return value === null ? 'null' : String(value);
}

/** The value of a scalar by YAML 1.1. */
export function scalarValue(node: YamlScalar): Raw {
  const text = typeof node.value === 'string' ? node.value : node.value == null ? '' : String(node.value);
  // A tag is only there when the author wrote one.
  if (node.tag) return /(^!!|:)(int|float|bool|null)$/.test(node.tag) ? plainValue(text) : text;
  return node.type && node.type !== YamlScalar.PLAIN ? text : plainValue(text);
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map(
  [...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((w) => [w, true] as const)].concat(
    ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((w) => [w, false] as never),
  ),
);
const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/** What a plain scalar means by YAML 1.1, as go-yaml resolves it (no timestamps, no base 60). */
export function plainValue(text: string): null | boolean | number | string {
  const first = text.charCodeAt(0);
  // Most plain scalars begin with a letter that begins no special word.
  if (text.length > 5 && !isNumberStart(first)) return text;
  if (NULLS.has(text)) return null;
  const bool = BOOLEANS.get(text);
  if (bool !== undefined) return bool;
  if (!isNumberStart(first)) return text;
  if (/^[-+]?\.(inf|Inf|INF)$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^\.(nan|NaN|NAN)$/.test(text)) return Number.NaN;
  const digits = text.replaceAll('_', '');
  const whole = integer(digits);
  if (whole !== undefined) return whole;
  if (!FLOAT.test(digits)) return text;
  const number = Number(digits);
  // "-0" is an int, and ints have no negative zero.
  return Object.is(number, -0) && /^-0+$/.test(digits) ? 0 : number;
}

function isNumberStart(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46;
}

function integer(text: string): number | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[-+]/, '');
  if (/^0x[0-9a-fA-F]+$/.test(digits)) return sign * Number.parseInt(digits.slice(2), 16);
  if (/^0b[01]+$/.test(digits)) return sign * Number.parseInt(digits.slice(2), 2);
  if (/^0o[0-7]+$/.test(digits)) return sign * Number.parseInt(digits.slice(2), 8);
  if (/^0[0-7]+$/.test(digits)) return sign * Number.parseInt(digits, 8);
  return undefined;
}
