import type { Raw } from './value';

/** `after`, with everything in it that equals its counterpart in `before` taken from there: what is the same, is the same object. */
export function shareEqual(before: Raw | undefined, after: Raw): Raw {
  if (before instanceof Map && after instanceof Map) return shareMap(before, after);
  if (Array.isArray(before) && Array.isArray(after)) return shareList(before, after);
  return after;
}

function shareMap(before: ReadonlyMap<string, Raw>, after: ReadonlyMap<string, Raw>): Raw {
  let isEqual = before.size === after.size;
  const shared = new Map<string, Raw>();
  for (const [key, value] of after) {
    const old = before.get(key);
    const own = shareEqual(old, value);
    isEqual &&= Object.is(own, old);
    shared.set(key, own);
  }
  return isEqual ? before : shared;
}

function shareList(before: readonly Raw[], after: readonly Raw[]): Raw {
  const shared = after.map((item, i) => shareEqual(before[i], item));
  const isEqual = before.length === after.length && shared.every((item, i) => Object.is(item, before[i]));
  return isEqual ? before : shared;
}
