import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { hasHole, isNullWord, type Plain, readPlain } from '../parse/scalar';
import type { YamlDocument } from '../parse/yaml';
import { type Span, span } from '../text/span';
import { absent, literal, type Setting, unknown } from './setting';

/** How a value came to stand where it is read. What is borrowed cannot be edited in place. */
export type Origin = 'own' | 'alias' | 'merge';

/**
 * A value of a YAML document as Kubernetes reads it: aliases followed, merge keys applied, every part with its place
 * in the file. A path that does not exist is a value too, so that a rule can ask for it and a fix can create it.
 */
export interface Value {
  readonly document: YamlDocument;
  readonly kind: 'absent' | 'null' | 'scalar' | 'map' | 'list' | 'unknown';
  /** The node itself, aliases followed. */
  readonly node: Node | undefined;
  /** The node that stands in the text: the alias where there is one. */
  readonly written: Node | undefined;
  readonly pair: Pair | undefined;
  readonly parent: Value | undefined;
  readonly key: string | number | undefined;
  readonly origin: Origin;
  /** Something else completes this map, for example a base configuration: what is missing in it is not known. */
  readonly partial?: boolean;
}

/** The value as a part that something else completes. */
export function asPartial(value: Value): Value {
  return { ...value, partial: true };
}

export function rootValue(document: YamlDocument): Value {
  return make(document, document.root ?? undefined, undefined, undefined, undefined, 'own');
}

function make(
  document: YamlDocument,
  written: Node | undefined,
  pair: Pair | undefined,
  parent: Value | undefined,
  key: string | number | undefined,
  from: Origin,
): Value {
  const isLink = isAlias(written);
  const node = isLink ? document.target(written) : written;
  const origin = isLink && from === 'own' ? 'alias' : from;
  const partial = parent?.partial ?? false;
  return { document, kind: kindOf(node, isLink), node, written, pair, parent, key, origin, partial };
}

function kindOf(node: Node | undefined, link: boolean): Value['kind'] {
  if (!node) return link ? 'unknown' : 'null';
  if (isMap(node)) return isHoleMap(node) ? 'unknown' : 'map';
  if (isSeq(node)) return 'list';
  if (!isScalar(node)) return 'unknown';
  return isNull(node) ? 'null' : 'scalar';
}

/** Every scalar that a rule comes by is asked this; to read numbers for it would be in vain. */
function isNull(node: Scalar): boolean {
  const { type, source, value } = node;
  if (type !== 'PLAIN' && type !== undefined) return false;
  return isNullWord(source ?? (typeof value === 'string' ? value : '')) && readScalar(node) === null;
}

/** `{{ .Values.x }}` parses as a map inside a map: a hole, not a value. */
function isHoleMap(node: YAMLMap): boolean {
  if (!node.flow || node.items.length === 0) return false;
  const key = node.items[0]?.key;
  return isMap(key) && key.flow === true;
}

/** What a scalar says: quoted and block scalars are strings, plain ones follow YAML 1.1, explicit tags win. */
function readScalar(node: Scalar): Plain {
  const text = typeof node.value === 'string' ? node.value : (node.source ?? '');
  if (node.tag === 'tag:yaml.org,2002:str' || node.tag === '!') return text;
  if (node.type === 'PLAIN' || node.type === undefined) return readPlain(node.source ?? text);
  return text;
}

const absentValue = (parent: Value, key: string | number, kind: 'absent' | 'unknown'): Value => ({
  document: parent.document,
  kind,
  node: undefined,
  written: undefined,
  pair: undefined,
  parent,
  key,
  origin: 'own',
  partial: false,
});

interface Entry {
  readonly pair: Pair;
  readonly origin: Origin;
  /** The value as it was read last: rules ask for the same again and again. */
  read: Value | undefined;
}

interface Table {
  readonly entries: ReadonlyMap<string, Entry>;
  /** A template in key position, or a merge that cannot be resolved, may bring any key. */
  readonly mayHaveMore: boolean;
}

const mergeDepth = 20;
/** Where a map keeps its table: every document has its own nodes. */
const tableOf = Symbol('table');

/** The keys of a map with merge keys applied: own keys win, then earlier merges. A repeated key counts by its last value. */
function table(document: YamlDocument, map: YAMLMap & { [tableOf]?: Table }, depth = 0): Table {
  const known = map[tableOf];
  if (known) return known;
  const entries = new Map<string, Entry>();
  const merges: YAMLMap[] = [];
  let mayHaveMore = false;
  for (const pair of map.items) {
    const key = keyText(pair.key);
    if (key === undefined) mayHaveMore = true;
    else if (key !== '<<') mayHaveMore ||= hasHole(key);
    else {
      const merged = mergedMaps(document, pair.value as Node);
      if (merged.length === 0) mayHaveMore = true;
      if (isScalar(pair.key) && pair.key.type === 'PLAIN') {
        merges.push(...merged);
        continue;
      }
    }
    if (key !== undefined) entries.set(key, { pair, origin: 'own', read: undefined });
  }
  if (depth < mergeDepth) {
    for (const merge of merges) {
      for (const [key, entry] of table(document, merge, depth + 1).entries) {
        if (!entries.has(key)) entries.set(key, { pair: entry.pair, origin: 'merge', read: undefined });
      }
    }
  }
  const made = { entries, mayHaveMore };
  map[tableOf] = made;
  return made;
}

function mergedMaps(document: YamlDocument, node: Node | null): YAMLMap[] {
  const target = isAlias(node) ? document.target(node) : node;
  if (isMap(target)) return [target];
  if (!isSeq(target)) return [];
  return target.items.flatMap((item) => mergedMaps(document, item as Node).slice(0, 1));
}

/** Keys are compared as the text they are written with; Kubernetes has string keys only. */
function keyText(key: unknown): string | undefined {
  return isScalar(key) ? String(typeof key.value === 'string' ? key.value : (key.source ?? '')) : undefined;
}

/** Follows a path. What is missing is `absent`; what cannot be followed (a hole, a wrong type) is `unknown`. */
export function at(value: Value, ...path: readonly (string | number)[]): Value {
  let here = value;
  for (const step of path) here = child(here, step);
  return here;
}

function child(value: Value, step: string | number): Value {
  const { document, node } = value;
  if (value.kind === 'absent' || value.kind === 'null') return absentValue(value, step, 'absent');
  if (value.kind === 'map' && isMap(node) && typeof step === 'string') {
    const { entries, mayHaveMore } = table(document, node);
    const entry = entries.get(step);
    if (!entry) {
      const isOpen = value.partial === true || mayHaveMore;
      return absentValue(value, step, isOpen ? 'unknown' : 'absent');
    }
    if (entry.read?.parent === value) return entry.read;
    const from = value.origin === 'own' ? entry.origin : value.origin;
    entry.read = make(document, (entry.pair.value ?? undefined) as Node | undefined, entry.pair, value, step, from);
    return entry.read;
  }
  if (value.kind === 'list' && isSeq(node) && typeof step === 'number') return item(value, node, step);
  return absentValue(value, step, 'unknown');
}

/** Where a list keeps its items as they were read last. */
const itemsOf = Symbol('items');

function item(list: Value, node: YAMLSeq & { [itemsOf]?: (Value | undefined)[] }, index: number): Value {
  const written = node.items[index];
  if (written === undefined) return absentValue(list, index, 'absent');
  node[itemsOf] ??= [];
  const known = node[itemsOf][index];
  if (known?.parent === list) return known;
  const read = make(list.document, written as Node, undefined, list, index, list.origin);
  node[itemsOf][index] = read;
  return read;
}

/** The entries of a map, merges included; nothing for anything else. */
export function entries(value: Value): { key: string; keySpan: Span; value: Value }[] {
  if (value.kind !== 'map' || !isMap(value.node)) return [];
  return [...table(value.document, value.node).entries].map(([key, entry]) => ({
    key,
    keySpan: nodeSpan(value.document, entry.pair.key as Node),
    value: child(value, key),
  }));
}

/** The items of a list; nothing for anything else. */
export function items(value: Value): Value[] {
  if (value.kind !== 'list' || !isSeq(value.node)) return [];
  return value.node.items.map((_, index) => child(value, index));
}

/** Where a value stands in its document. */
export function pathOf(value: Value): (string | number)[] {
  const path: (string | number)[] = [];
  for (let here: Value | undefined = value; here?.parent && here.key !== undefined; here = here.parent)
    path.unshift(here.key);
  return path;
}

/** Missing or null: to Kubernetes the same. */
export function isAbsent(value: Value): boolean {
  return value.kind === 'absent' || value.kind === 'null';
}

/** The scalar as Kubernetes reads it; undefined for anything that is not a scalar without holes. */
export function plain(value: Value): Plain | undefined {
  if (value.kind === 'null') return null;
  if (value.kind !== 'scalar' || !isScalar(value.node)) return undefined;
  const read = readScalar(value.node);
  return typeof read === 'string' && hasHole(read) ? undefined : read;
}

/** The scalar's text whatever its type and holes, for rules that look at the writing itself. */
export function scalarText(value: Value): string | undefined {
  if (!isScalar(value.node)) return undefined;
  return typeof value.node.value === 'string' ? value.node.value : value.node.source;
}

function read<T>(value: Value, accept: (plain: Plain) => T | undefined): Setting<T> {
  if (isAbsent(value)) return absent;
  const read = plain(value);
  const accepted = read === undefined || read === null ? undefined : accept(read);
  const here = spanOf(value);
  return accepted === undefined || here === undefined ? unknown(here) : literal(accepted, here);
}

export function readString(value: Value): Setting<string> {
  return read(value, (v) => (typeof v === 'string' ? v : undefined));
}

export function readBoolean(value: Value): Setting<boolean> {
  return read(value, (v) => (typeof v === 'boolean' ? v : undefined));
}

export function readNumber(value: Value): Setting<number> {
  return read(value, (v) => (typeof v === 'number' ? v : undefined));
}

/** A string or a number, as text: ports, quantities, versions. */
export function readText(value: Value): Setting<string> {
  return read(value, (v) => (typeof v === 'boolean' ? undefined : String(v)));
}

/** The strings of a list; unknown when one of them is. */
export function readStrings(value: Value): Setting<readonly string[]> {
  if (isAbsent(value)) return absent;
  const here = spanOf(value);
  if (value.kind !== 'list' || !here) return unknown(here);
  const texts = items(value).map((item) => plain(item));
  return texts.every((t): t is string => typeof t === 'string') ? literal(texts, here) : unknown(here);
}

/** Where the value is written (an alias where it is written as one); undefined for what is not there. */
export function spanOf(value: Value): Span | undefined {
  const node = value.written ?? value.node;
  return node ? nodeSpan(value.document, node) : undefined;
}

/** Where the key of the value is written; undefined in lists and for what is not there. */
export function keySpan(value: Value): Span | undefined {
  const key = value.pair?.key as Node | undefined;
  return key ? nodeSpan(value.document, key) : undefined;
}

/** The value's place, or its key's, or the nearest parent's: where to point when something is missing. */
export function nearestSpan(value: Value): Span {
  for (let here: Value | undefined = value; here; here = here.parent) {
    const found = keySpan(here) ?? (here.kind === 'scalar' ? spanOf(here) : undefined);
    if (found) return found;
  }
  return span(value.document.start, value.document.start);
}

function nodeSpan(document: YamlDocument, node: Node): Span {
  const [start, end] = node.range ?? [0, 0];
  return span(document.start + start, document.start + end);
}

/** Plain data of a value, for comparing and reporting; holes and unreadable parts become undefined. Bounded. */
export function toData(value: Value, budget = { nodes: 20_000 }): unknown {
  if (budget.nodes-- <= 0) return undefined;
  if (value.kind === 'map') return Object.fromEntries(entries(value).map((e) => [e.key, toData(e.value, budget)]));
  if (value.kind === 'list') return items(value).map((item) => toData(item, budget));
  return plain(value);
}
