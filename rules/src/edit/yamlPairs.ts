import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { at, type Value } from '../model/value';
import { lineEnding, lineStart } from '../text/lines';
import { span } from '../text/span';
import type { YamlChange } from './yamlEdit';
import { setValue } from './yamlEdit';
import { isShared, withCommentsAbove } from './yamlPlaces';
import {
  columnOf,
  type Data,
  flowOf,
  pad,
  plainFlow,
  styleOf,
  writeFlowPair,
  writePair,
  writeScalar,
} from './yamlStyle';

/** Puts another key with other data in the place of a pair; nothing when a comment or an anchor would go with it. */
export function replacePair(target: Value, key: string, data: Data): YamlChange | undefined {
  const map = target.parent;
  const { document, pair } = target;
  const from = (pair?.key as Node | undefined)?.range?.[0];
  if (!map || !isMap(map.node) || map.origin !== 'own' || target.origin === 'merge' || from === undefined)
    return undefined;
  const { text } = document;
  const value = pair?.value as Node | null;
  const end = value?.range?.[1] ?? (pair?.key as Node | undefined)?.range?.[1] ?? from;
  const to = from + text.slice(from, end).trimEnd().length;
  const old = text.slice(from, to);
  if (/(^|\s)#|(^|\s)[&?]/.test(old) || text[from] === '?') return undefined;
  const isFlow = map.node.flow || ((isMap(value) || isSeq(value)) && value.flow);
  const written = isFlow
    ? writeFlowPair(key, data, map.node.flow ? flowOf(map.node, text) : plainFlow)
    : blockText(text, from, key, data, target);
  return { edits: [{ span: span(document.start + from, document.start + to), text: written }], shared: isShared(map) };
}

function blockText(text: string, from: number, key: string, data: Data, target: Value): string {
  const lines = writePair(key, data, columnOf(text, from), styleOf(target.document));
  return lines.join(lineEnding(text));
}

/**
 * Gives a key another name and leaves its value alone. Another fix may want to add that very name: an empty insertion in
 * the place where it would stand keeps the two out of the same round.
 */
export function renameKey(target: Value, name: string): YamlChange | undefined {
  const map = target.parent;
  const key = target.pair?.key as Node | undefined;
  const { document } = target;
  if (map?.origin !== 'own' || target.origin === 'merge' || !isScalar(key) || !key.range) return undefined;
  if (key.anchor || key.tag) return undefined;
  const quote = key.type === 'QUOTE_DOUBLE' ? '"' : key.type === 'QUOTE_SINGLE' ? "'" : undefined;
  const where = span(document.start + key.range[0], document.start + key.range[1]);
  const added = setValue(at(map, name), null)?.edits ?? [];
  const reserved = added
    .filter((edit) => edit.span.start === edit.span.end)
    .map((edit) => ({ span: edit.span, text: '' }));
  return { edits: [{ span: where, text: writeScalar(name, quote) }, ...reserved], shared: isShared(map) };
}

/** Puts a key above another, where that begins a line of its own; undefined elsewhere. */
export function addAbove(target: Value, key: string, data: Data): YamlChange | undefined {
  const map = target.parent;
  const { document, pair } = target;
  const { text } = document;
  const from = (pair?.key as Node | undefined)?.range?.[0];
  if (!map || !isMap(map.node) || map.node.flow || map.origin !== 'own' || target.origin !== 'own') return undefined;
  if (from === undefined || !/^ *$/.test(text.slice(lineStart(text, from), from))) return undefined;
  const at = document.start + withCommentsAbove(text, from);
  const column = columnOf(text, from);
  const isFlow = isSeq(pair?.value) && pair.value.flow;
  const lines = isFlow ? [writeFlowPair(key, data, plainFlow)] : writePair(key, data, column, styleOf(document));
  const written = `${lines.join(lineEnding(text))}${lineEnding(text)}${pad(column)}`;
  return { edits: [{ span: span(at, at), text: written, adds: key }], shared: isShared(map) };
}
