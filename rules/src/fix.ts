import type { Context } from './context';
import type { FileEngine } from './engine/files';
import type { Note, SourceFile } from './report';
import type { Finding, Fix, Safety } from './rule';
import { applyEdits, selectCompatible } from './text/edits';

export interface FixResult {
  readonly text: string;
  /** How many fixes were applied. */
  readonly applied: number;
  readonly rounds: number;
  /** False when the last allowed round still changed something: a bug in a rule, never the user's. */
  readonly settled: boolean;
  /** What was not checked, and why: nothing was mended there. */
  readonly unchecked: readonly Note[];
  /** How many more fixes there are for those who look at them. */
  readonly waiting: number;
}

export interface FixOptions {
  /** `safe` applies only safe fixes; `review` applies both. */
  readonly safety: Safety;
  /** Only findings that satisfy this. */
  readonly only?: (finding: Finding) => boolean;
  /** What is found in the file besides what `check` finds, for example by its objects together. */
  readonly more?: (file: SourceFile) => readonly Finding[];
}

/** More rounds than any honest set of fixes needs: each adds one level of nesting at most. */
export const maxRounds = 10;

/**
 * Applies fixes until none is left, checking the text again after each round. The tester, the command line and the
 * editor all go through here, so they cannot disagree.
 */
export function fixUntilStable(
  engine: Pick<FileEngine, 'check'>,
  file: SourceFile,
  context: Context,
  options: FixOptions,
): FixResult {
  let text = file.text;
  let applied = 0;
  const seen = new Set([text]);
  let unchecked: readonly Note[] = [];
  for (let round = 1; round <= maxRounds; round++) {
    const now = { ...file, text };
    const report = engine.check(now, context);
    unchecked = report.notes.filter((note) => note.kind !== 'parse-error');
    const wanted = [...report.findings, ...(options.more?.(now) ?? [])].filter((f) => options.only?.(f) ?? true);
    const fixes = wanted.flatMap((finding) => usableFix(finding, options.safety));
    const chosen = selectCompatible(fixes, (fix) => fix.edits);
    const next = applyEdits(
      text,
      chosen.flatMap((fix) => fix.edits),
    );
    if (next === text) {
      return {
        text,
        applied,
        rounds: round - 1,
        settled: true,
        unchecked,
        waiting: countWaiting(wanted, options.safety),
      };
    }
    // Two fixes that undo each other would go on for ever; the text before the second is as good as any.
    if (seen.has(next)) return { text, applied, rounds: round, settled: false, unchecked, waiting: 0 };
    seen.add(next);
    text = next;
    applied += chosen.length;
  }
  // Of a file that is not read to its end, every round shows more.
  return { text, applied, rounds: maxRounds, settled: unchecked.length > 0, unchecked, waiting: 0 };
}

/** The fix of a finding, when it may be applied and changes only the finding's own file. */
function usableFix(finding: Finding, safety: Safety): Fix[] {
  const fix = finding.fix();
  if (!fix || !isUsable(fix, safety)) return [];
  return fix.edits.every((edit) => edit.file === undefined || edit.file === finding.file) ? [fix] : [];
}

export function isUsable(fix: Fix, safety: Safety): boolean {
  return safety === 'review' || fix.safety === 'safe';
}

/** How many findings have a fix that is left to those who look at it. */
export function countWaiting(findings: readonly Finding[], safety: Safety): number {
  return safety === 'review' ? 0 : findings.filter((finding) => finding.fix()?.safety === 'review').length;
}
