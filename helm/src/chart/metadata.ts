import { isMap, isSeq, type Node } from 'yaml';
import { rawOf, type YamlTree } from '../read/yaml';
import { formatFloat } from '../value/print';
import type { Raw, RawMap } from '../value/value';
import type { ChartMetadata, Dependency } from './types';
import { entryOf, spanOf } from './yamlText';

/** A scalar of Chart.yaml as text: Helm turns numbers and booleans into strings. */
export function asString(raw: Raw | undefined): string {
  if (typeof raw === 'string') return raw;
  if (typeof raw === 'number') return Number.isInteger(raw) ? String(raw) : formatFloat(raw);
  return typeof raw === 'boolean' ? String(raw) : '';
}

/** Reads Chart.yaml. */
export function readMetadata(file: string, text: string, tree: YamlTree): ChartMetadata {
  const raw = rawOf(tree.root);
  const values: RawMap = raw instanceof Map ? raw : new Map();
  return {
    name: asString(values.get('name')),
    version: asString(values.get('version')),
    type: asString(values.get('type')),
    values,
    tree,
    file,
    text,
  };
}

/** Reads the dependencies of Chart.yaml or requirements.yaml. */
export function readDependencies(tree: YamlTree): Dependency[] {
  const list = entryOf(tree.root, 'dependencies')?.value;
  if (!isSeq(list)) return [];
  return list.items.flatMap((item) => (isMap(item) ? [readDependency(item as Node)] : []));
}

function readDependency(node: Node): Dependency {
  const raw = rawOf(node);
  const map: RawMap = raw instanceof Map ? raw : new Map();
  const tags = map.get('tags');
  return {
    name: asString(map.get('name')),
    version: asString(map.get('version')),
    repository: asString(map.get('repository')),
    alias: asString(map.get('alias')),
    condition: asString(map.get('condition')),
    tags: Array.isArray(tags) ? tags.map(asString) : [],
    imports: readImports(map.get('import-values')),
    span: spanOf(entryOf(node, 'name')?.value) ?? spanOf(node) ?? { start: 0, end: 0 },
  };
}

function readImports(raw: Raw | undefined): Dependency['imports'] {
  if (!Array.isArray(raw)) return [];
  return raw.flatMap((item: Raw) => {
    if (typeof item === 'string') return [{ child: `exports.${item}`, parent: '.' }];
    if (!(item instanceof Map)) return [];
    return [{ child: asString(item.get('child')), parent: asString(item.get('parent')) }];
  });
}
