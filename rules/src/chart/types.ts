import type { Note } from '../report';
import type { Finding } from '../rule';
import type { SuppressedFinding } from '../suppress/apply';

/** A chart as its host sees it: the folder it lies in, and its files, unsaved ones included. */
export interface ChartInput {
  /** How the caller names the folder: the start of the paths that findings carry, without a slash at the end. */
  readonly folder: string;
  /** By path below the folder, with forward slashes. Bytes for what is not text. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** Value files laid over values.yaml, each a scenario of its own. Without it, those that lie beside values.yaml. */
  readonly overlays?: readonly string[];
  readonly isCancelled?: () => boolean;
}

export interface ChartReport {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** By file: what could not be checked, and why. */
  readonly notes: readonly (Note & { readonly file: string })[];
}

/** The path of a file of the chart, as findings name it. */
export function placed(input: ChartInput, file: string): string {
  return input.folder === '' ? file : `${input.folder}/${file}`;
}

/** Value files that lie beside values.yaml and are meant to be laid over it. */
export function overlaysOf(input: ChartInput): readonly string[] {
  if (input.overlays) return input.overlays;
  return [...input.files.keys()].filter(isOverlay).sort();
}

export function isOverlay(file: string): boolean {
  return /^values[-.][^/]+\.ya?ml$/.test(file) || /^ci\/[^/]+\.ya?ml$/.test(file);
}
