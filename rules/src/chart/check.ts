import type { Steps } from '@bulkhead/helm';
import { byPosition, type RunRules } from '../engine/run';
import type { Note } from '../report';
import type { Finding, Fix } from '../rule';
import { chartFix } from './fix';
import { forTrials, type Judgements, newJudgements } from './judged';
import { isOwn } from './place';
import { type ChartCache, newChartCache, type Rendering, renderInSteps } from './render';
import { silence } from './silence';
import { type ToldFinding, tell } from './tell';
import { type ChartInput, type ChartReport, overlaysOf, placed } from './types';
import type { Trial } from './verify';
import { judgeChart } from './view';

/** What is kept of a chart from one check to the next. */
export interface ChartMemory {
  readonly cache: ChartCache;
  readonly judgements: Judgements;
  last: Rendering | undefined;
}

export function newChartMemory(): ChartMemory {
  return { cache: newChartCache(), judgements: newJudgements(), last: undefined };
}

/** Renders a chart in every scenario, judges the manifests and tells the findings where the author can act on them. */
export function* checkChart(given: ChartInput, memory: ChartMemory, run: RunRules): Steps<ChartReport> {
  // An edit that is tried must not make another file an overlay.
  const input = { ...given, overlays: overlaysOf(given) };
  const rendering = yield* renderInSteps(input, run.context, memory.cache, memory.last);
  memory.last = rendering;
  const told = yield* tell(rendering, memory.judgements, run);
  const trial: Trial = {
    rendering,
    cache: memory.cache,
    judgements: forTrials(memory.judgements),
    run,
    tried: new Map(),
  };
  const rendered = told.map((one) => finished(one, trial));
  const findings = [...rendered, ...judgeChart(input, rendering, memory.judgements, rendered, run)];
  const { kept, suppressed } = silence(input, findings, run.context);
  return { findings: kept.sort(byFileAndPosition), suppressed, notes: notesOf(input, rendering) };
}

function byFileAndPosition(a: Finding, b: Finding): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : byPosition(a, b);
}

function finished(told: ToldFinding, trial: Trial): Finding {
  const { place, overlays, judged } = told;
  const { finding } = judged;
  const { input, scenarios } = trial.rendering;
  const everywhere = overlays.length === scenarios.length;
  const names = overlays.map((overlay) => overlay ?? 'the default values');
  const message = everywhere ? finding.message : `${finding.message.replace(/\.$/, '')} (with ${names.join(', ')}).`;
  const template = place.template && {
    at: place.template.span,
    file: placed(input, place.template.file),
    message: 'This template uses the value.',
  };
  let fix: { value: Fix | undefined } | undefined;
  return {
    ...finding,
    file: placed(input, place.file),
    span: place.span,
    message,
    related: template ? [template] : [],
    scope: [],
    fix: () => {
      fix ??= { value: chartFix(told, trial) };
      return fix.value;
    },
  };
}

function notesOf(input: ChartInput, rendering: Rendering): ChartReport['notes'] {
  const notes: (Note & { file: string })[] = [];
  for (const problem of rendering.chart.problems) {
    if (!isOwn(problem.file) && problem.kind !== 'dependency') continue;
    const kind = problem.kind === 'dependency' ? 'incomplete' : 'parse-error';
    notes.push({ kind, message: problem.message, span: problem.span, file: placed(input, problem.file) });
  }
  const [defaults] = rendering.scenarios;
  for (const rendered of defaults?.templates ?? []) {
    const [problem] = rendered.problems;
    if (!problem || !isOwn(problem.file)) continue;
    const message = `Only partly checked: ${problem.message}`;
    notes.push({ kind: 'incomplete', message, span: problem.span, file: placed(input, problem.file) });
  }
  return notes;
}
