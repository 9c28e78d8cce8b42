import { runThrough } from '@bulkhead/helm/steps';
import type { FileEdit, Finding, Fix } from '../rule';
import { applyEdits } from '../text/edits';
import type { ToldFinding } from './tell';
import { type ChartInput, fileOf, placed } from './types';
import { type Outcome, type Trial, tried, verified } from './verify';
import { judgeChart } from './view';

/**
 * What a rule about charts offers for one of their files. As with the fixes of manifests, rendering again must show that
 * the finding is gone and no other came, neither in what the chart renders nor in its files. `told` is the finding about a
 * manifest that says the same, when that is to go.
 */
export function ownFix(finding: Finding, trial: Trial, told?: ToldFinding): Fix | undefined {
  const wanted = finding.fix();
  if (!wanted) return undefined;
  const { input } = trial.rendering;
  const edits = wanted.edits.map((edit) => ({
    ...edit,
    file: edit.file === undefined ? finding.file : placed(input, edit.file),
  }));
  const changed = textsWith(input, input.files, edits);
  const outcome = told ? verified(trial, changed, told) : tried(trial, changed);
  if (!outcome || !(wanted.renders?.(outcome.sorts) ?? true) || !isGone(finding, trial, outcome)) return undefined;
  return { ...wanted, edits };
}

function isGone({ rule }: Finding, trial: Trial, { after }: Outcome): boolean {
  const before = countOwn(trial.rendering, trial);
  const now = countOwn(after, trial);
  if ((now.get(rule) ?? 0) >= (before.get(rule) ?? 0)) return false;
  return [...now].every(([name, n]) => n <= (before.get(name) ?? 0));
}

/** How often each rule about charts speaks, of what the manifests say better too. */
function countOwn(rendering: Trial['rendering'], { judgements, run, own }: Trial): ReadonlyMap<string, number> {
  const known = own.get(rendering);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const { rule } of runThrough(judgeChart(rendering.input, rendering, judgements, run))) {
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  own.set(rendering, counts);
  return counts;
}

/** The texts of a chart's files after edits that name files as findings do. */
export function textsWith(
  input: ChartInput,
  files: ChartInput['files'],
  edits: readonly FileEdit[],
): Map<string, string> {
  const byFile = new Map<string, FileEdit[]>();
  for (const edit of edits) {
    const file = fileOf(input, edit.file ?? '');
    byFile.set(file, [...(byFile.get(file) ?? []), edit]);
  }
  const changed = new Map<string, string>();
  for (const [file, some] of byFile) {
    const text = files.get(file);
    if (typeof text === 'string') changed.set(file, applyEdits(text, some));
  }
  return changed;
}
