import { join } from 'node:path';
import { placed } from '@bulkhead/rules/chart/types';
import { type ChartSource, readChart } from './files/charts';
import { type Fixer, type Mended, wishes } from './fixFile';

/** The files of a chart that its fixes change. Writes nothing. */
export function fixChart(chart: ChartSource, fixer: Fixer): { files: Mended[]; waiting: number } {
  const { context, ignored } = fixer.judge(join(chart.absolute, 'values.yaml'));
  if (ignored) return { files: [], waiting: 0 };
  const input = readChart(chart);
  const { safety, only } = wishes(fixer);
  const isAsked = (path: string) => chart.only?.has(path) ?? true;
  const result = fixer.engine.fixChart(input, context, {
    safety,
    only: (finding) => isAsked(finding.file) && (only?.(finding) ?? true),
  });
  fixer.engine.forget(chart.path);
  let uncounted = result.applied;
  const files = [...result.changed].map(([file, after]) => {
    const before = String(input.files.get(file) ?? '');
    const source = {
      path: placed(input, file),
      absolute: join(chart.absolute, file),
      named: false,
    };
    // A fix may change two files; it is counted with the first.
    const applied = uncounted;
    uncounted = 0;
    return { source, fixed: { before, after, applied, waiting: 0, notices: [] } };
  });
  return { files, waiting: result.waiting };
}
