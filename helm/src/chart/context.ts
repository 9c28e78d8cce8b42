import { isScalar, type Node } from 'yaml';
import { childPath, type PathNode } from '../value/path';
import { Text } from '../value/text';
import { Dict, dictOf, instantiate, List, type RawMap, type Struct, type Value } from '../value/value';
import type { ActiveChart } from './active';
import { isTable } from './coalesce';
import { filesValue } from './files';
import { asString } from './metadata';
import type { ChartMetadata } from './types';
import { entryOf } from './yamlText';

/** A release as a template sees it. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
  readonly isUpgrade?: boolean;
  readonly revision?: number;
}

/** The dots of all charts of one rendering: what each of them sees as `$`. */
export type Contexts = ReadonlyMap<ActiveChart, Dict>;

/** Builds the dot of every chart. Values are copied here, as templates may change them. */
export function buildContexts(
  root: ActiveChart,
  values: RawMap,
  base: PathNode,
  release: Release,
  capabilities: Struct,
): Contexts {
  const contexts = new Map<ActiveChart, Dict>();
  const shared = new Map<string, Value>([
    ['Capabilities', capabilities],
    ['Release', releaseValue(release)],
  ]);
  const build = (active: ActiveChart, own: Dict): Dict => {
    const subcharts = new Dict();
    for (const sub of active.dependencies) {
      const given = own.entries.get(sub.name);
      subcharts.set(sub.name, build(sub, given instanceof Dict ? given : new Dict()));
    }
    const context = dictOf([
      ...shared,
      ['Chart', chartValue(active)],
      ['Files', filesValue(active.chart.files, active.chart.folder)],
      ['Values', own],
      ['Subcharts', subcharts],
    ]);
    contexts.set(active, context);
    return context;
  };
  build(root, valuesDict(root, values, base));
  return contexts;
}

/** The values of a chart. The globals of a subchart are those of the root, whose path is the one to edit. */
function valuesDict(active: ActiveChart, raw: RawMap, path: PathNode): Dict {
  const dict = new Dict(path, raw);
  for (const sub of active.dependencies) {
    const own = raw.get(sub.name);
    if (isTable(own)) dict.entries.set(sub.name, valuesDict(sub, own, childPath(path, sub.name)));
  }
  const globals = raw.get('global');
  if (path.parent && isTable(globals)) {
    let top = path;
    while (top.parent) top = top.parent;
    dict.entries.set('global', instantiate(globals, childPath(top, 'global')));
  }
  return dict;
}

function releaseValue(release: Release): Dict {
  return dictOf([
    ['Name', release.name],
    ['Namespace', release.namespace],
    ['IsUpgrade', release.isUpgrade ?? false],
    ['IsInstall', !(release.isUpgrade ?? false)],
    ['Revision', BigInt(release.revision ?? 1)],
    ['Service', 'Helm'],
  ]);
}

const STRINGS = [
  'version',
  'appVersion',
  'description',
  'home',
  'icon',
  'kubeVersion',
  'apiVersion',
  'condition',
  'tags',
  'type',
];
/** Lists, and the texts that each of their items has even when nothing is written. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  keywords: [],
  maintainers: ['Name', 'Email', 'URL'],
  sources: [],
  dependencies: ['Name', 'Version', 'Repository', 'Condition', 'Alias'],
};

function chartValue(active: ActiveChart): Dict {
  const { metadata } = active.chart;
  const entries: [string, Value][] = [['Name', active.name]];
  for (const name of STRINGS) entries.push([fieldName(name), metadataText(metadata, name)]);
  for (const [name, fields] of Object.entries(LISTS)) {
    entries.push([fieldName(name), structured(instantiate(metadata.values.get(name) ?? []), fields)]);
  }
  const annotations = metadata.values.get('annotations');
  entries.push(['Annotations', instantiate(isTable(annotations) ? annotations : new Map())]);
  entries.push(['Deprecated', metadata.values.get('deprecated') === true], ['IsRoot', active.at.length === 0]);
  return dictOf(entries);
}

function fieldName(name: string): string {
  if (name === 'apiVersion') return 'APIVersion';
  return name === 'url' ? 'URL' : `${name[0]?.toUpperCase()}${name.slice(1)}`;
}

/** Lists of Chart.yaml hold Go structs, whose fields begin with a capital. */
function structured(value: Value, fields: readonly string[]): Value {
  if (value instanceof Dict) {
    const written = [...value.entries].map(([key, item]): [string, Value] => [fieldName(key), item]);
    return dictOf([...fields.map((field): [string, Value] => [field, '']), ...written]);
  }
  return value instanceof List ? new List(value.items.map((item) => structured(item, fields))) : value;
}

/** A field of Chart.yaml: its characters stand in that file. */
function metadataText(metadata: ChartMetadata, name: string): Value {
  const text = asString(metadata.values.get(name));
  const node: Node | null | undefined = entryOf(metadata.tree.root, name)?.value;
  if (!isScalar(node) || !node.range || text === '') return text;
  const at = metadata.text.indexOf(text, node.range[0]);
  if (at < 0 || at + text.length > node.range[1]) return text;
  const site = { file: metadata.file, start: at, end: at + text.length, frame: undefined, reads: [], uncertain: false };
  return new Text([{ text, kind: 'literal', offset: at, site }]);
}
