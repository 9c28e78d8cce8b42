import { isAlias, isMap, isSeq, type Node } from 'yaml';
import type { ActiveChart } from './chart/active';
import type { ValuesFile } from './chart/types';
import { entryOf, spanOf } from './chart/yamlText';
import type { Prepared } from './prepare';
import { keyText, rawOf } from './read/yaml';
import type { PathKey } from './value/path';
import type { Span } from './value/text';
import type { Raw } from './value/value';

/** Where a value is set. */
export interface ValueSetting {
  readonly file: ValuesFile;
  /** Its path within that file, which is shorter than the asked path in the values of a subchart. */
  readonly path: readonly PathKey[];
  readonly value: Raw;
  readonly keySpan: Span | undefined;
  /** Undefined for a key with nothing after it. */
  readonly valueSpan: Span | undefined;
  readonly node: Node | null;
  /** Reached through an alias or a merge key: an edit there changes other places too. */
  readonly shared: boolean;
}

/** A values file, where its content stands within the values of the root chart. */
interface Layer {
  readonly file: ValuesFile;
  readonly at: readonly PathKey[];
}

/** The setting of a value that counts, given its path from the root chart's values; undefined when no file sets it. */
export function valueAt(ready: Prepared, path: readonly PathKey[]): ValueSetting | undefined {
  for (const candidate of equivalents(ready.root, path)) {
    for (const layer of layersOf(ready)) {
      if (!startsWith(candidate, layer.at)) continue;
      const found = findIn(layer.file, candidate.slice(layer.at.length));
      if (found) return found;
    }
  }
  return undefined;
}

/** All settings of a value, the one that counts first. */
export function settingsOf(ready: Prepared, path: readonly PathKey[]): ValueSetting[] {
  return equivalents(ready.root, path).flatMap((candidate) =>
    layersOf(ready).flatMap((layer) => {
      const found = startsWith(candidate, layer.at) && findIn(layer.file, candidate.slice(layer.at.length));
      return found ? [found] : [];
    }),
  );
}

/** The values files of a scenario, the one that wins first. */
function layersOf(ready: Prepared): Layer[] {
  const layers: Layer[] = [...ready.overlays].reverse().map((file) => ({ file, at: [] }));
  const add = (active: ActiveChart) => {
    if (active.chart.values) layers.push({ file: active.chart.values, at: active.at });
    for (const sub of active.dependencies) add(sub);
  };
  add(ready.root);
  return layers;
}

/** The path itself, and the paths whose values arrive there: globals of subcharts, and imported values. */
function equivalents(root: ActiveChart, path: readonly PathKey[]): (readonly PathKey[])[] {
  const found: (readonly PathKey[])[] = [path];
  const visit = (active: ActiveChart) => {
    if (path[0] === 'global' && active.at.length > 0) found.push([...active.at, ...path]);
    for (const { to, from } of active.imports) {
      const target = [...active.at, ...to];
      if (startsWith(path, target)) found.push([...from, ...path.slice(target.length)]);
    }
    for (const sub of active.dependencies) visit(sub);
  };
  visit(root);
  return found;
}

function startsWith(path: readonly PathKey[], prefix: readonly PathKey[]): boolean {
  return prefix.length <= path.length && prefix.every((key, i) => path[i] === key);
}

/** Looks a path up in one values file. */
export function findIn(file: ValuesFile, path: readonly PathKey[]): ValueSetting | undefined {
  let node: Node | null = file.tree.root;
  let key: Node | null = null;
  let shared = false;
  for (const step of path) {
    const resolved: Node | null = followAlias(file, node);
    if (resolved !== node) shared = true;
    const next = childOf(file, resolved, step);
    if (!next) return undefined;
    shared ||= next.merged;
    key = next.key;
    node = next.value;
  }
  const target = followAlias(file, node);
  return {
    file,
    path,
    // A large map takes long to read, and most only ask where it stands.
    get value() {
      return rawOf(target);
    },
    keySpan: spanOf(key),
    valueSpan: node?.range && node.range[1] > node.range[0] ? spanOf(node) : undefined,
    node,
    shared: shared || target !== node,
  };
}

function followAlias(file: ValuesFile, node: Node | null): Node | null {
  return isAlias(node) ? (findAnchor(file.tree.root, node.source) ?? null) : node;
}

function findAnchor(node: unknown, anchor: string): Node | undefined {
  if (isMap(node) || isSeq(node)) {
    if (node.anchor === anchor) return node as Node;
    for (const item of node.items) {
      const inner = item && typeof item === 'object' && 'value' in item && 'key' in item ? item.value : item;
      const found = findAnchor(inner, anchor);
      if (found) return found;
    }
    return undefined;
  }
  return node && typeof node === 'object' && 'anchor' in node && node.anchor === anchor ? (node as Node) : undefined;
}

function childOf(file: ValuesFile, node: Node | null, step: PathKey) {
  if (isSeq(node)) {
    const value = typeof step === 'number' ? node.items[step] : undefined;
    return value === undefined ? undefined : { key: null, value: value as Node | null, merged: false };
  }
  const own = entryOf(node, String(step));
  if (own) return { ...own, merged: false };
  if (!isMap(node)) return undefined;
  for (const pair of node.items) {
    if (keyText(pair.key as Node | null) !== '<<') continue;
    const source = pair.value as Node | null;
    const candidates = isSeq(source) ? (source.items as Node[]) : [source];
    for (const candidate of candidates) {
      const found = entryOf(followAlias(file, candidate), String(step));
      if (found) return { ...found, merged: true };
    }
  }
  return undefined;
}
