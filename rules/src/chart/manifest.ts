import type { Steps } from '@bulkhead/helm';
import type { RunRules } from '../engine/run';
import type { Finding } from '../rule';
import { lineStarts, positionAt } from '../text/lines';
import { type Span, shift } from '../text/span';
import { type ChartMemory, renderingOf, toldFinding } from './check';
import type { RenderedScenario, Rendering } from './render';
import { silence } from './silence';
import { tell } from './tell';
import { type ChartInput, placed } from './types';

/** A finding where the manifest shows it; the finding itself is told in the chart's own files. */
export interface ManifestFinding {
  readonly at: Span;
  readonly finding: Finding;
}

/** A chart as it renders in one scenario, as one text. */
export interface Manifest {
  readonly text: string;
  readonly findings: readonly ManifestFinding[];
  /** What kept parts of it from rendering. */
  readonly problems: readonly string[];
  /** The scenarios there are, by overlay; undefined stands for values.yaml alone. */
  readonly scenarios: readonly (string | undefined)[];
  readonly scenario: string | undefined;
}

/** Renders a chart as `helm template` prints it, template by template, with what the rules say about it. */
export function* manifestOf(
  given: ChartInput,
  overlay: string | undefined,
  memory: ChartMemory,
  run: RunRules,
): Steps<Manifest> {
  const rendering = yield* renderingOf(given, memory, run.context);
  const scenarios = rendering.scenarios.map(({ named }) => named.overlay);
  const scenario = rendering.scenarios.find(({ named }) => named.overlay === overlay) ?? rendering.scenarios[0];
  if (!scenario) return { text: '', findings: [], problems: [], scenarios, scenario: undefined };
  const { text, places } = printed(scenario);
  const findings: ManifestFinding[] = [];
  const told = yield* tell({ ...rendering, scenarios: [scenario] }, memory.judgements, run);
  const heard = told.map((one) => ({
    told: one,
    finding: toldFinding(one, { ...rendering, scenarios: [scenario] }, () => undefined),
  }));
  for (const { told: one, finding } of (yield* silence(rendering, heard, run, memory.pages)).kept) {
    const place = one && places.get(one.judged.rendered.name);
    if (one && place) findings.push({ at: shift(one.judged.finding.span, place.by), finding });
  }
  findings.sort((a, b) => a.at.start - b.at.start);
  return { text, findings, problems: problemsOf(rendering, scenario), scenarios, scenario: scenario.named.overlay };
}

/** The manifest with its findings as comments above their lines. */
export function annotated({ text, findings }: Manifest): string {
  const starts = lineStarts(text);
  const comments = new Map<number, string[]>();
  for (const { at, finding } of findings) {
    const { line } = positionAt(starts, at.start);
    comments.set(line, [...(comments.get(line) ?? []), `# ${finding.severity} ${finding.rule}: ${finding.message}`]);
  }
  const lines = text.split('\n').flatMap((line, i) => {
    const pad = /^\s*/.exec(line)?.[0] ?? '';
    return [...(comments.get(i) ?? []).map((comment) => pad + comment), line];
  });
  return lines.join('\n');
}

/** The templates one after the other, by name; and how far each one's text was moved. */
function printed({ templates }: RenderedScenario): { text: string; places: Map<string, { readonly by: number }> } {
  const places = new Map<string, { readonly by: number }>();
  let text = '';
  for (const { name, text: own } of [...templates].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (own.trim() === '') continue;
    const skipped = /^(?:[ \t]*\r?\n)*(?:---[ \t]*\r?\n)?(?:[ \t]*\r?\n)*/.exec(own)?.[0].length ?? 0;
    text += `---\n# Source: ${name}\n`;
    places.set(name, { by: text.length - skipped });
    text += `${own.slice(skipped).trimEnd()}\n`;
  }
  return { text, places };
}

function problemsOf({ input, chart }: Rendering, { templates }: RenderedScenario): string[] {
  const problems = [...chart.problems, ...templates.flatMap((one) => one.problems)];
  return [...new Set(problems.map((problem) => `${placed(input, problem.file)}: ${problem.message}`))];
}
