import type { Steps } from '@bulkhead/helm';
import type { Context } from '../context';
import { byPosition, once, type RunRules } from '../engine/run';
import type { Note } from '../report';
import type { Finding, Fix } from '../rule';
import { conditionalFindings, milder } from './conditional';
import { chartFix } from './fix';
import { forgetOlder, type Judgements, newJudgements } from './judged';
import { ownFix } from './ownFix';
import { isOwn } from './place';
import { type ChartCache, newChartCache, type Rendering, renderInSteps } from './render';
import { type Heard, type Pages, silence } from './silence';
import { type ToldFinding, tell } from './tell';
import { type ChartInput, type ChartReport, overlaysOf, placed } from './types';
import { newTrial, type Trial } from './verify';
import { judgeChart, saysTheSame } from './view';

/** What is kept of a chart from one check to the next. */
export interface ChartMemory {
  readonly cache: ChartCache;
  readonly judgements: Judgements;
  readonly pages: Pages;
  last: Rendering | undefined;
}

export function newChartMemory(): ChartMemory {
  return { cache: newChartCache(), judgements: newJudgements(), pages: new Map(), last: undefined };
}

/** Renders a chart in every scenario, judges the manifests and tells the findings where the author can act on them. */
export function* checkChart(given: ChartInput, memory: ChartMemory, run: RunRules): Steps<ChartReport> {
  const rendering = yield* renderingOf(given, memory, run.context);
  const { input } = rendering;
  const trial = newTrial(rendering, memory.cache, memory.judgements, run);
  const heard = yield* hear(rendering, memory, run, trial);
  const own = yield* judgeChart(input, rendering, memory.judgements, run);
  const isSaid = (finding: Finding) => heard.some((one) => saysTheSame(one.finding, finding));
  const everything = [
    ...heard.map((one) => withFixOfSame(one, own, trial)),
    ...own
      .filter((finding) => !isSaid(finding))
      .map((finding) => ({ finding: { ...finding, fix: once(() => ownFix(finding, trial)) } })),
    ...(yield* hearConditional(rendering, memory, run)),
  ];
  const { kept, suppressed, complaints } = yield* silence(rendering, everything, run, memory.pages);
  const findings = [...kept.map(({ finding }) => finding), ...complaints.map(withPlacedFix)].sort(byFileAndPosition);
  return {
    findings,
    counts: countByRule([...kept, ...complaints.map((finding) => ({ finding }))]),
    suppressed,
    notes: notesOf(input, rendering),
  };
}

/** Where a rule about charts says the same of a place, its fix is offered where there is no other. */
function withFixOfSame(heard: Heard, own: readonly Finding[], trial: Trial): Heard {
  const { finding, told } = heard;
  const same = own.filter((one) => saysTheSame(finding, one));
  if (same.length === 0) return heard;
  const borrowed = () => same.map((one) => ownFix(one, trial, told)).find((fix) => fix !== undefined);
  return { ...heard, finding: { ...finding, fix: once(() => finding.fix() ?? borrowed()) } };
}

function countByRule(heard: readonly Heard[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { finding, told } of heard) counts.set(finding.rule, (counts.get(finding.rule) ?? 0) + (told?.times ?? 1));
  return counts;
}

/** The chart in every scenario; the one from the last time when nothing has changed since. */
export function* renderingOf(given: ChartInput, memory: ChartMemory, context: Context): Steps<Rendering> {
  // An edit that is tried must not make another file an overlay.
  const input = { ...given, overlays: overlaysOf(given) };
  if (memory.last && isSame(memory.last.input, input)) return memory.last;
  forgetOlder(memory.judgements);
  memory.last = yield* renderInSteps(input, context, memory.cache, memory.last);
  return memory.last;
}

function isSame(a: ChartInput, b: ChartInput): boolean {
  const isListedAlike = a.overlays?.join('\n') === b.overlays?.join('\n') && a.overlaysOnly === b.overlaysOnly;
  return (
    isListedAlike && a.files.size === b.files.size && [...b.files].every(([file, text]) => a.files.get(file) === text)
  );
}

/** What the rendered manifests say, with fixes that are tried when somebody asks. */
function* hear(rendering: Rendering, memory: ChartMemory, run: RunRules, trial: Trial): Steps<Heard[]> {
  const told = yield* tell(rendering, memory.judgements, run);
  return told.map((told) => ({
    told,
    finding: toldFinding(told, rendering, () => chartFix(told, trial)),
  }));
}

function* hearConditional(rendering: Rendering, memory: ChartMemory, run: RunRules): Steps<Heard[]> {
  if (!run.context.helm.conditional) return [];
  const { cache, judgements } = memory;
  const conditional = yield* conditionalFindings(rendering, cache, judgements, run);
  return conditional.flatMap(({ when, told, rendering: assumed }) => {
    const trial = newTrial(assumed, cache, judgements, run);
    return told.map((one): Heard => {
      const { message, severity, ...finding } = toldFinding(one, { ...assumed, scenarios: [one.scenario] }, () =>
        chartFix(one, trial),
      );
      const told = {
        ...finding,
        severity: milder(severity),
        message: `${message.replace(/\.$/, '')} (only when ${when}).`,
        when,
      };
      return { told: one, finding: told };
    });
  });
}

/** Rules edit the file they look at; in a chart every edit says which. */
function withPlacedFix(finding: Finding): Finding {
  const fix = () => {
    const wanted = finding.fix();
    return wanted && { ...wanted, edits: wanted.edits.map((edit) => ({ file: finding.file, ...edit })) };
  };
  return { ...finding, fix };
}

function byFileAndPosition(a: Finding, b: Finding): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : byPosition(a, b);
}

/** A finding in the chart's own files. */
export function toldFinding(told: ToldFinding, rendering: Rendering, tryFix: () => Fix | undefined): Finding {
  const { place, overlays, judged } = told;
  const { finding } = judged;
  const { input, scenarios } = rendering;
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
      fix ??= { value: tryFix() };
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
