import { type Assumed, alternativesOf } from './alternatives';
import type { ActiveChart } from './chart/active';
import { capabilities, DEFAULT_KUBERNETES_VERSION } from './chart/capabilities';
import { buildContexts, type Contexts, type Release } from './chart/context';
import type { Chart, TemplateFile } from './chart/types';
import { FUNCTIONS } from './functions/index';
import { isPartial, type Prepared, prepareChart, type Scenario } from './prepare';
import { runThrough, type Steps } from './steps';
import { execute } from './template/evaluate';
import { BudgetError, DEFAULT_BUDGET, type Fork, type RenderProblem, type Run, report } from './template/run';
import { type PathNode, rootPath } from './value/path';
import { NO_VALUE } from './value/print';
import { isUnsure, type Piece } from './value/text';
import { dictOf } from './value/value';

/** A rendered template. Ask `originsOf` where a part of its text came from. */
export interface RenderedTemplate {
  readonly template: TemplateFile;
  readonly chart: ActiveChart;
  /** Helm's name of it, as in `# Source:` lines. */
  readonly name: string;
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** Where each piece begins in `text`. */
  readonly starts: readonly number[];
  readonly problems: readonly RenderProblem[];
  /** Conditions that are Unknown; the text shows one side of each. */
  readonly forks: readonly Fork[];
  /** The template with its forks taken otherwise, in every combination; undefined when there are too many. */
  readonly alternatives: readonly RenderedTemplate[] | undefined;
  /** The values that were read, here or in an alternative. */
  readonly reads: readonly PathNode[];
  /** The values that count for the texts, and the files whose definitions were used: the texts change only with them. */
  readonly depends: readonly PathNode[];
  readonly uses: ReadonlySet<string>;
  /** False when something failed or is missing, so that what is absent from the text means nothing. */
  readonly complete: boolean;
  /** Whether no part of the text may be another in a real cluster. */
  readonly certain: boolean;
}

/** A chart rendered for one scenario. */
export interface RenderedChart {
  readonly prepared: Prepared;
  readonly templates: readonly RenderedTemplate[];
}

/** What a chart is rendered as when nothing else is asked for, like `helm template`. */
export const DEFAULT_RELEASE: Release = { name: 'release-name', namespace: 'default' };

function contextsOf(ready: Prepared, base: PathNode): Contexts {
  const { kubernetesVersion = DEFAULT_KUBERNETES_VERSION, apiVersions = [], release } = ready.scenario;
  return buildContexts(
    ready.root,
    ready.values,
    base,
    release ?? DEFAULT_RELEASE,
    capabilities(kubernetesVersion, apiVersions),
  );
}

/** Renders every template of a chart, in Helm's order and with Helm's shared values. */
export function renderChart(chart: Chart, scenario: Scenario = {}): RenderedChart {
  return runThrough(renderChartInSteps(chart, scenario));
}

/** The same, one template at a time. */
export function* renderChartInSteps(chart: Chart, scenario: Scenario = {}): Steps<RenderedChart> {
  const ready = prepareChart(chart, scenario);
  const base = rootPath();
  const contexts = contextsOf(ready, base);
  const work = { ready, base, spent: nothingSpent(), spentAside: nothingSpent() };
  const templates: RenderedTemplate[] = [];
  for (const entry of ready.templates) {
    if (isPartial(entry.template.path)) continue;
    templates.push(renderEntry(work, entry, contexts));
    yield;
  }
  return { prepared: ready, templates };
}

/** Renders one template, by its file or by Helm's name of it. */
export function renderTemplate(chart: Chart, scenario: Scenario, file: string): RenderedTemplate | undefined {
  return renderPrepared(prepareChart(chart, scenario), file);
}

/** The same for a chart that is prepared already. */
export function renderPrepared(ready: Prepared, file: string): RenderedTemplate | undefined {
  const entry = ready.templates.find((one) => one.template.file === file || one.name === file);
  const base = rootPath();
  const work = { ready, base, spent: nothingSpent(), spentAside: nothingSpent() };
  return entry && renderEntry(work, entry, contextsOf(ready, base));
}

/** A rendering under way. */
interface Work {
  readonly ready: Prepared;
  readonly base: PathNode;
  readonly spent: Spent;
  /** On alternatives. */
  readonly spentAside: Spent;
}

/** How much of the budget is used up. */
interface Spent {
  steps: number;
  written: number;
}

function nothingSpent(): Spent {
  return { steps: 0, written: 0 };
}

type Entry = Prepared['templates'][number];

function renderEntry({ ready, base, spent, spentAside }: Work, entry: Entry, contexts: Contexts): RenderedTemplate {
  const rendered = renderOnce(ready, entry, contexts, spent, noneAssumed);
  if (rendered.forks.length === 0) return rendered;
  const alternatives = alternativesOf(rendered, (assumed) =>
    renderOnce(ready, entry, contextsOf(ready, base), spentAside, assumed),
  );
  const all = [rendered, ...(alternatives ?? [])];
  return {
    ...rendered,
    alternatives,
    reads: [...new Set(all.flatMap((one) => one.reads))],
    depends: [...new Set(all.flatMap((one) => one.depends))],
    uses: new Set(all.flatMap((one) => [...one.uses])),
  };
}

const noneAssumed: Assumed = new Map();

function renderOnce(
  ready: Prepared,
  entry: Entry,
  contexts: Contexts,
  spent: Spent,
  assumed: Assumed,
): RenderedTemplate {
  const { name, template, owner } = entry;
  const run = newRun(ready, template.file, spent, assumed);
  const dot = contexts.get(owner);
  let finished = template.tree !== undefined && dot !== undefined;
  if (dot && template.tree) {
    dot.set(
      'Template',
      dictOf([
        ['Name', name],
        ['BasePath', `${owner.fullPath}/templates`],
      ]),
    );
    run.variables.push({ name: '', value: dot, reads: [] });
    finished = runToEnd(run, () => execute(run, template.tree?.body ?? [], dot));
  }
  spent.steps = run.steps;
  spent.written = run.written;
  const pieces = finished ? run.out.map(withoutNoValue) : [];
  const starts: number[] = [];
  let at = 0;
  for (const piece of pieces) {
    starts.push(at);
    at += piece.text.length;
  }
  return {
    template,
    chart: owner,
    name,
    text: pieces.map((piece) => piece.text).join(''),
    pieces,
    starts,
    problems: run.problems,
    forks: [...run.forks.values()],
    alternatives: [],
    reads: [...new Set(run.reads)],
    depends: [...run.depends],
    uses: run.used,
    complete: finished && run.problems.length === 0 && !template.stale,
    certain: !pieces.some((piece) => isUnsure(piece) || piece.site?.uncertain),
  };
}

function newRun(ready: Prepared, file: string, spent: Spent, assumed: Assumed): Run {
  const { budget, isCancelled } = ready.scenario;
  return {
    callables: ready.callables,
    inner: new Map(),
    functions: FUNCTIONS,
    budget: { ...DEFAULT_BUDGET, ...budget },
    isCancelled,
    assumed,
    forks: new Map(),
    problems: [],
    used: new Set(),
    reads: [],
    depends: new Set(),
    steps: spent.steps,
    written: spent.written,
    depth: 0,
    uncertain: 0,
    file,
    frame: undefined,
    source: undefined,
    out: [],
    variables: [],
    at: { start: 0, end: 0 },
  };
}

/** A template over budget renders to nothing: half of it would be misleading. */
function runToEnd(run: Run, body: () => void): boolean {
  try {
    body();
    return true;
  } catch (error) {
    if (error instanceof BudgetError) report(run, 'budget', error.message);
    else if (error instanceof RangeError) report(run, 'budget', 'This chart is nested too deeply to render.');
    else throw error;
    return false;
  }
}

/** What Go prints for a missing key is deleted, as Helm does; its place is kept. */
function withoutNoValue(piece: Piece): Piece {
  if (!piece.text.includes(NO_VALUE)) return piece;
  const text = piece.text.replaceAll(NO_VALUE, '');
  if (text !== '') return { ...piece, text };
  const skipped = { start: piece.site?.start ?? 0, end: piece.site?.end ?? 0, branch: 'empty' as const };
  return { ...piece, text, kind: 'ghost', skipped };
}
