import { TemplateError } from '../template/run';
import { Text } from '../value/text';
import { type Bare, bare, byBytes, Dict, List, Unknown, type Value } from '../value/value';
import { type FunctionTable, plain } from './arguments';

/** Go's reflect.DeepEqual on template values; undefined when an unknown part decides. */
export function deepEqual(a: Value, b: Value): boolean | undefined {
  if (a instanceof Unknown || b instanceof Unknown) return undefined;
  if ((a instanceof Text && a.unknown) || (b instanceof Text && b.unknown)) return undefined;
  const x = bare(a);
  const y = bare(b);
  if (x instanceof List) {
    if (!(y instanceof List) || x.items.length !== y.items.length) return false;
    return every(x.items.map((item, i) => deepEqual(item, y.items[i] ?? null)));
  }
  if (x instanceof Dict) {
    if (!(y instanceof Dict) || x.size !== y.size) return false;
    return every(
      [...x.entries].map(([key, value]) => (y.has(key) ? deepEqual(value, y.entries.get(key) ?? null) : false)),
    );
  }
  return Object.is(x, y) || x === y;
}

function every(results: readonly (boolean | undefined)[]): boolean | undefined {
  if (results.includes(false)) return false;
  return results.includes(undefined) ? undefined : true;
}

/** Go's `eq`: different kinds are an error, except that nothing equals only nothing. */
function goEqual(a: Bare, b: Bare): boolean {
  if (a === null || b === null) return a === b;
  if (typeof a !== typeof b) throw new TemplateError(`A ${nameOf(a)} cannot be compared with a ${nameOf(b)}.`);
  if (typeof a === 'object' && typeof b === 'object') {
    if (a instanceof Dict || a instanceof List) throw new TemplateError('Maps and lists cannot be compared with eq.');
  }
  return a === b;
}

function nameOf(value: Bare): string {
  if (typeof value === 'number') return 'float';
  if (typeof value === 'bigint') return 'int';
  return typeof value === 'object' ? 'map or list' : typeof value;
}

function order(a: Bare, b: Bare): number {
  if (typeof a === 'string' && typeof b === 'string') return byBytes(a, b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : a > b ? 1 : 0;
  throw new TemplateError(`A ${nameOf(a)} cannot be ordered against a ${nameOf(b)}.`);
}

/** Comparison functions. */
export const compareFunctions: FunctionTable = {
  eq: plain((first = null, ...others) => others.some((other) => goEqual(first, other))),
  ne: plain((a = null, b = null) => !goEqual(a, b)),
  lt: plain((a = null, b = null) => order(a, b) < 0),
  le: plain((a = null, b = null) => order(a, b) <= 0),
  gt: plain((a = null, b = null) => order(a, b) > 0),
  ge: plain((a = null, b = null) => order(a, b) >= 0),
  deepEqual: plain((a = null, b = null) => deepEqual(a, b) ?? new Unknown('deepEqual')),
};

/** Whether a list has an item, by deep equality. */
export function hasItem(list: readonly Value[], item: Value): boolean | undefined {
  let unsure = false;
  for (const other of list) {
    const same = deepEqual(other, item);
    if (same) return true;
    if (same === undefined) unsure = true;
  }
  return unsure ? undefined : false;
}
