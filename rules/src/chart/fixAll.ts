import type { Steps } from '@bulkhead/helm';
import { type FixOptions, isUsable } from '../fix';
import { repeatedKeys } from '../model/repeatedKeys';
import { readYaml } from '../parse/yaml';
import type { FileEdit, Finding, Fix } from '../rule';
import { compatible } from '../text/edits';
import { textsWith } from './ownFix';
import type { ChartInput, ChartReport } from './types';

export interface ChartFixResult {
  /** The new texts of the files that changed, by path below the chart's folder. */
  readonly changed: ReadonlyMap<string, string>;
  readonly applied: number;
  readonly settled: boolean;
  /** How many more fixes there are for those who look at them. */
  readonly waiting: number;
}

/** Charts need more rounds than manifests: two fixes often want to make the same new key. */
const maxRounds = 30;

/** Applies the fixes of a chart until none is left; each was proven by rendering, and so is what they do together. */
export function* fixChartUntilStable(
  checkInput: (input: ChartInput) => Steps<ChartReport>,
  input: ChartInput,
  options: FixOptions,
): Steps<ChartFixResult> {
  let files: ReadonlyMap<string, string | Uint8Array> = input.files;
  let applied = 0;
  const refused = new Set<string>();
  const hopeless = new Set<string>();
  /** What has a fix, but one that somebody should look at. */
  const waits = new Set<string>();
  let changedSince = false;
  const check = (tried: typeof files) => checkInput({ ...input, files: tried });
  let report = yield* check(files);
  for (let round = 0; round < maxRounds; round++) {
    const wanted = report.findings.filter(
      (f) => (options.only?.(f) ?? true) && !refused.has(nameOf(f)) && !hopeless.has(nameOf(f)),
    );
    const fixable: Chosen[] = [];
    for (const finding of wanted) {
      const fix = finding.fix();
      if (fix && isUsable(fix, options.safety)) fixable.push({ finding, fix });
      else hopeless.add(nameOf(finding));
      if (fix && !isUsable(fix, options.safety)) waits.add(nameOf(finding));
      yield;
    }
    const chosen = selectTogether(fixable);
    // What had no fix before may have one now; it is asked again once nothing else is left.
    if (chosen.length === 0 && hopeless.size > 0 && changedSince) {
      hopeless.clear();
      waits.clear();
      changedSince = false;
      continue;
    }
    if (chosen.length === 0) {
      const waiting = report.findings.filter((f) => waits.has(nameOf(f))).length;
      return { changed: changes(input, files), applied, settled: true, waiting };
    }
    const step = yield* largestThatHolds(chosen, function* (some) {
      const tried = applyAll(input, files, some);
      if (writesTwice(files, tried)) return undefined;
      const after = yield* check(tried);
      return isNoWorse(report, after) ? { files: tried, report: after, applied: some.length } : undefined;
    });
    if (step) {
      ({ files, report } = step);
      applied += step.applied;
      changedSince = true;
    } else if (chosen[0]) refused.add(nameOf(chosen[0].finding));
  }
  return { changed: changes(input, files), applied, settled: false, waiting: 0 };
}

/** Each fix holds by itself, but not always beside the others: then half of them are tried, and half of those. */
function* largestThatHolds<T>(
  chosen: readonly Chosen[],
  attempt: (some: readonly Chosen[]) => Steps<T | undefined>,
): Steps<T | undefined> {
  for (let count = chosen.length; count > 0; count = Math.floor(count / 2)) {
    const result = yield* attempt(chosen.slice(0, count));
    if (result) return result;
  }
  return undefined;
}

interface Chosen {
  readonly finding: Finding;
  readonly fix: Fix;
}

function nameOf(finding: Finding): string {
  return `${finding.rule}\n${finding.file}\n${finding.message}`;
}

/**
 * Nothing was reported that was not there before, and as much of the chart renders. Wherever it is told: a key that is
 * new in the values is the place of what else it could hold.
 */
function isNoWorse(before: ChartReport, after: ChartReport): boolean {
  if (after.notes.length > before.notes.length) return false;
  return [...after.counts].every(([rule, n]) => n <= (before.counts.get(rule) ?? 0));
}

/** Whether two fixes wrote the same key into a values file, each on a line of its own. */
function writesTwice(before: ChartInput['files'], after: ChartInput['files']): boolean {
  return [...after].some(([file, text]) => {
    const old = before.get(file);
    if (typeof text !== 'string' || typeof old !== 'string' || text === old || file.startsWith('templates/'))
      return false;
    return countRepeated(text) > countRepeated(old);
  });
}

function countRepeated(text: string): number {
  return readYaml(text).reduce((count, { root }) => count + [...repeatedKeys(root)].length, 0);
}

function selectTogether(fixes: readonly Chosen[]): Chosen[] {
  const taken: Chosen[] = [];
  const clashes = (a: FileEdit, b: FileEdit) => a.file === b.file && (!compatible(a, b) || writesBeside(a, b));
  for (const one of fixes) {
    const isFree = taken.every((other) => !one.fix.edits.some((a) => other.fix.edits.some((b) => clashes(a, b))));
    if (isFree) taken.push(one);
  }
  return taken;
}

/** Whether one writes a field that the other lets the values decide over: in the same pod it would stand there twice. */
function writesBeside(a: FileEdit, b: FileEdit): boolean {
  const decides = ({ text }: FileEdit, { adds }: FileEdit) =>
    adds !== undefined &&
    text.includes('.Values.') &&
    text.split('\n').some((line) => line.trimStart().startsWith(`${adds}:`));
  return a.adds !== b.adds && (decides(a, b) || decides(b, a));
}

function applyAll(
  input: ChartInput,
  files: ChartInput['files'],
  chosen: readonly Chosen[],
): Map<string, string | Uint8Array> {
  const edits = chosen.flatMap((one) => one.fix.edits);
  return new Map([...files, ...textsWith(input, files, edits)]);
}

function changes(input: ChartInput, files: ReadonlyMap<string, string | Uint8Array>): Map<string, string> {
  const changed = new Map<string, string>();
  for (const [file, content] of files) {
    if (typeof content === 'string' && input.files.get(file) !== content) changed.set(file, content);
  }
  return changed;
}
