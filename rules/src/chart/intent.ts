import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Data, FieldChange } from '../edit/yamlStyle';
import { at, entries, isAbsent, items, keySpan, plain, rootValue, toData, type Value } from '../model/value';
import { readYaml, type YamlDocument } from '../parse/yaml';
import type { Fix } from '../rule';
import { applyEdits } from '../text/edits';
import { shift } from '../text/span';

/** One field of a document that a fix makes hold another value. */
export type Change = FieldChange;

/** Whether it brings a volume, or mounts one. */
export function isForVolumes({ path }: Pick<Change, 'path'>): boolean {
  const field = path.at(-1);
  return field === 'volumes' || field === 'volumeMounts';
}

/**
 * What a fix of a rendered document wants, told as fields and values: the text it would edit is made by a template,
 * so the same must be reached some other way. Undefined when it does more than set fields.
 */
export function intentOf(fix: Fix, document: YamlDocument): Change[] | undefined {
  if (fix.edits.some((edit) => edit.file !== undefined)) return undefined;
  return fix.sets ? leavesOf(fix.sets, document) : comparedIntent(fix, document);
}

/** What the fix says it sets, leaf by leaf, without what is so already. */
function leavesOf(sets: readonly FieldChange[], document: YamlDocument): Change[] {
  const root = rootValue(document);
  return sets.flatMap(({ path, value, existed }) =>
    leaves(value, path)
      .filter((leaf) => JSON.stringify(toData(at(root, ...leaf.path))) !== JSON.stringify(leaf.value))
      .map((leaf) => ({ ...leaf, existed })),
  );
}

/** What the edited text holds and the text before does not. */
function comparedIntent(fix: Fix, document: YamlDocument): Change[] | undefined {
  const text = applyEdits(
    document.text,
    fix.edits.map((edit) => ({ ...edit, span: shift(edit.span, -document.start) })),
  );
  const after = readYaml(text);
  const [first] = after;
  if (!first || after.length > 1 || first.problems.length > 0) return undefined;
  const changes: Change[] = [];
  return differences(rootValue(document), rootValue(first), [], changes) ? changes : undefined;
}

/** Collects the fields that are new or different; false when something was taken away. */
function differences(before: Value, after: Value, path: readonly (string | number)[], into: Change[]): boolean {
  if (isAbsent(before) && isAbsent(after)) return true;
  if (isAbsent(before) || before.kind !== after.kind) {
    const data = dataOf(after);
    if (data === undefined) return before.kind === after.kind;
    for (const leaf of leaves(data, path)) into.push({ ...leaf, existed: !isAbsent(before) });
    return true;
  }
  if (after.kind === 'map') return mapDifferences(before, after, path, into);
  if (after.kind === 'list') return listDifferences(before, after, path, into);
  if (plain(before) === plain(after)) return true;
  const data = dataOf(after);
  if (data === undefined) return true;
  into.push({ path, value: data, existed: true });
  return true;
}

function mapDifferences(before: Value, after: Value, path: readonly (string | number)[], into: Change[]): boolean {
  for (const { key } of entries(before)) if (at(after, key).kind === 'absent') return false;
  return entries(after).every(({ key, value }) => differences(at(before, key), value, [...path, key], into));
}

function listDifferences(before: Value, after: Value, path: readonly (string | number)[], into: Change[]): boolean {
  const was = items(before);
  const is = items(after);
  if (was.length !== is.length) {
    const data = dataOf(after);
    if (data === undefined) return false;
    into.push({ path, value: data, existed: true });
    return true;
  }
  return is.every((item, i) => differences(was[i] ?? item, item, [...path, i], into));
}

/** Maps are told leaf by leaf, so that each may come from another values key; lists as a whole. */
function leaves(data: Data, path: readonly (string | number)[]): { path: readonly (string | number)[]; value: Data }[] {
  if (data !== null && typeof data === 'object' && !Array.isArray(data) && Object.keys(data).length > 0) {
    return Object.entries(data).flatMap(([key, value]) => leaves(value as Data, [...path, key]));
  }
  return [{ path, value: data }];
}

function dataOf(value: Value): Data | undefined {
  if (value.kind === 'map') {
    const pairs = entries(value).map((e) => [e.key, dataOf(e.value)] as const);
    return pairs.some(([, v]) => v === undefined) ? undefined : (Object.fromEntries(pairs) as Data);
  }
  if (value.kind === 'list') {
    const all = items(value).map(dataOf);
    return all.some((v) => v === undefined) ? undefined : (all as Data);
  }
  return plain(value);
}

/** The deepest value on a path that is there, and what is left of the path. */
export function deepest(
  root: Value,
  path: readonly (string | number)[],
): { value: Value; rest: readonly (string | number)[] } {
  let value = root;
  for (let i = 0; i < path.length; i++) {
    const next = at(value, path[i] as string | number);
    if (next.kind === 'absent' || next.kind === 'unknown') return { value, rest: path.slice(i) };
    value = next;
  }
  return { value, rest: [] };
}

/** The range of a value's text in the rendered file; for an empty value, where it would stand. */
export function rangeOf(value: Value): { start: number; end: number } {
  const node = (value.written ?? value.node) as Node | undefined;
  const { start } = value.document;
  if (!node?.range) return { start, end: start + value.document.text.length };
  // Up to where the next thing begins: marks of skipped branches stand behind the last field.
  const end = isMap(node) || isSeq(node) ? node.range[2] : isScalar(node) ? node.range[1] : node.range[2];
  return { start: start + node.range[0], end: start + end };
}

/** The same from behind its key on: marks of skipped branches stand before the first field, too. */
export function rangeWithMarks(value: Value): { start: number; end: number } {
  const range = rangeOf(value);
  const key = isMap(value.written) ? keySpan(value) : undefined;
  return key ? { start: key.end, end: range.end } : range;
}
