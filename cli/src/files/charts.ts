import { isUtf8 } from 'node:buffer';
import { type Dirent, existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative, resolve, sep } from 'node:path';
import { type ChartInput, largestFile, type SourceFile } from '@bulkhead/rules';
import { addLinked } from '@bulkhead/rules/chart/linked';
import { placed } from '@bulkhead/rules/chart/types';
import type { Judge } from '../configs';
import { displayPath, type Source } from '../sources';

/** A chart found among the sources. */
export interface ChartSource {
  readonly absolute: string;
  /** As reports name it. */
  readonly path: string;
  /** The files that were asked about; undefined for all of them. */
  readonly only: ReadonlySet<string> | undefined;
  /** The value files that settings list for it, relative to it; without, those that lie beside values.yaml. */
  readonly overlays?: readonly string[];
  /** With those alone. */
  readonly overlaysOnly?: true;
}

/** The largest folder that is read as a chart; real ones have a few hundred files. */
const mostFiles = 5000;
const mostBytes = 4 * largestFile;

/**
 * Parts the sources into charts and the rest. What a chart renders is judged as rendered, so its templates and values
 * are not judged once more as they stand; its crds and other files are.
 */
export function partCharts(
  sources: readonly Source[],
  { cwd, judge }: { readonly cwd: string; readonly judge?: Judge },
): { charts: ChartSource[]; rest: Source[] } {
  const rootOf = chartFinder();
  const charts = new Map<string, { files: Set<string>; whole: boolean }>();
  const rest: Source[] = [];
  for (const source of sources) {
    const root = source.bytes ? undefined : (renderedIn(source, rootOf) ?? listedFor(source, judge));
    if (root === undefined) {
      rest.push(source);
      continue;
    }
    const known = charts.get(root) ?? { files: new Set(), whole: false };
    known.files.add(source.path);
    if (/^Chart\.ya?ml$/.test(relative(root, source.absolute))) known.whole = true;
    charts.set(root, known);
  }
  const found = [...charts].map(([absolute, c]) => {
    const only = c.whole ? undefined : c.files;
    return { absolute, path: displayPath(absolute, cwd), only, ...scenariosOf(absolute, judge) };
  });
  return { charts: found, rest };
}

function scenariosOf(chart: string, judge: Judge | undefined): Pick<ChartSource, 'overlays' | 'overlaysOnly'> {
  const { overlays, overlaysOnly } = judge?.(join(chart, 'values.yaml')) ?? {};
  return { ...(overlays ? { overlays } : {}), ...(overlaysOnly ? { overlaysOnly } : {}) };
}

/** The chart whose rendering shows what a file does. */
function renderedIn(source: Source, rootOf: (folder: string) => string | undefined): string | undefined {
  const root = rootOf(dirname(source.absolute));
  return root !== undefined && isRendered(relative(root, source.absolute).split(sep)) ? root : undefined;
}

/** The chart that a settings file lists a value file for. */
function listedFor(source: Source, judge: Judge | undefined): string | undefined {
  const chart = judge?.(source.absolute).chart;
  return chart !== undefined && existsSync(join(chart, 'Chart.yaml')) ? resolve(chart) : undefined;
}

/** Finds the chart a folder belongs to: the outermost one, when charts are vendored in charts. */
function chartFinder(): (folder: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  const find = (folder: string): string | undefined => {
    if (known.has(folder)) return known.get(folder);
    const parent = dirname(folder);
    const above = parent === folder ? undefined : find(parent);
    const isChart = existsSync(join(folder, 'Chart.yaml'));
    const isVendored = above !== undefined && (folder + sep).startsWith(join(above, 'charts') + sep);
    const root = isChart && !isVendored ? folder : above;
    known.set(folder, root);
    return root;
  };
  return find;
}

function isRendered(local: readonly string[]): boolean {
  const [first = ''] = local;
  return (
    ['templates', 'charts', 'ci'].includes(first) || (local.length === 1 && /^(values.*|Chart)\.ya?ml$/.test(first))
  );
}

/** Reads the files of a chart. Links are not followed: they may lead out of it. */
export function readChart(chart: ChartSource): ChartInput {
  const own = readFolder(chart.absolute);
  const { overlays, overlaysOnly } = chart;
  for (const file of overlays?.flatMap((scenario) => scenario.split(',')).map((name) => name.trim()) ?? []) {
    const text = own.has(file) ? undefined : plainFile(join(chart.absolute, file));
    if (text !== undefined) own.set(file, text);
  }
  const work = addLinked(own);
  let step = work.next();
  while (!step.done) {
    const folder = join(chart.absolute, step.value);
    step = work.next(isBeside(folder, chart) ? readFolder(folder) : undefined);
  }
  return {
    folder: chart.path,
    ...step.value,
    ...(overlays ? { overlays } : {}),
    ...(overlaysOnly ? { overlaysOnly } : {}),
  };
}

function readFolder(absolute: string): Map<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>();
  let bytes = 0;
  const visit = (folder: string, prefix: string): void => {
    for (const entry of entriesOf(folder)) {
      if (entry.name === '.git' || entry.name === 'node_modules') continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path, `${prefix}${entry.name}/`);
      else if (entry.isFile() && files.size < mostFiles && bytes < mostBytes) {
        const content = contentOf(path);
        if (content === undefined) continue;
        bytes += content.length;
        files.set(prefix + entry.name, content);
      }
    }
  };
  visit(absolute, '');
  return files;
}

/** Whether a folder lies in the repository of a chart, else in the working folder, wherever links lead. */
function isBeside(folder: string, { absolute, path }: ChartSource): boolean {
  let top = absolute;
  while (!existsSync(join(top, '.git')) && dirname(top) !== top) top = dirname(top);
  const isRepository = existsSync(join(top, '.git'));
  const local = normalize(path);
  if (!isRepository && (path === '' || !absolute.endsWith(sep + local))) return false;
  try {
    return realpathSync(folder).startsWith(realpathSync(isRepository ? top : absolute.slice(0, -local.length)) + sep);
  } catch {
    return false;
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** A file that is not a link to somewhere else. */
function plainFile(path: string): string | Uint8Array | undefined {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ? contentOf(path) : undefined;
}

function contentOf(path: string): string | Uint8Array | undefined {
  try {
    if (statSync(path).size > largestFile) return undefined;
    const bytes = readFileSync(path);
    return isUtf8(bytes) && !bytes.includes(0) ? bytes.toString('utf8') : new Uint8Array(bytes);
  } catch {
    return undefined;
  }
}

/** The texts of a chart by the paths that findings carry. */
export function chartTexts(input: ChartInput): SourceFile[] {
  const isLinked = (file: string) => [...(input.linked ?? [])].some(([at]) => file.startsWith(`${at}/`));
  return [...input.files].flatMap(([file, text]) =>
    typeof text === 'string' && !isLinked(file) ? [{ path: placed(input, file), text }] : [],
  );
}
