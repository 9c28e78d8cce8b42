import { TemplateError } from '../template/run';
import { isEmpty, stringOf } from '../value/print';
import { Text } from '../value/text';
import { type Bare, bare, Dict, dictOf, List, Unknown, type Value } from '../value/value';
import { dict, type FunctionTable, int, items, list, plain, size, string, text, traced } from './arguments';
import { hasItem } from './compare';
import { splitText } from './strings';

const MAX_ITEMS = 100_000;
const MAX_DEPTH = 100;

function makeDict(args: readonly Value[]): Value {
  const made = new Dict();
  for (let i = 0; i < args.length; i += 2)
    made.set(stringOf(args[i] ?? null), i + 1 < args.length ? (args[i + 1] ?? null) : '');
  return made;
}

function unknownIn(args: readonly Value[]): Value | undefined {
  return args.find((arg) => arg instanceof Unknown);
}

/** A function that gives up on an Unknown argument, but keeps the origins within the others. */
function collection(call: (...args: Value[]) => Value) {
  return traced((args) => unknownIn(args) ?? call(...args));
}

type MergeMode = 'fill' | 'overwrite';

/** Merges like mergo: `fill` takes what is missing or empty, `overwrite` lets the next map win. */
function mergeInto(target: Dict, source: Dict, mode: MergeMode, depth = 0): void {
  if (depth > MAX_DEPTH) throw new TemplateError('These maps are nested too deeply.');
  if (source.open) target.open = true;
  for (const key of [...source.entries.keys()]) {
    const incoming = source.get(key) ?? null;
    const present = target.entries.get(key);
    const vacant = present === undefined || isEmpty(present);
    if (incoming === null) {
      if (mode === 'overwrite') target.set(key, null);
    } else if (present instanceof Dict && incoming instanceof Dict && !vacant) {
      mergeInto(present, incoming, mode, depth + 1);
    } else if (vacant || mode === 'overwrite') {
      target.set(key, incoming);
    }
  }
}

function merge(args: readonly Value[], mode: MergeMode): Value {
  const [first, ...rest] = args;
  const target = dict(first);
  for (const other of rest) if (bare(other) !== null) mergeInto(target, dict(other), mode);
  return target;
}

/** A copy that shares nothing with the original, but keeps its origins. */
export function deepCopy(value: Value, depth = 0): Value {
  if (depth > MAX_DEPTH) throw new TemplateError('This value is nested too deeply.');
  if (value instanceof List)
    return new List(
      value.items.map((item) => deepCopy(item, depth + 1)),
      value.path,
    );
  if (!(value instanceof Dict)) return value;
  const copy = new Dict(value.path);
  for (const [key, item] of value.entries) copy.entries.set(key, deepCopy(item, depth + 1));
  copy.open = value.open;
  copy.ghosts = value.ghosts;
  return copy;
}

function selected(source: Dict, keep: (key: string) => boolean): Dict {
  const chosen = new Dict(source.path);
  for (const [key, value] of source.entries) if (keep(key)) chosen.entries.set(key, value);
  chosen.open = source.open;
  chosen.ghosts = source.ghosts;
  return chosen;
}

function dig(args: readonly Value[]): Value {
  const target = args.at(-1) ?? null;
  const fallback = args.at(-2) ?? null;
  let at: Value = target;
  for (const key of args.slice(0, -2)) {
    if (!(at instanceof Dict)) return fallback;
    const next: Value | undefined = at.get(string(key));
    if (next === undefined) return at.open ? new Unknown('dig') : fallback;
    at = next;
  }
  return at;
}

function indexInto(args: readonly Value[]): Value {
  let at: Value = args[0] ?? null;
  for (const key of args.slice(1)) {
    if (at instanceof Dict) {
      const found: Value | undefined = at.get(string(key));
      at = found ?? (at.open && found === undefined ? new Unknown('index') : null);
    } else if (at instanceof List) {
      const index = Number(indexOf(key));
      if (index < 0 || index >= at.items.length) throw new TemplateError(`The list has no item ${index}.`);
      at = at.at(index);
    } else if (at instanceof Text || typeof at === 'string') {
      const code = stringOf(at).charCodeAt(Number(indexOf(key)));
      if (Number.isNaN(code)) throw new TemplateError('The text is shorter than this index.');
      at = BigInt(code);
    } else if (at instanceof Unknown) return at;
    else throw new TemplateError('Nothing can be indexed here.');
  }
  return at;
}

function indexOf(key: Value): bigint {
  const plainKey = bare(key);
  if (typeof plainKey === 'bigint') return plainKey;
  throw new TemplateError('A list is indexed by an int.');
}

function slice(args: readonly Value[]): Value {
  const source = args[0] ?? null;
  const length = source instanceof List ? source.items.length : stringOf(source).length;
  const from = args[1] === undefined ? 0 : Number(int(args[1]));
  const to = args[2] === undefined ? length : Number(int(args[2]));
  if (from < 0 || to > length || from > to) throw new TemplateError('This slice is out of range.');
  return source instanceof List ? new List(source.all().slice(from, to)) : stringOf(source).slice(from, to);
}

function uniq(values: readonly Value[]): Value {
  const seen: Value[] = [];
  for (const value of values) if (!hasItem(seen, value)) seen.push(value);
  return new List(seen);
}

function bounded(values: readonly Value[]): List {
  if (values.length > MAX_ITEMS) throw new TemplateError('This list is too long.');
  return new List(values);
}

function count(from: number, to: number, by: number): Value {
  if (by === 0) return new List([]);
  const length = Math.max(0, Math.ceil((to - from) / by));
  if (length > MAX_ITEMS) throw new TemplateError('This list is too long.');
  return new List(Array.from({ length }, (_, i) => BigInt(from + i * by)));
}

function seq(args: readonly Bare[]): Value {
  const numbers = args.map((arg) => Number(int(arg)));
  const [a = 1, b, c] = numbers;
  if (args.length === 0) return '';
  const start = b === undefined ? 1 : a;
  const end = c ?? b ?? a;
  const by = c === undefined ? (end < start ? -1 : 1) : (b ?? 1);
  if (by === 0 || (end - start) / by < 0) return '';
  const length = Math.floor((end - start) / by) + 1;
  if (length > MAX_ITEMS) throw new TemplateError('This list is too long.');
  return Array.from({ length }, (_, i) => start + i * by).join(' ');
}

function parts(values: readonly string[]): Value {
  return dictOf(values.map((value, i) => [`_${i}`, value]));
}

function chunk(width: number, values: readonly Value[]): Value {
  if (width < 1) throw new TemplateError('A chunk needs a size of at least 1.');
  const chunks: Value[] = [];
  for (let i = 0; i < values.length; i += width) chunks.push(new List(values.slice(i, i + width)));
  return new List(chunks);
}

function splitLimited(whole: string, separator: string, limit: number): Value {
  const all = splitText(whole, separator);
  if (limit < 0 || all.length <= limit) return parts(all);
  return parts([...all.slice(0, limit - 1), all.slice(limit - 1).join(separator)]);
}

function hasKey(target: Value, key: Value): Value {
  const map = dict(target);
  return map.has(string(key)) || (map.open ? new Unknown('hasKey') : false);
}

/** Functions on maps and lists. */
export const collectionFunctions: FunctionTable = {
  dict: traced(makeDict),
  list: traced((args) => new List(args)),
  tuple: traced((args) => new List(args)),
  set: traced(([target = null, key = null, value = null]) => {
    if (target instanceof Unknown) return target;
    dict(target).set(string(key), value);
    return target;
  }),
  unset: collection((target, key) => {
    dict(target).entries.delete(string(key));
    return target ?? null;
  }),
  get: collection((target, key) => dict(target).get(string(key)) ?? (dict(target).open ? new Unknown('get') : '')),
  hasKey: collection((target = null, key = null) => hasKey(target, key)),
  keys: collection((...maps) => new List(maps.flatMap((map) => [...dict(map).entries.keys()]))),
  values: collection((map) => new List([...dict(map).entries.keys()].map((key) => dict(map).get(key) ?? null))),
  pick: collection((map, ...keys) => {
    const wanted = new Set(keys.map((key) => string(key)));
    return selected(dict(map), (key) => wanted.has(key));
  }),
  omit: collection((map, ...keys) => {
    const unwanted = new Set(keys.map((key) => string(key)));
    return selected(dict(map), (key) => !unwanted.has(key));
  }),
  pluck: collection((key, ...maps) => {
    const found = maps.map((map) => dict(map).get(string(key)));
    return new List(found.filter((value): value is Value => value !== undefined));
  }),
  merge: collection((...args) => merge(args, 'fill')),
  mergeOverwrite: collection((...args) => merge(args, 'overwrite')),
  deepCopy: collection((value = null) => deepCopy(value)),
  dig: collection((...args) => dig(args)),
  index: collection((...args) => indexInto(args)),
  slice: collection((...args) => slice(args)),
  first: collection((value = null) =>
    value instanceof List ? (value.items.length ? value.at(0) : null) : text(value).slice(0, 1),
  ),
  last: collection((value) => (list(value).items.length ? list(value).at(list(value).items.length - 1) : null)),
  rest: collection((value) => new List(list(value).all().slice(1))),
  initial: collection((value) => new List(list(value).all().slice(0, -1))),
  append: collection((value, item = null) => bounded([...list(value).all(), item])),
  push: collection((value, item = null) => bounded([...list(value).all(), item])),
  prepend: collection((value, item = null) => bounded([item, ...list(value).all()])),
  concat: collection((...lists) => bounded(lists.flatMap((value) => [...items(value)]))),
  reverse: collection((value) => new List([...list(value).all()].reverse())),
  compact: collection(
    (value) =>
      new List(
        list(value)
          .all()
          .filter((item) => !isEmpty(item)),
      ),
  ),
  without: collection(
    (value, ...unwanted) =>
      new List(
        list(value)
          .all()
          .filter((item) => !hasItem(unwanted, item)),
      ),
  ),
  uniq: collection((value) => uniq(list(value).all())),
  has: collection((item = null, value = null) => {
    if (bare(value) === null) return false;
    return hasItem(list(value).all(), item) ?? new Unknown('has');
  }),
  chunk: collection((width, value) => chunk(size(width), list(value).all())),
  split: plain((separator = null, whole = null) => parts(splitText(string(whole), string(separator)))),
  splitn: plain((separator = null, limit = null, whole = null) =>
    splitLimited(string(whole), string(separator), Number(int(limit))),
  ),
  until: plain((end = null) => count(0, Number(int(end)), int(end) < 0n ? -1 : 1)),
  untilStep: plain((from = null, to = null, by = null) => count(Number(int(from)), Number(int(to)), Number(int(by)))),
  seq: plain((...args) => seq(args)),
};
