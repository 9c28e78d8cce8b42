import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Value } from '../model/value';
import { lineEnding, lineStart } from '../text/lines';
import { span } from '../text/span';
import { isShared, type YamlChange } from './yamlPlaces';
import { columnOf, flowOf, pad, separatorOf, writeScalar } from './yamlStyle';

/** Puts several texts in the place of one, written as the texts around it are; nothing where an alias repeats the list. */
export function replaceItem(item: Value, words: readonly string[]): YamlChange | undefined {
  const list = item.parent;
  const node = item.written;
  if (!list || !isSeq(list.node) || list.origin !== 'own' || item.origin !== 'own' || isShared(list)) return undefined;
  if (!isScalar(node) || !node.range || node.anchor || node.tag || words.length === 0) return undefined;
  const { start } = list.document;
  const [from, to] = node.range;
  const quote = quoteAround(item);
  const separator = separatorIn(list, from);
  if (separator === undefined) return undefined;
  const written = words.map((word) => writeScalar(word, quote)).join(separator);
  return { edits: [{ span: span(start + from, start + to), text: written }], shared: false };
}

/** What stands between two items of a list, one of which starts at this place. */
function separatorIn(list: Value, offset: number): string | undefined {
  const { node, parent, document } = list;
  const { text } = document;
  if (!isSeq(node) || !node.range) return undefined;
  const column = columnOf(text, offset);
  if (!node.flow) {
    const dash = columnOf(text, node.range[0]);
    return `${lineEnding(text)}${pad(dash)}-${pad(column - dash - 1)}`;
  }
  if (!/\S/.test(text.slice(lineStart(text, offset), offset))) return `,${lineEnding(text)}${pad(column)}`;
  return isMap(parent?.node) && parent.node.flow ? separatorOf(flowOf(parent.node, text)) : ', ';
}

/** The quote of the nearest words that could do without. A star cannot, so its own says nothing. */
function quoteAround(item: Value): '"' | "'" | undefined {
  const map = item.parent?.parent;
  if (!map || !isMap(map.node)) return undefined;
  const key = map.node.items[0]?.key;
  if (isScalar(key) && key.type === 'QUOTE_DOUBLE') return '"';
  const lists = map.node.items.flatMap(({ value }) => (isSeq(value) ? (value.items as Node[]) : []));
  const word = lists.find((one) => isScalar(one) && /^[a-z]/.test(String(one.value)));
  if (!isScalar(word)) return undefined;
  return word.type === 'QUOTE_DOUBLE' ? '"' : word.type === 'QUOTE_SINGLE' ? "'" : undefined;
}
