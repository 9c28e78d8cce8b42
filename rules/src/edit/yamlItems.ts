import { isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import type { Value } from '../model/value';
import { lineEnding, lineStart } from '../text/lines';
import { span } from '../text/span';
import { isShared, type YamlChange } from './yamlPlaces';
import { columnOf, flowOf, pad, separatorOf, writeScalar } from './yamlStyle';

/** Puts several texts in the place of one, written as the texts around it are; nothing where an alias repeats the list. */
export function replaceItem(item: Value, words: readonly string[]): YamlChange | undefined {
  const place = placeOfText(item);
  if (!place || words.length === 0) return undefined;
  const quote = quoteAround(item);
  const text = words.map((word) => writeScalar(word, quote)).join(place.separator);
  return { edits: [{ span: span(place.from, place.to), text }], shared: false };
}

/** Puts texts behind one, written as that is; nothing where an alias repeats the list. */
export function addBehindItem(item: Value, words: readonly string[]): YamlChange | undefined {
  const place = placeOfText(item);
  if (!place) return undefined;
  const type = (item.written as Scalar).type;
  const quote = type === 'QUOTE_DOUBLE' ? '"' : type === 'QUOTE_SINGLE' ? "'" : undefined;
  const text = words.map((word) => place.separator + writeScalar(word, quote)).join('');
  return { edits: [{ span: span(place.to, place.to), text }], shared: false };
}

/** Where a text stands in the file, and what stands between it and the next. */
function placeOfText(item: Value): { from: number; to: number; separator: string } | undefined {
  const list = item.parent;
  const node = item.written;
  if (!list || !isSeq(list.node) || list.origin !== 'own' || item.origin !== 'own' || isShared(list)) return undefined;
  if (!isScalar(node) || !node.range || node.anchor || node.tag || /^BLOCK/.test(node.type ?? '')) return undefined;
  const { start } = list.document;
  const [from, to] = node.range;
  const separator = separatorIn(list, from);
  return separator === undefined ? undefined : { from: start + from, to: start + to, separator };
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
