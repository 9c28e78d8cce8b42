import { isPair } from 'yaml';

/** All that anybody asks of a tree. */
export function seen(node: unknown): unknown {
  if (isPair(node)) return [seen(node.key), seen(node.value)];
  if (node === null || typeof node !== 'object') return node;
  const { items, ...own } = node as { items?: unknown[] } & Record<string, unknown>;
  const { range, anchor, tag, type, value, source, flow } = own;
  return { of: node.constructor, range, anchor, tag, type, value, source, flow, items: items?.map(seen) };
}
