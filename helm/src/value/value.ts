import { childPath, type PathNode } from './path';
import { derived, type Piece, Text } from './text';

/** A value as a YAML file holds it. All numbers of a file are floats, as in Helm. */
export type Raw = null | boolean | number | string | RawMap | readonly Raw[];

/** A map as a YAML file holds it, in file order. */
export interface RawMap extends ReadonlyMap<string, Raw> {}

/** A value of a running template. `number` is Go's float64, `bigint` is Go's int. */
export type Value = null | boolean | number | bigint | string | Text | Scalar | Dict | List | Unknown | Struct;

/** A value without its origin: what ordinary functions see. */
export type Bare = null | boolean | number | bigint | string | Dict | List | Unknown | Struct;

/** A number or boolean that remembers which value it is. */
export class Scalar {
  readonly raw: number | bigint | boolean | null;
  readonly path: PathNode | undefined;
  constructor(raw: number | bigint | boolean | null, path: PathNode | undefined) {
    this.raw = raw;
    this.path = path;
  }
}

/** What only the cluster, the clock or chance can tell, or what this renderer cannot compute. */
export class Unknown {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** What can be called on a Go object. */
export type Methods = ReadonlyMap<string, (args: readonly Bare[]) => Value>;

/** A Go struct or object with methods, such as `.Files` or `.Chart`. */
export class Struct {
  readonly type: string;
  readonly fields: ReadonlyMap<string, Value>;
  readonly methods: Methods;
  /** What it prints as, if it prints as more than its fields. */
  readonly label: string | undefined;
  constructor(type: string, fields: ReadonlyMap<string, Value>, methods: Methods = new Map(), label?: string) {
    this.type = type;
    this.fields = fields;
    this.methods = methods;
    this.label = label;
  }
}

/** A map. Built from a values file it copies itself level by level, once it matters: `set` and `merge` change it. */
export class Dict {
  readonly path: PathNode | undefined;
  /** Holds keys nobody can name, because a part of it is unknown. */
  open = false;
  /** Methods, for the maps of Go that have some. */
  methods: Methods | undefined;
  /** Branches that were skipped while the text this was parsed from was made. */
  ghosts: readonly Piece[] = [];
  private readonly source: RawMap | undefined;
  private own: Map<string, Value> | undefined;
  /** Before it is copied: the maps and lists in it that were asked for, which may have been changed since. */
  private inner: Map<string, Value> | undefined;

  constructor(path?: PathNode, source?: RawMap) {
    this.path = path;
    this.source = source;
  }

  /** The entries as stored; read a single one with `get`, which adds its origin. */
  get entries(): Map<string, Value> {
    if (this.own) return this.own;
    const own = new Map<string, Value>();
    this.own = own;
    for (const [key, raw] of this.source ?? []) own.set(key, this.inner?.get(key) ?? fromRaw(raw, this.pathOf(key)));
    return own;
  }

  get size(): number {
    return this.own ? this.own.size : (this.source?.size ?? 0);
  }

  pathOf(key: string): PathNode | undefined {
    return this.path && childPath(this.path, key);
  }

  has(key: string): boolean {
    return this.own ? this.own.has(key) : (this.source?.has(key) ?? false);
  }

  get(key: string): Value | undefined {
    const stored = this.own ? this.own.get(key) : this.stored(key);
    return stored === undefined || this.path === undefined ? stored : withOrigin(stored, childPath(this.path, key));
  }

  /** An entry of the source. */
  private stored(key: string): Value | undefined {
    const raw = this.source?.get(key);
    if (raw === undefined || raw === null || typeof raw !== 'object') return raw;
    const known = this.inner?.get(key) ?? fromRaw(raw, this.pathOf(key));
    this.inner ??= new Map();
    return this.inner.set(key, known) && known;
  }

  set(key: string, value: Value): void {
    this.entries.set(key, this.path === undefined ? value : detached(value));
  }

  /** Keys in the order Go ranges over a map: by their bytes. */
  sortedKeys(): string[] {
    const keys = this.own ? [...this.own.keys()] : [...(this.source?.keys() ?? [])];
    return keys.sort(byBytes);
  }
}

/** A list. */
export class List {
  readonly path: PathNode | undefined;
  readonly items: readonly Value[];
  /** Methods, for the lists of Go that have some. */
  methods: Methods | undefined;
  constructor(items: readonly Value[], path?: PathNode) {
    this.items = items;
    this.path = path;
  }

  at(index: number): Value {
    const stored = this.items[index] ?? null;
    return this.path === undefined ? stored : withOrigin(stored, childPath(this.path, index));
  }

  all(): readonly Value[] {
    return this.path === undefined ? this.items : this.items.map((_, index) => this.at(index));
  }
}

/** Orders strings as Go does. UTF-16 order differs only above the basic plane, where surrogates would sort too low. */
export function byBytes(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const bothLow = x < 0xd800 && y < 0xd800;
    return bothLow ? x - y : (a.codePointAt(i) ?? 0) - (b.codePointAt(i) ?? 0);
  }
  return a.length - b.length;
}

function fromRaw(raw: Raw, path: PathNode | undefined): Value {
  if (raw instanceof Map) return new Dict(path, raw);
  if (Array.isArray(raw)) return listFromRaw(raw, path);
  return raw as null | boolean | number | string;
}

function listFromRaw(raw: readonly Raw[], path: PathNode | undefined): List {
  return new List(
    raw.map((item, index) => fromRaw(item, path && childPath(path, index))),
    path,
  );
}

/** A value of a file, copied for one rendering. */
export function instantiate(raw: Raw, path?: PathNode): Value {
  return fromRaw(raw, path);
}

function withOrigin(stored: Value, path: PathNode): Value {
  if (typeof stored === 'string') return new Text([{ text: stored, kind: 'value', offset: 0, path, form: 'text' }]);
  if (stored === null || typeof stored === 'object') return stored;
  return new Scalar(stored, path);
}

/** A bare scalar stored in a values map would be taken for the value of that path: wrap it. */
function detached(value: Value): Value {
  if (typeof value === 'string') return new Text([derived(value)]);
  if (value === null || typeof value === 'object') return value;
  return new Scalar(value, undefined);
}

/** The value without its origin. */
export function bare(value: Value | undefined): Bare {
  if (value instanceof Text) return value.text;
  if (value instanceof Scalar) return value.raw;
  return value ?? null;
}

/** Whether nothing certain can be said about a value as a whole. */
export function isUnknown(value: Value): boolean {
  return value instanceof Unknown || (value instanceof Text && value.unknown);
}

/** A new map from pairs. */
export function dictOf(entries: Iterable<readonly [string, Value]>): Dict {
  const dict = new Dict();
  for (const [key, value] of entries) dict.entries.set(key, value);
  return dict;
}
