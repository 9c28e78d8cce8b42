import { loadChart, renderChart } from '@bulkhead/helm';
import type { Context } from '../context';
import type { Engine } from '../engine';
import { lineStarts, positionAt } from '../text/lines';
import { newChartCache } from './render';
import { type ChartInput, placed } from './types';

/** What to render a chart with. */
export interface ManifestOptions {
  /** Laid over values.yaml, the last one on top. */
  readonly values: readonly { readonly file: string; readonly text: string }[];
  /** Shows the findings as comments above their lines. */
  readonly annotateWith?: Engine;
}

/** A rendered chart as one text, and what kept parts of it from rendering. */
export interface RenderedManifest {
  readonly text: string;
  readonly problems: readonly string[];
}

/** Renders a chart as `helm template` prints it, template by template. */
export function renderManifest(input: ChartInput, context: Context, options: ManifestOptions): RenderedManifest {
  const chart = loadChart(input.files, { cache: newChartCache() });
  const kubernetesVersion = `1.${context.kubernetes}.0`;
  const { templates } = renderChart(chart, { kubernetesVersion, values: options.values });
  const problems = chart.problems.map((problem) => `${placed(input, problem.file)}: ${problem.message}`);
  const parts: string[] = [];
  for (const { name, text, problems: own } of [...templates].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    for (const problem of own) problems.push(`${placed(input, problem.file)}: ${problem.message}`);
    if (/(^|\/)NOTES\.txt$/.test(name) || text.trim() === '') continue;
    const body = /^\s*---/.test(text) ? text.trimStart() : `---\n${text.replace(/^\n+/, '')}`;
    parts.push(`${body.replace(/^---[ \t]*\r?\n?/, `---\n# Source: ${name}\n`).trimEnd()}\n`);
  }
  const text = parts.join('');
  const engine = options.annotateWith;
  return { text: engine ? annotated(text, engine, context) : text, problems: [...new Set(problems)] };
}

/** The findings of a manifest as comments above the lines they are about. */
function annotated(text: string, engine: Engine, context: Context): string {
  const starts = lineStarts(text);
  const comments = new Map<number, string[]>();
  for (const { rule, severity, message, span } of engine.check({ path: '', text, kind: 'kubernetes' }, context)
    .findings) {
    const { line } = positionAt(starts, span.start);
    comments.set(line, [...(comments.get(line) ?? []), `# ${severity} ${rule}: ${message}`]);
  }
  engine.forget('');
  const lines = text.split('\n');
  return lines
    .flatMap((line, i) => {
      const pad = /^\s*/.exec(line)?.[0] ?? '';
      return [...(comments.get(i) ?? []).map((comment) => pad + comment), line];
    })
    .join('\n');
}
