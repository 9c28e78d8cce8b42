import { join } from 'node:path';
import { placed } from '@bulkhead/rules/chart/types';
import { type ChartSource, readChart } from './files/charts';
import type { Fixed, Fixer } from './fixFile';
import { isAtLeast } from './result';
import type { Source } from './sources';

/** The files of a chart that its fixes change. Writes nothing. */
export function fixChart(chart: ChartSource, fixer: Fixer): { source: Source; fixed: Fixed }[] {
  const { context, ignored } = fixer.judge(join(chart.absolute, 'values.yaml'));
  if (ignored) return [];
  const input = readChart(chart);
  const least = fixer.leastSevere;
  const isAsked = (path: string) => chart.only?.has(path) ?? true;
  const result = fixer.engine.fixChart(input, context, {
    safety: fixer.safety,
    only: (finding) => isAsked(finding.file) && (!least || isAtLeast(finding.severity, least)),
  });
  fixer.engine.forget(chart.path);
  let uncounted = result.applied;
  return [...result.changed].map(([file, after]) => {
    const before = String(input.files.get(file) ?? '');
    const source = {
      path: placed(input, file),
      absolute: join(chart.absolute, file),
      named: false,
    };
    // A fix may change two files; it is counted with the first.
    const applied = uncounted;
    uncounted = 0;
    return { source, fixed: { before, after, applied, notices: [] } };
  });
}
