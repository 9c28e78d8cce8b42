import type { PathKey, Raw } from '@bulkhead/helm';

/** The paths of values that differ, or are in only one of two trees. A whole list counts as one value. */
export function changedPaths(before: Raw, after: Raw, path: readonly PathKey[] = []): (readonly PathKey[])[] {
  if (before === after) return [];
  if (before instanceof Map && after instanceof Map) {
    const keys = new Set<string>([...before.keys(), ...after.keys()]);
    return [...keys].flatMap((key) => {
      if (before.has(key) !== after.has(key)) return [[...path, key]];
      return changedPaths(before.get(key) as Raw, after.get(key) as Raw, [...path, key]);
    });
  }
  return isSame(before, after) ? [] : [path];
}

function isSame(a: Raw, b: Raw): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => isSame(item as Raw, b[i] as Raw));
  }
  if (!(a instanceof Map && b instanceof Map) || a.size !== b.size) return false;
  return [...a].every(([key, value]) => b.has(key) && isSame(value, b.get(key) as Raw));
}
