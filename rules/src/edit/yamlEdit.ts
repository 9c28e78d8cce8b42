import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { entries, isAbsent, items, pathOf, spanOf, toData, type Value } from '../model/value';
import type { Edit } from '../text/edits';
import { lineEnd, lineEnding, lineStart } from '../text/lines';
import { span } from '../text/span';
import {
  belowMetadata,
  belowPlainLine,
  endOfPair,
  hasAnchorBefore,
  holdsAnchor,
  isShared,
  isSimpleKey,
  mergedInto,
  withCommentsAbove,
  type YamlChange,
} from './yamlPlaces';
import {
  columnOf,
  type Data,
  type Flow,
  flowOf,
  pad,
  plainFlow,
  separatorOf,
  styleOf,
  writeFlow,
  writeFlowPair,
  writeFlowScalar,
  writeItem,
  writeMap,
  writePair,
  writeScalar,
} from './yamlStyle';

export type { YamlChange } from './yamlPlaces';
export type { Data } from './yamlStyle';

/** The smallest change after which `target` holds `data`; undefined when the shape is too strange to edit safely. */
export function setValue(target: Value, data: Data): YamlChange | undefined {
  const change = changeTo(target, data);
  // A map that is replaced loses what it had: that is more than setting fields.
  const isAll = change && !(target.kind === 'map' && entries(target).length > 0);
  return isAll ? withFields(change, target, data) : change;
}

/** Says which field a change sets. What an alias shares changes in other places too. */
function withFields(change: YamlChange, target: Value, value: Data): YamlChange {
  if (change.shared) return change;
  return { ...change, sets: [{ path: pathOf(target), value, existed: !isAbsent(target) }] };
}

function changeTo(target: Value, data: Data): YamlChange | undefined {
  if (target.kind === 'unknown' || target.parent === undefined) return undefined;
  if (target.origin === 'merge') return setOwnKey(target, data);
  if (isAbsent(target) && !target.pair && typeof target.key === 'string')
    return addKey(target.parent, target.key, data);
  if (isAbsent(target)) return fillEmpty(target, data);
  return replace(target, data);
}

/** A merged value is left alone; the map gets a key of its own, which wins. */
function setOwnKey(target: Value, data: Data): YamlChange | undefined {
  const parent = target.parent;
  if (parent?.origin !== 'own' || typeof target.key !== 'string') return undefined;
  if (data !== null && typeof data === 'object' && target.kind !== 'scalar' && target.kind !== 'null') return undefined;
  return addKey(parent, target.key, data);
}

function addKey(map: Value, key: string, data: Data): YamlChange | undefined {
  if (map.kind === 'absent' || map.kind === 'null') return setValue(map, { [key]: data });
  if (map.kind !== 'map' || map.origin !== 'own' || !isMap(map.node)) return undefined;
  const shared = isShared(map);
  const edits = map.node.flow ? addToFlowMap(map, map.node, key, data) : addToBlockMap(map, map.node, key, data);
  const inherits = mergedInto(map);
  return edits && { edits: inherits.length > 0 ? edits.map((edit) => ({ ...edit, inherits })) : edits, shared };
}

function addToFlowMap(map: Value, node: YAMLMap, key: string, data: Data): Edit[] | undefined {
  const { document } = map;
  const [start, end] = node.range ?? [0, 0];
  const text = document.text;
  if (text[start] !== '{' || text[end - 1] !== '}') return undefined;
  const at = (offset: number) => document.start + offset;
  const last = node.items.at(-1);
  if (!last) {
    const inner = text.slice(start + 1, end - 1);
    if (inner.trim() !== '') return undefined;
    const asBlock = map.pair && isOnBlockLevel(map) ? replaceEmptyByBlock(map, { [key]: data }) : undefined;
    if (asBlock) return asBlock;
    return [{ span: span(at(start), at(end)), text: writeFlow({ [key]: data }, flowAround(map)) }];
  }
  const flow = flowOf(node, text);
  const lastEnd = endOfPair(last);
  if (lastEnd === undefined) return undefined;
  const firstStart = (last.key as Node).range?.[0] ?? 0;
  const ownLine = lineStart(text, firstStart) > start;
  const gap = ownLine ? `,${lineEnding(text)}${pad(columnOf(text, firstStart))}` : separatorOf(flow);
  return [{ span: span(at(lastEnd), at(lastEnd)), text: gap + writeFlowPair(key, data, flow), adds: key }];
}

/** How the nearest braces around a place are written. */
function flowAround(value: Value): Flow {
  for (let here: Value | undefined = value; here; here = here.parent) {
    if (isMap(here.node) && here.node.flow && here.node.items.length) return flowOf(here.node, here.document.text);
  }
  return plainFlow;
}

/** Whether the map the value stands in is written as a block, so that a block may follow its key. */
function isOnBlockLevel(value: Value): boolean {
  return isMap(value.parent?.node) && !value.parent.node.flow;
}

/** `key: {} # why` becomes `key: # why` with the block below it. */
function replaceEmptyByBlock(empty: Value, data: Data): Edit[] | undefined {
  const range = empty.written?.range;
  if (!range || !empty.pair) return undefined;
  return blockBelowKey(empty, data, range[0], range[1]);
}

/** Puts `data` below the key of `target`, dropping the text from `start` to `end` that stood as its value. */
function blockBelowKey(target: Value, data: Data, start: number, end: number): Edit[] | undefined {
  const { document, pair } = target;
  const { text } = document;
  const keyRange = (pair?.key as Node | undefined)?.range;
  if (!keyRange || !isSimpleKey(text, keyRange)) return undefined;
  if (target.written && hasProperties(target.written)) return undefined;
  const eol = lineEnding(text);
  const style = styleOf(document);
  const lineStop = lineEnd(text, end);
  if (!/^\s*(#.*)?$/.test(text.slice(end, lineStop))) return undefined;
  const at = (offset: number) => document.start + offset;
  let from = start;
  while (from > keyRange[1] && (text[from - 1] === ' ' || text[from - 1] === '\t')) from--;
  if (lineStart(text, from) > keyRange[1]) {
    // The value stands on a line of its own, as templates print an empty map: the block takes its place.
    if (from !== lineStart(text, start) || !isMapData(data)) return undefined;
    const block = writeMap(data, columnOf(text, start), style).join(`${eol}${pad(columnOf(text, start))}`);
    return [{ span: span(at(start), at(end)), text: block }];
  }
  const block = writePair('k', data, columnOf(text, keyRange[0]), style).slice(1).join(eol);
  const cut: Edit[] = end > from ? [{ span: span(at(from), at(end)), text: '' }] : [];
  // An edit that ends where another starts is fine; they stay in order.
  return [...cut, { span: span(at(lineStop), at(lineStop)), text: eol + block }];
}

/** An anchor or a tag stands before the value and would be left behind. */
function hasProperties(node: Node): boolean {
  return Boolean((isScalar(node) || isMap(node) || isSeq(node)) && (node.anchor || node.tag));
}

function addToBlockMap(map: Value, node: YAMLMap, key: string, data: Data): Edit[] | undefined {
  const { document } = map;
  const { text } = document;
  const eol = lineEnding(text);
  const first = node.items[0];
  const firstKey = first && (first.key as Node | null)?.range;
  if (!first || !firstKey || !isSimpleKey(text, firstKey)) return undefined;
  const column = columnOf(text, firstKey[0]);
  if (/\t/.test(text.slice(lineStart(text, firstKey[0]), firstKey[0]))) return undefined;
  const lines = writePair(key, data, column, styleOf(document));
  const below = belowMetadata(node, text);
  const next = below ?? belowPlainLine(node, text, column);
  if (next !== undefined) {
    const block = lines.map((line, i) => (i === 0 ? pad(column) + line : line)).join(eol);
    const needsBreak = next === text.length && lineStart(text, next) !== next;
    const offset = document.start + next;
    const edit = { span: span(offset, offset), text: needsBreak ? eol + block : block + eol };
    // What is added to the metadata goes in at the same place: one of them has to wait.
    return [below === undefined ? { ...edit, adds: key } : edit];
  }
  if (hasAnchorBefore(node, first)) return undefined;
  const offset = document.start + withCommentsAbove(text, firstKey[0]);
  return [{ span: span(offset, offset), text: `${lines.join(eol)}${eol}${pad(column)}`, adds: key }];
}

/** A key without a value, or with an explicit null. */
function fillEmpty(target: Value, data: Data): YamlChange | undefined {
  const { document, pair, written } = target;
  const { text } = document;
  const keyRange = (pair?.key as Node | undefined)?.range;
  if (!keyRange || target.origin !== 'own') return undefined;
  const shared = isShared(target);
  const inFlow = isMap(target.parent?.node) && target.parent.node.flow === true;
  const colon = text.indexOf(':', keyRange[1]);
  if (colon < 0) return undefined;
  const range = written?.range && written.range[1] > written.range[0] ? written.range : undefined;
  const isBlockData = data !== null && typeof data === 'object' && !inFlow && !isEmpty(data);
  if (isBlockData) {
    const edits = blockBelowKey(target, data, range?.[0] ?? colon + 1, range?.[1] ?? colon + 1);
    return edits && { edits, shared };
  }
  if (written && hasProperties(written)) return undefined;
  const at = (offset: number) => document.start + offset;
  const value = inFlow
    ? writeFlow(data, flowAround(target))
    : typeof data === 'object'
      ? writeFlow(data)
      : writeScalar(data);
  const where = range ? span(at(range[0]), at(range[1])) : span(at(colon + 1), at(colon + 1));
  return { edits: [{ span: where, text: range ? value : ` ${value}` }], shared };
}

function isEmpty(data: Data): boolean {
  return data !== null && typeof data === 'object' && Object.keys(data).length === 0;
}

/** Maps, and lists of them, are read line by line; a list of words is not. */
function isForBlock(data: Data): boolean {
  return isMapData(data) ? !isEmpty(data) : Array.isArray(data) && data.some(isMapData);
}

/** Whether data is a map. */
export function isMapData(data: Data): data is { readonly [key: string]: Data } {
  return data !== null && typeof data === 'object' && !Array.isArray(data);
}

function replace(target: Value, data: Data): YamlChange | undefined {
  const { written, document } = target;
  const where = spanOf(target);
  if (!written || !where) return undefined;
  const shared = isSharedAbove(target);
  if (isScalar(written) && (data === null || typeof data !== 'object')) {
    if (written.anchor || written.type === 'BLOCK_FOLDED' || written.type === 'BLOCK_LITERAL') return undefined;
    const quote = written.type === 'QUOTE_DOUBLE' ? '"' : written.type === 'QUOTE_SINGLE' ? "'" : undefined;
    const inFlow = isMap(target.parent?.node) && target.parent.node.flow;
    const text =
      quote && typeof data === 'string'
        ? writeScalar(data, quote)
        : inFlow
          ? writeFlowScalar(data, flowAround(target))
          : writeScalar(data);
    return { edits: [{ span: where, text }], shared };
  }
  if (target.origin === 'alias' && (data === null || typeof data !== 'object')) {
    return { edits: [{ span: where, text: writeScalar(data) }], shared };
  }
  if (isSeq(written) || isMap(written)) {
    if (written.items.length === 0 && isForBlock(data) && isOnBlockLevel(target)) {
      const edits = replaceEmptyByBlock(target, data);
      if (edits) return { edits, shared };
    }
    const slice = document.text.slice(where.start - document.start, where.end - document.start);
    if (!written.flow || written.anchor || slice.includes('#') || holdsAnchor(target)) return undefined;
    return { edits: [{ span: where, text: writeFlow(data, flowAround(target)) }], shared };
  }
  return undefined;
}

/** Replacing an alias leaves its anchor alone; only what stands around it counts. */
function isSharedAbove(target: Value): boolean {
  if (target.origin === 'alias') return target.parent ? isShared(target.parent) : false;
  return isShared(target);
}

/** Adds an item to the end of a list, or makes the list. */
export function appendItem(list: Value, data: Data): YamlChange | undefined {
  if (isAbsent(list)) return setValue(list, [data]);
  const change = addItem(list, data);
  const before = items(list).map((item) => toData(item) as Data | undefined);
  if (!change || before.some((item) => item === undefined)) return change;
  const known = before as Data[];
  return withFields(change, list, isSeq(list.node) && list.node.flow ? [...known, data] : [data, ...known]);
}

function addItem(list: Value, data: Data): YamlChange | undefined {
  const { document, node } = list;
  if (list.kind !== 'list' || list.origin !== 'own' || !isSeq(node)) return undefined;
  const { text } = document;
  const at = (offset: number) => document.start + offset;
  const last = node.items.at(-1) as Node | undefined;
  const adds = JSON.stringify(data);
  if (node.flow) {
    const [start] = node.range ?? [0];
    const flow = flowAround(list);
    if (!last?.range) return replace(list, [data]);
    const ownLine = lineStart(text, last.range[0]) > start;
    const gap = ownLine ? `,${lineEnding(text)}${pad(columnOf(text, last.range[0]))}` : separatorOf(flow);
    return {
      edits: [{ span: span(at(last.range[1]), at(last.range[1])), text: gap + writeFlow(data, flow), adds }],
      shared: isShared(list),
    };
  }
  const column = node.range ? columnOf(text, node.range[0]) : 0;
  const first = node.items[0] as Node | undefined;
  if (!first?.range || !node.range || text[node.range[0]] !== '-') return undefined;
  const eol = lineEnding(text);
  const lines = writeItem(data, column, styleOf(document));
  // Before the first item: its place is known exactly, while the end of a list may be hidden in block scalars and comments.
  const offset = at(node.range[0]);
  return {
    edits: [{ span: span(offset, offset), text: `${lines.join(eol).slice(column)}${eol}${pad(column)}`, adds }],
    shared: isShared(list),
  };
}
