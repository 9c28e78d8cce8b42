import type { Steps } from '@bulkhead/helm';
import type { Context } from './context';
import type { FileEngine } from './engine/files';
import { countWaiting, type FixOptions, isUsable } from './fix';
import type { SourceFile } from './report';
import type { Finding, Fix } from './rule';
import { applyEdits, type Edit, selectCompatible } from './text/edits';

export interface AcrossResult {
  /** The new texts of the files that changed, by path; what was not among the files is new. */
  readonly changed: ReadonlyMap<string, string>;
  readonly applied: number;
  /** How many more fixes there are for those who look at them. */
  readonly waiting: number;
}

export interface AcrossOptions extends Pick<FixOptions, 'safety' | 'only'> {
  /** Whether a fix may change this file, or make it where it is not there. */
  readonly mayWrite: (path: string) => boolean;
  /** Mends a file by itself: what is new in it may want fixes of its own. */
  readonly mend: (file: SourceFile) => string;
}

/** Each round reads all files; what a fix adds to a file waits for the next when another adds to its end as well. */
const mostRounds = 100;

/** Applies the fixes of what files only show together until none is left. */
export function* fixAcross(
  engine: Pick<FileEngine, 'togetherInSteps'>,
  given: readonly SourceFile[],
  context: Context,
  options: AcrossOptions,
): Steps<AcrossResult> {
  const files = new Map(given.map((file) => [file.path, file]));
  const changed = new Map<string, string>();
  const left = new Map<string, number>();
  let applied = 0;
  for (let round = 0; ; round++) {
    const findings = yield* engine.togetherInSteps([...files.values()], context);
    const wanted = findings.filter((finding) => options.only?.(finding) ?? true);
    allow(wanted, left);
    const chosen = round === mostRounds ? [] : choose(wanted, left, options, (path) => files.has(path));
    if (chosen.length === 0) return { changed, applied, waiting: countWaiting(wanted, options.safety) };
    for (const [path, edits] of byFile(chosen)) {
      const file = files.get(path) ?? { path, text: '' };
      const text = options.mend({ ...file, text: applyEdits(file.text, edits) });
      files.set(path, { ...file, text });
      changed.set(path, text);
    }
    applied += chosen.length;
  }
}

interface Chosen {
  readonly finding: Finding;
  readonly fix: Fix;
}

const nameOf = ({ rule, file, message }: Finding) => `${rule}\n${file}\n${message}`;

/** A finding that comes back after its fix is not fixed again: every name is fixed as often as it was first found. */
function allow(findings: readonly Finding[], left: Map<string, number>): void {
  const seen = new Map<string, number>();
  for (const finding of findings) seen.set(nameOf(finding), (seen.get(nameOf(finding)) ?? 0) + 1);
  for (const [name, count] of seen) if (!left.has(name)) left.set(name, count);
}

function choose(
  findings: readonly Finding[],
  left: Map<string, number>,
  { safety, mayWrite }: AcrossOptions,
  isThere: (path: string) => boolean,
): Chosen[] {
  const chosen: Chosen[] = [];
  const taken = new Map<string, Edit[][]>();
  for (const finding of findings) {
    const times = left.get(nameOf(finding)) ?? 0;
    const fix = times > 0 ? finding.fix() : undefined;
    if (!fix || !isUsable(fix, safety)) continue;
    const own = byFile([{ finding, fix }]);
    const makes = (path: string) => fix.edits.some(({ file, creates }) => creates && file === path);
    const fits = [...own].every(([path, edits]) => {
      const groups = [...(taken.get(path) ?? []), edits];
      // What one fix makes, another of the same round would make as well.
      if (!mayWrite(path) || makes(path) === isThere(path) || (makes(path) && groups.length > 1)) return false;
      return selectCompatible(groups, (group) => group).length === groups.length;
    });
    if (!fits) continue;
    chosen.push({ finding, fix });
    left.set(nameOf(finding), times - 1);
    for (const [path, edits] of own) taken.set(path, [...(taken.get(path) ?? []), edits]);
  }
  return chosen;
}

function byFile(chosen: readonly Chosen[]): Map<string, Edit[]> {
  const edits = new Map<string, Edit[]>();
  for (const { finding, fix } of chosen) {
    for (const edit of fix.edits) {
      const path = edit.file ?? finding.file;
      edits.set(path, [...(edits.get(path) ?? []), edit]);
    }
  }
  return edits;
}
