import { isMap, type Node } from 'yaml';
import { keyText } from '../read/yaml';
import type { Span } from '../value/text';

/** The node below `node` with a given key; undefined when there is none. */
export function entryOf(node: Node | null | undefined, key: string): { key: Node; value: Node | null } | undefined {
  if (!isMap(node)) return undefined;
  // The last of two equal keys counts.
  for (let i = node.items.length - 1; i >= 0; i--) {
    const pair = node.items[i];
    if (pair?.key && keyText(pair.key as Node) === key)
      return { key: pair.key as Node, value: pair.value as Node | null };
  }
  return undefined;
}

/** The stretch of text a node covers, without what follows it. */
export function spanOf(node: Node | null | undefined): Span | undefined {
  return node?.range ? { start: node.range[0], end: node.range[1] } : undefined;
}
