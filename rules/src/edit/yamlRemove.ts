import { isMap, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Value } from '../model/value';
import { lineEnd, lineStart, nextLine } from '../text/lines';
import { span } from '../text/span';
import { endOfPair, hasAnchorBefore, holdsAnchor, isShared, isSimpleKey, type YamlChange } from './yamlPlaces';
import { columnOf } from './yamlStyle';

/** Takes a list item out, lines and all, as one of several that go; nothing when a comment would go with it. */
export function removeItem(item: Value, gone: ReadonlySet<Value['key']> = new Set()): YamlChange | undefined {
  const list = item.parent;
  if (!list || !isSeq(list.node) || list.origin !== 'own' || typeof item.key !== 'number') return undefined;
  if (holdsAnchor(item)) return undefined;
  return list.node.flow ? removeFlow(item, list, list.node, gone) : removeBlockItem(item, list, list.node);
}

function removeFlow(
  item: Value,
  list: Value,
  node: YAMLSeq | YAMLMap,
  gone: ReadonlySet<Value['key']> = new Set(),
): YamlChange | undefined {
  const { document } = list;
  const all = node.items.map(flowRange);
  const index = isSeq(node) ? (item.key as number) : node.items.indexOf(item.pair as Pair);
  const own = all[index];
  // Those that stay are kept apart by the commas before them; with the first ones go the commas behind.
  const before = all.slice(0, index).every((_, i) => gone.has(i)) ? undefined : all[index - 1];
  const after = all[index + 1];
  if (!own) return undefined;
  const from = before ? before[1] : own[0];
  const to = before ? own[1] : after ? after[0] : own[1];
  if (document.text.slice(from, to).includes('#')) return undefined;
  return { edits: [{ span: span(document.start + from, document.start + to), text: '' }], shared: isShared(list) };
}

function flowRange(item: unknown): readonly [number, number] | undefined {
  const pair = item as Pair;
  const node = item as Node;
  if ('key' in pair && pair.key) {
    const start = (pair.key as Node).range?.[0];
    const end = endOfPair(pair);
    return start === undefined || end === undefined ? undefined : [start, end];
  }
  return node.range ? [node.range[0], node.range[1]] : undefined;
}

function removeBlockItem(item: Value, list: Value, node: YAMLSeq): YamlChange | undefined {
  const { document } = list;
  const { text } = document;
  const range = (node.items[item.key as number] as Node | null)?.range;
  if (!range || !node.range) return undefined;
  const column = columnOf(text, node.range[0]);
  const start = lineStart(text, range[0]);
  const dash = text.slice(start, range[0]);
  if (!/^ *- +$/.test(dash) || dash.indexOf('-') !== column || start <= node.range[0] - column - 1) return undefined;
  return removeLines(list, start, range[1]);
}

/** Deletes whole lines from `start` to the line of `end`, unless a comment stands on them. */
function removeLines(holder: Value, start: number, end: number): YamlChange | undefined {
  const { document } = holder;
  const { text } = document;
  const trimmed = start + text.slice(start, end).trimEnd().length;
  const stop = nextLine(text, trimmed);
  if (/(^|\s)#/.test(text.slice(start, stop))) return undefined;
  const atEnd = stop === text.length && lineStart(text, stop) !== stop;
  const from = atEnd && start > 0 ? endOfPreviousLine(text, start) : start;
  return { edits: [{ span: span(document.start + from, document.start + stop), text: '' }], shared: isShared(holder) };
}

/** The last line of a file without a final line break: the break before it goes instead. */
function endOfPreviousLine(text: string, start: number): number {
  const before = start - 1;
  return text[before] === '\n' && text[before - 1] === '\r' ? before - 1 : before;
}

/** Takes a key and its value out; a comment on its line stays, as a line of its own. */
export function removeKey(target: Value): YamlChange | undefined {
  const map = target.parent;
  if (!map || !isMap(map.node) || map.origin !== 'own' || target.origin === 'merge' || !target.pair) return undefined;
  if (holdsAnchor(target)) return undefined;
  if (map.node.flow) return removeFlow(target, map, map.node);
  const { document } = map;
  const { text } = document;
  const key = (target.pair.key as Node).range;
  const value = (target.pair.value as Node | null)?.range;
  if (!key || !isSimpleKey(text, key)) return undefined;
  const start = lineStart(text, key[0]);
  const end = value ? value[1] : key[1] + 1;
  const blank = text.slice(start, key[0]).trim() === '';
  if (!blank) return removeFirstKey(target, map, map.node, key[0]);
  if (map.node.items.length === 1) return undefined;
  const stop = lineEnd(text, end);
  const comment = /^[ \t]+(#.*)$/.exec(text.slice(end, stop))?.[1];
  if (comment && lineStart(text, end) === start) {
    return {
      edits: [{ span: span(document.start + key[0], document.start + stop), text: comment }],
      shared: isShared(map),
    };
  }
  return removeLines(map, start, Math.max(end, key[1] + 1));
}

/** The first key of a list item shares its line with the dash: the next key moves up. */
function removeFirstKey(target: Value, map: Value, node: YAMLMap, from: number): YamlChange | undefined {
  const { document } = map;
  const next = (node.items[1]?.key as Node | undefined)?.range?.[0];
  const first = node.items[0];
  if (next === undefined || !first || first !== target.pair || hasAnchorBefore(node, first)) return undefined;
  if (/(^|\s)#/.test(document.text.slice(from, next))) return undefined;
  return { edits: [{ span: span(document.start + from, document.start + next), text: '' }], shared: isShared(map) };
}
