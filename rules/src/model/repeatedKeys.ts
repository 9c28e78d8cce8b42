import { isCollection, isMap, isScalar, isSeq, type Scalar, type YAMLMap } from 'yaml';

const mostCollections = 50_000;

/** The keys that stand in their map a second time, anywhere below a node. */
export function* repeatedKeys(root: unknown): Iterable<Scalar> {
  const stack: unknown[] = [root];
  for (let seen = 0; stack.length > 0 && seen < mostCollections; seen++) {
    const node = stack.pop();
    if (isMap(node)) {
      yield* duplicates(node);
      for (const { value } of node.items) if (isCollection(value)) stack.push(value);
    } else if (isSeq(node)) for (const item of node.items) if (isCollection(item)) stack.push(item);
  }
}

function duplicates(map: YAMLMap): readonly Scalar[] {
  if (map.items.length < 2) return [];
  const seen = new Set<string>();
  const repeated: Scalar[] = [];
  for (const { key } of map.items) {
    if (!isScalar(key) || typeof key.value !== 'string' || key.value === '<<' || key.value.includes('{{')) continue;
    if (seen.has(key.value)) repeated.push(key);
    seen.add(key.value);
  }
  return repeated;
}
