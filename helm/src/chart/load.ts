import { textOfFile } from '../bytes/utf8';
import { runThrough, type Steps } from '../steps';
import { readArchive } from './archive';
import { type ChartCache, createCache, keepCache, templateFile, valuesFile, yamlTree } from './cache';
import { ignoreRules } from './ignore';
import { readDependencies, readMetadata } from './metadata';
import type { Chart, ChartFiles, ChartProblem, Dependency, DependencyResolver, TemplateFile } from './types';
import { vendored } from './versions';

/** How a chart is loaded. */
export interface LoadOptions {
  /** Keeps what was parsed from one loading to the next. */
  readonly cache?: ChartCache;
  /** Finds dependencies that are not vendored, such as `file://` ones. */
  readonly resolve?: DependencyResolver;
}

const MAX_DEPTH = 10;
const START = { start: 0, end: 0 };

/** Loads the chart in a folder. It always returns a chart; what is wrong with it is in `problems`. */
export function loadChart(files: ChartFiles, options: LoadOptions = {}): Chart {
  return runThrough(loadChartInSteps(files, options));
}

/** The same, one file at a time. */
export function* loadChartInSteps(files: ChartFiles, options: LoadOptions = {}): Steps<Chart> {
  const cache = options.cache ?? createCache();
  const chart = yield* load(files, '', { cache, resolve: options.resolve, depth: 0 });
  keepCache(chart, cache);
  return chart;
}

interface Loading {
  readonly cache: ChartCache;
  readonly resolve: DependencyResolver | undefined;
  readonly depth: number;
}

function* load(given: ChartFiles, folder: string, loading: Loading): Steps<Chart> {
  const files = safeFiles(given);
  const text = (path: string) => textOf(files.get(path));
  const problems: ChartProblem[] = [];
  const chartText = text('Chart.yaml') ?? '';
  const chartTree = yamlTree(loading.cache, `${folder}Chart.yaml`, chartText);
  const metadata = readMetadata(`${folder}Chart.yaml`, chartText, chartTree);
  if (chartTree.problem || !metadata.name) {
    const message = chartTree.problem?.message ?? 'Chart.yaml names no chart.';
    problems.push({ kind: 'metadata', message, file: metadata.file, span: chartTree.problem ?? START });
  }
  yield;
  const valuesText = text('values.yaml');
  const values = valuesText === undefined ? undefined : valuesFile(loading.cache, `${folder}values.yaml`, valuesText);
  yield;
  if (values?.problem) problems.push({ kind: 'values', file: values.file, ...values.problem });
  const schemaText = text('values.schema.json');
  const requirements = text('requirements.yaml');
  const dependencies = readDependencies(
    requirements === undefined ? chartTree : yamlTree(loading.cache, `${folder}requirements.yaml`, requirements),
  );
  const sorted = sortFiles(files);
  const templates: TemplateFile[] = [];
  for (const path of sorted.templates) {
    const template = templateFile(loading.cache, folder + path, path, text(path) ?? '');
    templates.push(template);
    yield;
    if (template.problem) problems.push({ kind: 'template', file: template.file, ...template.problem });
  }
  const subcharts = yield* loadSubcharts(sorted.charts, files, folder, loading, problems);
  for (const dependency of dependencies) {
    yield* addMissing(subcharts, dependency, folder, loading, problems, metadata.file);
  }
  for (const subchart of subcharts) problems.push(...subchart.problems);
  return {
    folder,
    metadata,
    values,
    schema: schemaText === undefined ? undefined : { file: `${folder}values.schema.json`, text: schemaText },
    templates,
    files: sorted.others,
    dependencies,
    subcharts,
    problems,
  };
}

/** Paths that leave the folder are dropped, although a host should never hand them in. */
function safeFiles(given: ChartFiles): ChartFiles {
  const ignored = ignoreRules(textOf(given.get('.helmignore')) ?? '');
  const files = new Map<string, string | Uint8Array>();
  for (const [path, content] of given) {
    if (path.startsWith('/') || path.includes('\\') || path.split('/').includes('..')) continue;
    if (!ignored(path)) files.set(path, content);
  }
  return files;
}

function textOf(content: string | Uint8Array | undefined): string | undefined {
  if (content === undefined) return undefined;
  const text = textOfFile(content);
  // Helm drops a byte order mark. An empty line in its place leaves everything where it stands in the file.
  return text.startsWith('\ufeff') ? `\n${text.slice(1)}` : text;
}

const OWN_FILES = new Set([
  'Chart.yaml',
  'Chart.lock',
  'values.yaml',
  'values.schema.json',
  'requirements.yaml',
  'requirements.lock',
]);

function sortFiles(files: ChartFiles) {
  const templates: string[] = [];
  const others = new Map<string, string | Uint8Array>();
  const charts = new Map<string, Map<string, string | Uint8Array>>();
  for (const [path, content] of files) {
    if (OWN_FILES.has(path)) continue;
    if (path.startsWith('templates/')) templates.push(path);
    else if (path.startsWith('charts/')) {
      const [, name = '', ...rest] = path.split('/');
      const own = charts.get(name) ?? new Map();
      own.set(rest.join('/'), content);
      charts.set(name, own);
    } else others.set(path, content);
  }
  return { templates, others, charts };
}

function* loadSubcharts(
  charts: ReadonlyMap<string, ChartFiles>,
  files: ChartFiles,
  folder: string,
  loading: Loading,
  problems: ChartProblem[],
): Steps<Chart[]> {
  if (loading.depth >= MAX_DEPTH) return [];
  const inner = { ...loading, depth: loading.depth + 1 };
  const loaded: Chart[] = [];
  for (const [name, own] of [...charts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (/^[_.]/.test(name)) continue;
    if (name.endsWith('.tgz')) {
      const file = `${folder}charts/${name}`;
      const unpacked = unpack(loading.cache, file, files.get(`charts/${name}`));
      if (unpacked) loaded.push(yield* load(unpacked, `${file}!/`, inner));
      else problems.push({ kind: 'archive', message: 'This archive cannot be read.', file, span: START });
    } else if (own.has('Chart.yaml')) {
      loaded.push(yield* load(own, `${folder}charts/${name}/`, inner));
    }
  }
  return loaded;
}

function unpack(cache: ChartCache, file: string, content: string | Uint8Array | undefined): ChartFiles | undefined {
  if (!(content instanceof Uint8Array)) return undefined;
  const known = cache.archives.get(file);
  if (known?.bytes === content) return known.files;
  const files = readArchive(content);
  if (files) cache.archives.set(file, { bytes: content, files });
  return files;
}

function* addMissing(
  subcharts: Chart[],
  dependency: Dependency,
  folder: string,
  loading: Loading,
  problems: ChartProblem[],
  file: string,
): Steps<void> {
  if (subcharts.some((chart) => vendored(chart, dependency)) || loading.depth >= MAX_DEPTH) return;
  const found = loading.resolve?.(dependency, folder);
  if (found) {
    const chart = yield* load(found.files, found.folder, { ...loading, depth: loading.depth + 1 });
    if (vendored(chart, dependency)) {
      subcharts.push(chart);
      return;
    }
  }
  const message = `The dependency "${dependency.name}" is not in charts/: run "helm dependency build".`;
  problems.push({ kind: 'dependency', message, file, span: dependency.span });
}
