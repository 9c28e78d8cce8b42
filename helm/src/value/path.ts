/** One step of a values path: a key of a map or an index of a list. */
export type PathKey = string | number;

/**
 * A values path, counted from the root chart's values. Nodes are interned below their root, so equal paths of one
 * scenario are the same object and a read costs no array.
 */
export interface PathNode {
  readonly parent: PathNode | undefined;
  readonly key: PathKey;
  children: Map<PathKey, PathNode> | undefined;
}

/** A new root: the values of the root chart themselves. */
export function rootPath(): PathNode {
  return { parent: undefined, key: '', children: undefined };
}

/** The path one step below `node`. */
export function childPath(node: PathNode, key: PathKey): PathNode {
  const children = node.children ?? new Map<PathKey, PathNode>();
  node.children = children;
  const known = children.get(key);
  if (known) return known;
  const child: PathNode = { parent: node, key, children: undefined };
  children.set(key, child);
  return child;
}

/** The path as an array of keys, outermost first. */
export function pathKeys(node: PathNode): PathKey[] {
  const keys: PathKey[] = [];
  for (let at: PathNode = node; at.parent; at = at.parent) keys.push(at.key);
  return keys.reverse();
}
