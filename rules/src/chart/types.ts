import type { PathKey } from '@bulkhead/helm';
import { isValuesName } from '../fileKind';
import type { Note } from '../report';
import type { Finding } from '../rule';
import type { SuppressedFinding } from '../suppress/apply';

/** A chart as its host sees it: the folder it lies in, and its files, unsaved ones included. */
export interface ChartInput {
  /** How the caller names the folder: the start of the paths that findings carry, without a slash at the end. */
  readonly folder: string;
  /** By path below the folder, with forward slashes. Bytes for what is not text. Value files may lie outside: `../prod.yaml`. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /**
   * Value files laid over values.yaml, each a scenario of its own; several at once as `base.yaml,prod.yaml`, the last one on
   * top. Without it, those that lie beside values.yaml.
   */
  readonly overlays?: readonly string[];
  /** Not with values.yaml alone. */
  readonly overlaysOnly?: true;
  /** Folders below charts/ whose files lie elsewhere: where, relative to the chart. */
  readonly linked?: ReadonlyMap<string, string>;
  /** Switches that are looked at as if they were on, each entry a scenario of its own. */
  readonly assumed?: readonly Assumption[];
  readonly isCancelled?: () => boolean;
}

/** Paths of values that are taken to be true. */
export type Assumption = readonly (readonly PathKey[])[];

export interface ChartReport {
  readonly findings: readonly Finding[];
  /** How many findings each rule has, those apart that are told as one. */
  readonly counts: ReadonlyMap<string, number>;
  readonly suppressed: readonly SuppressedFinding[];
  /** By file: what could not be checked, and why. */
  readonly notes: readonly (Note & { readonly file: string })[];
}

/** The path of a file of the chart, as findings name it. */
export function placed(input: ChartInput, given: string): string {
  const link = [...(input.linked ?? [])].reverse().find(([at]) => given.startsWith(`${at}/`));
  const file = link ? link[1] + given.slice(link[0].length) : given;
  if (!file.startsWith('../')) return input.folder === '' ? file : `${input.folder}/${file}`;
  let folder = input.folder;
  let rest = file;
  for (; rest.startsWith('../') && folder !== ''; rest = rest.slice(3)) {
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
  }
  return folder === '' ? rest : `${folder}/${rest}`;
}

/** The file of the chart that findings name so. */
export function fileOf(input: ChartInput, path: string): string {
  for (const [at] of input.linked ?? []) {
    const folder = placed(input, `${at}/`);
    if (path.startsWith(folder)) return `${at}/${path.slice(folder.length)}`;
  }
  if (input.folder === '') return path;
  if (path.startsWith(`${input.folder}/`)) return path.slice(input.folder.length + 1);
  return [...input.files.keys()].find((file) => file.startsWith('../') && placed(input, file) === path) ?? path;
}

/** The value files laid over values.yaml, by scenario: those that are asked for, else those that lie beside it. */
export function overlaysOf(input: ChartInput): readonly string[] {
  if (input.overlays) return input.overlays;
  const known = knownKeys(input);
  return [...input.files].flatMap(([file, text]) => (isOverlay(file) && sharesKeys(text, known) ? [file] : [])).sort();
}

/** The files of one scenario, the last one on top. */
export function stackOf(overlay: string | undefined): readonly string[] {
  return overlay?.split(',').map((file) => file.trim()) ?? [];
}

/** Value files that lie beside values.yaml, by their names. */
export function isOverlay(file: string): boolean {
  return (isValuesName(file) && !/^values\.ya?ml$/.test(file)) || /^ci\/[^/]+\.ya?ml$/.test(file);
}

/** What values for this chart may begin with: its own keys, those of its subcharts, and what Helm knows by itself. */
function knownKeys(input: ChartInput): ReadonlySet<string> | undefined {
  const own = topKeys(input.files.get('values.yaml'));
  if (own.length === 0) return undefined;
  const chart = String(input.files.get('Chart.yaml') ?? '');
  const subcharts = [...chart.matchAll(/^\s*-?\s*(?:name|alias):\s*["']?([\w.-]+)/gm)].map(([, name = '']) => name);
  return new Set(['global', 'tags', ...own, ...subcharts]);
}

/** A file that sets nothing the chart has is for something else, whatever its name. */
function sharesKeys(text: string | Uint8Array, known: ReadonlySet<string> | undefined): boolean {
  const keys = topKeys(text);
  return known === undefined ? keys.length > 0 : keys.some((key) => known.has(key));
}

/** The keys in the first column: enough to tell what a values file is for, and cheap on every key that is typed. */
function topKeys(text: string | Uint8Array | undefined): string[] {
  if (typeof text !== 'string') return [];
  const braces = /^\s*\{/.test(text) ? text.matchAll(/[{,]\s*["']?([\w.-]+)["']?\s*:/g) : undefined;
  return [...(braces ?? text.matchAll(/^\uFEFF?["']?([\w.-]+)["']?\s*:/gm))].map(([, key = '']) => key);
}
