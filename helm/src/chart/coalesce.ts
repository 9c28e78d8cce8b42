import type { Raw, RawMap } from '../value/value';

/** A values map under construction. */
type Mutable = Map<string, Raw>;

/** Helm has two ways to lay maps over each other: `coalesce` lets null delete a default, `merge` keeps it. */
export type Mode = 'coalesce' | 'merge';

/** A chart as far as values are concerned. */
export interface ValuesScope {
  readonly name: string;
  readonly values: RawMap;
  readonly dependencies: readonly ValuesScope[];
}

/** Whether a value is a table, in Helm's words. */
export function isTable(raw: Raw | undefined): raw is RawMap {
  return raw instanceof Map;
}

/**
 * The values of a chart and its subcharts, with `given` on top. Nothing is copied that does not change, so what two
 * scenarios share is the same object in both.
 */
export function coalesceValues(scope: ValuesScope, given: RawMap, mode: Mode = 'coalesce'): RawMap {
  const own = withDefaults(scope, given, mode);
  if (scope.dependencies.length === 0) return own;
  const result: Mutable = new Map(own);
  for (const dependency of scope.dependencies) {
    const present = result.get(dependency.name);
    // Helm refuses values of a subchart that are no table; here they are left out.
    const table = withGlobals(isTable(present) ? present : EMPTY, result);
    result.set(dependency.name, coalesceValues(dependency, table, mode));
  }
  return result;
}

const EMPTY: RawMap = new Map();

function withDefaults(scope: ValuesScope, target: RawMap, mode: Mode): RawMap {
  if (target.size === 0) return scope.values;
  const result: Mutable = new Map(target);
  for (const [key, value] of scope.values) {
    const present = result.get(key);
    if (!result.has(key)) result.set(key, value);
    else if (present === null && mode === 'coalesce') result.delete(key);
    else if (isTable(present) && isTable(value)) {
      const isSubchart = scope.dependencies.some((dependency) => dependency.name === key);
      result.set(key, layTable(present, value, isSubchart ? 'merge' : mode));
    }
  }
  return result;
}

/** `target` with what `source` has more. A null deletes a default, but stays where there was none. */
export function layTable(target: RawMap, source: RawMap, mode: Mode): RawMap {
  if (target === source) return target;
  if (target.size === 0) return source;
  let result: Mutable | undefined;
  const change = (): Mutable => {
    result ??= new Map(target);
    return result;
  };
  for (const [key, value] of source) {
    const present = target.get(key);
    if (!target.has(key)) change().set(key, value);
    else if (present === null && value !== null && mode === 'coalesce') change().delete(key);
    else if (isTable(value) && isTable(present)) {
      const inner = layTable(present, value, mode);
      if (inner !== present) change().set(key, inner);
    }
  }
  return result ?? target;
}

function withGlobals(target: RawMap, parent: RawMap): RawMap {
  const own = target.get('global') ?? EMPTY;
  const above = parent.get('global') ?? EMPTY;
  if (!isTable(own) || !isTable(above)) return target;
  const globals: Mutable = new Map(own);
  for (const [key, value] of above) {
    const present = own.get(key);
    if (!isTable(value)) {
      if (!isTable(present)) globals.set(key, value);
    } else if (!own.has(key)) globals.set(key, value);
    else if (isTable(present)) globals.set(key, layTable(value, present, 'merge'));
  }
  return new Map(target).set('global', globals);
}

/** One values file over another, as `helm -f a -f b` lays them: maps are joined, everything else is replaced. */
export function overlay(under: RawMap, over: RawMap): RawMap {
  if (under.size === 0) return over;
  const result: Mutable = new Map(under);
  for (const [key, value] of over) {
    const below = result.get(key);
    result.set(key, isTable(value) && isTable(below) ? overlay(below, value) : value);
  }
  return result;
}

/** The value at a dotted path. */
export function valueAtPath(map: RawMap, path: string): Raw | undefined {
  let at: Raw | undefined = map;
  for (const key of path.split('.')) at = isTable(at) ? at.get(key) : undefined;
  return at;
}
