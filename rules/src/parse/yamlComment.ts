import { isCollection, isPair, isScalar, type Node, type Pair } from 'yaml';
import type { YamlDocument } from './yaml';

/** Whether the `#` at `offset` begins a comment: inside a string or a block scalar it does not. */
export function isYamlComment(document: YamlDocument, offset: number): boolean {
  const before = document.text[offset - 1];
  if (before !== undefined && !/[\s\uFEFF]/.test(before)) return false;
  let node: unknown = document.root;
  while (isCollection(node)) node = childAt(node.items as readonly (Node | Pair)[], offset);
  const range = isScalar(node) ? node.range : undefined;
  return !range || offset < range[0] || offset >= range[1];
}

/** The child that begins last at or before `offset`; they stand in the order of the text. */
function childAt(items: readonly (Node | Pair)[], offset: number): unknown {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(items[middle]) <= offset) low = middle + 1;
    else high = middle;
  }
  const item = items[low - 1];
  if (!isPair(item)) return item;
  return startOf(item.value) <= offset ? item.value : item.key;
}

function startOf(item: unknown): number {
  const node = isPair(item) ? (item.key ?? item.value) : item;
  return (node as Node | null | undefined)?.range?.[0] ?? Number.POSITIVE_INFINITY;
}
