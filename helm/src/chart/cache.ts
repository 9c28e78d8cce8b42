import { parseYaml, rawOf, type YamlTree } from '../read/yaml';
import { parseYamlAgain } from '../read/yamlAgain';
import type { TemplateTree } from '../template/ast';
import { parseTemplate } from '../template/parser';
import { shareEqual } from '../value/share';
import type { RawMap } from '../value/value';
import type { Chart, ChartFiles, TemplateFile, ValuesFile } from './types';

/**
 * What parsing gave, by file. Keep one for each root chart: loading again after an edit parses only what changed, and
 * a file with a syntax error keeps its last good tree.
 */
export interface ChartCache {
  readonly templates: Map<string, TemplateFile>;
  readonly values: Map<string, ValuesFile>;
  readonly trees: Map<string, { readonly text: string; readonly tree: YamlTree }>;
  readonly archives: Map<string, { readonly bytes: Uint8Array; readonly files: ChartFiles }>;
}

const caches = new WeakMap<Chart, ChartCache>();

/** Remembers which cache a chart was loaded with: the value files laid over it belong there as well. */
export function keepCache(chart: Chart, cache: ChartCache): void {
  caches.set(chart, cache);
}

/** The cache a chart was loaded with. */
export function cacheOf(chart: Chart): ChartCache {
  const known = caches.get(chart) ?? createCache();
  caches.set(chart, known);
  return known;
}

/** An empty cache. */
export function createCache(): ChartCache {
  return { templates: new Map(), values: new Map(), trees: new Map(), archives: new Map() };
}

/** A parsed template. */
export function templateFile(cache: ChartCache, file: string, path: string, text: string): TemplateFile {
  const known = cache.templates.get(file);
  if (known?.text === text && known.path === path) return known;
  const { tree, problem } = parseTemplate(text);
  const lastGood: TemplateTree | undefined = tree ?? known?.tree;
  const parsed = { file, path, text, tree: lastGood, problem, stale: !tree && lastGood !== undefined };
  cache.templates.set(file, parsed);
  return parsed;
}

/** A parsed values file. */
export function valuesFile(cache: ChartCache, file: string, text: string): ValuesFile {
  const known = cache.values.get(file);
  if (known?.text === text) return known;
  const tree = (known && !known.problem ? parseYamlAgain(known, text) : undefined) ?? parseYaml(text);
  const raw = rawOf(tree.root);
  const { problem } = tree;
  const notMap = raw !== null && !(raw instanceof Map);
  const bad =
    problem ?? (notMap ? { message: 'Values must be a map.', start: 0, end: Math.min(1, text.length) } : undefined);
  const usable = raw instanceof Map ? (shareEqual(known?.values, raw) as RawMap) : new Map();
  const last = bad && known ? known : undefined;
  const parsed: ValuesFile = {
    file,
    text,
    tree: last?.tree ?? tree,
    values: last?.values ?? usable,
    problem: bad && { message: bad.message, span: { start: bad.start, end: bad.end } },
    stale: last !== undefined,
  };
  cache.values.set(file, parsed);
  return parsed;
}

/** A parsed YAML file of another kind. */
export function yamlTree(cache: ChartCache, file: string, text: string): YamlTree {
  const known = cache.trees.get(file);
  if (known?.text === text) return known.tree;
  const tree = parseYaml(text);
  cache.trees.set(file, { text, tree });
  return tree;
}
