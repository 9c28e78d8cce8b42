import type { Context } from '../context';
import type { Engine } from '../engine';
import type { FixOptions } from '../fix';
import type { FileEdit, Finding, Fix } from '../rule';
import { applyEdits, compatible } from '../text/edits';
import type { ChartInput } from './types';

export interface ChartFixResult {
  /** The new texts of the files that changed, by path below the chart's folder. */
  readonly changed: ReadonlyMap<string, string>;
  readonly applied: number;
  readonly settled: boolean;
}

/** Charts need more rounds than manifests: two fixes often want to make the same new key. */
const maxRounds = 30;

/** Applies the fixes of a chart until none is left; each was proven by rendering, and so is each round. */
export function fixChartUntilStable(
  engine: Engine,
  input: ChartInput,
  context: Context,
  options: FixOptions,
): ChartFixResult {
  const files = new Map(input.files);
  let applied = 0;
  for (let round = 0; round < maxRounds; round++) {
    const report = engine.checkChart({ ...input, files }, context);
    const fixes = report.findings.filter((f) => options.only?.(f) ?? true).flatMap((f) => usable(f, options.safety));
    const chosen = selectTogether(fixes);
    if (chosen.length === 0) return { changed: changes(input, files), applied, settled: true };
    const before = new Map(files);
    applyAll(input, files, chosen);
    // Each fix holds by itself; where two together do not, the first goes alone.
    const after = engine.checkChart({ ...input, files }, context);
    const count =
      after.notes.length > report.notes.length || after.findings.length >= report.findings.length ? 1 : chosen.length;
    if (count < chosen.length) {
      for (const [file, content] of before) files.set(file, content);
      applyAll(input, files, chosen.slice(0, 1));
    }
    applied += count;
  }
  return { changed: changes(input, files), applied, settled: false };
}

function usable(finding: Finding, safety: FixOptions['safety']): Fix[] {
  const fix = finding.fix();
  return fix && (safety === 'review' || fix.safety === 'safe') ? [fix] : [];
}

function selectTogether(fixes: readonly Fix[]): Fix[] {
  const taken: Fix[] = [];
  const clashes = (a: FileEdit, b: FileEdit) => a.file === b.file && !compatible(a, b);
  for (const fix of fixes) {
    const isFree = taken.every((other) => !fix.edits.some((a) => other.edits.some((b) => clashes(a, b))));
    if (isFree) taken.push(fix);
  }
  return taken;
}

function applyAll(input: ChartInput, files: Map<string, string | Uint8Array>, fixes: readonly Fix[]): void {
  const byFile = new Map<string, FileEdit[]>();
  for (const edit of fixes.flatMap((fix) => fix.edits)) {
    const file = input.folder === '' ? (edit.file ?? '') : (edit.file ?? '').slice(input.folder.length + 1);
    byFile.set(file, [...(byFile.get(file) ?? []), edit]);
  }
  for (const [file, edits] of byFile) {
    const text = files.get(file);
    if (typeof text === 'string') files.set(file, applyEdits(text, edits));
  }
}

function changes(input: ChartInput, files: ReadonlyMap<string, string | Uint8Array>): Map<string, string> {
  const changed = new Map<string, string>();
  for (const [file, content] of files) {
    if (typeof content === 'string' && input.files.get(file) !== content) changed.set(file, content);
  }
  return changed;
}
