import { isMap } from 'yaml';
import type { KubernetesObject } from '../model/object';
import { items } from '../model/value';
import type { YamlDocument } from '../parse/yaml';
import { lineEnding } from '../text/lines';
import { span } from '../text/span';
import type { Data, YamlChange } from './yamlEdit';
import { removeItem } from './yamlRemove';
import { columnOf, styleOf, writeMap } from './yamlStyle';

/**
 * Puts objects as documents of their own below `document`: after its comments, before its `...`, which ends the last of
 * them then, and before the next `---`.
 * Nothing for a file that is JSON, which holds one object. The edit names nothing it adds, on purpose: another insertion
 * at the same place (a last key of this document) must come first, so the second of them waits for the next round.
 */
export function addDocuments(
  document: YamlDocument,
  objects: readonly { readonly [key: string]: Data }[],
): YamlChange | undefined {
  const { root, text, start } = document;
  if (!isMap(root) || root.flow) return undefined;
  // A patch inside a kustomization: what stands below it is not the end of a file.
  if (columnOf(text, root.range?.[0] ?? 0) > 0) return undefined;
  const eol = lineEnding(text);
  const style = styleOf(document);
  const block = objects.flatMap((data) => ['---', ...writeMap(data, 0, style)]).join(eol);
  const closed = text.search(/^\.\.\.(?=\s|$)/m);
  const end = start + (closed < 0 ? text.length : closed);
  const open = closed < 0 && text.length > 0 && !/[\r\n]$/.test(text);
  return { edits: [{ span: span(end, end), text: open ? eol + block : block + eol }], shared: false };
}

/**
 * Takes an object out, document or item of a list; nothing for one that a comment speaks of, nor for what is the last of its
 * file.
 */
export function removeObject(object: KubernetesObject, objects: readonly KubernetesObject[]): YamlChange | undefined {
  const { document, root } = object;
  if (root.parent) return items(root.parent).length > 1 ? removeItem(root) : undefined;
  if (!objects.some((other) => other.document !== document)) return undefined;
  const { text, start } = document;
  if (/(^|\s)#|^%/m.test(text)) return undefined;
  const end = start + text.length;
  const isCut = /[\r\n]$/.test(text);
  // The break before it goes instead of the one that its last line lacks.
  const from = start === 0 ? (text.startsWith('\uFEFF') ? 1 : 0) : isCut ? start : start - lineEnding(text).length;
  return { edits: [{ span: span(from, end), text: '' }], shared: false };
}
