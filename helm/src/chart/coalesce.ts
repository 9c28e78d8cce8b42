import type { Raw, RawMap } from '../value/value';

/** A values map under construction. */
export type Mutable = Map<string, Raw>;

/** Helm has two ways to lay maps over each other: `coalesce` lets null delete a default, `merge` keeps it. */
export type Mode = 'coalesce' | 'merge';

/** A chart as far as values are concerned. */
export interface ValuesScope {
  readonly name: string;
  readonly values: RawMap;
  readonly dependencies: readonly ValuesScope[];
}

/** Whether a value is a table, in Helm's words. */
export function isTable(raw: Raw | undefined): raw is Mutable {
  return raw instanceof Map;
}

/** A copy that can be changed without changing the original. Lists are never changed, so they are shared. */
export function copyTable(map: RawMap): Mutable {
  const copy: Mutable = new Map();
  for (const [key, value] of map) copy.set(key, isTable(value) ? copyTable(value) : value);
  return copy;
}

/** The values of a chart and its subcharts, with `given` on top. */
export function coalesceValues(scope: ValuesScope, given: RawMap, mode: Mode = 'coalesce'): Mutable {
  return coalesce(scope, copyTable(given), mode);
}

function coalesce(scope: ValuesScope, target: Mutable, mode: Mode): Mutable {
  addDefaults(scope, target, mode);
  for (const dependency of scope.dependencies) {
    const present = target.get(dependency.name);
    const own = isTable(present) ? present : new Map();
    // Helm refuses values of a subchart that are no table; here they are left out.
    target.set(dependency.name, own);
    addGlobals(own, target);
    coalesce(dependency, own, mode);
  }
  return target;
}

function addDefaults(scope: ValuesScope, target: Mutable, mode: Mode): void {
  for (const [key, value] of copyTable(scope.values)) {
    const present = target.get(key);
    if (!target.has(key)) {
      target.set(key, value);
      continue;
    }
    if (present === null && mode === 'coalesce') target.delete(key);
    else if (isTable(present) && isTable(value)) {
      const isSubchart = scope.dependencies.some((dependency) => dependency.name === key);
      layTable(present, value, isSubchart ? 'merge' : mode);
    }
  }
}

/** Fills `target` with what `source` has more. A null deletes a default, but stays where there was none. */
export function layTable(target: Mutable, source: Mutable, mode: Mode): Mutable {
  for (const [key, value] of source) {
    const present = target.get(key);
    if (!target.has(key)) target.set(key, value);
    else if (present === null && value !== null && mode === 'coalesce') target.delete(key);
    else if (isTable(value) && isTable(present)) layTable(present, value, mode);
  }
  return target;
}

function addGlobals(target: Mutable, parent: Mutable): void {
  const own = target.get('global') ?? new Map();
  const above = parent.get('global') ?? new Map();
  if (!isTable(own) || !isTable(above)) return;
  for (const [key, value] of above) {
    const present = own.get(key);
    if (isTable(value)) {
      if (!own.has(key)) own.set(key, copyTable(value));
      else if (isTable(present)) own.set(key, layTable(copyTable(value), present, 'merge'));
    } else if (!isTable(present)) own.set(key, value);
  }
  target.set('global', own);
}

/** One values file over another, as `helm -f a -f b` lays them: maps are joined, everything else is replaced. */
export function overlay(under: RawMap, over: RawMap): Mutable {
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
