import { type ActiveChart, activate } from './chart/active';
import { cacheOf, valuesFile } from './chart/cache';
import { capabilities, DEFAULT_KUBERNETES_VERSION } from './chart/capabilities';
import { coalesceValues, overlay } from './chart/coalesce';
import { buildContexts, type Contexts, type Release } from './chart/context';
import type { Chart, TemplateFile, ValuesFile } from './chart/types';
import { FUNCTIONS } from './functions/index';
import { runThrough, type Steps } from './steps';
import { execute } from './template/evaluate';
import {
  type Budget,
  BudgetError,
  type Callable,
  DEFAULT_BUDGET,
  type Fork,
  type RenderProblem,
  type Run,
  report,
} from './template/run';
import { type PathNode, rootPath } from './value/path';
import { NO_VALUE } from './value/print';
import type { Piece } from './value/text';
import { dictOf, type RawMap } from './value/value';

/** One way to render a chart: the values laid over its own, and what it is rendered for. */
export interface Scenario {
  /** Value files laid over values.yaml, the last one on top. */
  readonly values?: readonly { readonly file: string; readonly text: string }[];
  readonly release?: Release;
  readonly kubernetesVersion?: string;
  /** API versions the cluster has beyond the built-in ones. */
  readonly apiVersions?: readonly string[];
  readonly budget?: Partial<Budget>;
  /** Branches to take whatever their condition says, by `Fork.key`: how the other side of a fork is seen. */
  readonly assume?: ReadonlyMap<string, boolean>;
  /** Asked now and then; a rendering that is no longer wanted stops. */
  readonly isCancelled?: () => boolean;
}

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
  /** The values that were read. */
  readonly reads: readonly PathNode[];
  /** The values that count for the text, and the files whose definitions were used: it changes only with them. */
  readonly depends: readonly PathNode[];
  readonly uses: ReadonlySet<string>;
  /** False when something failed or is missing, so that what is absent from the text means nothing. */
  readonly complete: boolean;
}

/** A chart rendered for one scenario. */
export interface RenderedChart {
  readonly prepared: Prepared;
  readonly templates: readonly RenderedTemplate[];
}

/** A chart made ready for one scenario: values coalesced, subcharts chosen, templates named. */
export interface Prepared {
  readonly chart: Chart;
  readonly scenario: Scenario;
  readonly root: ActiveChart;
  readonly values: RawMap;
  readonly overlays: readonly ValuesFile[];
  readonly callables: ReadonlyMap<string, Callable>;
  /** In the order in which Helm runs them. */
  readonly templates: readonly {
    readonly name: string;
    readonly template: TemplateFile;
    readonly owner: ActiveChart;
  }[];
}

const prepared = new WeakMap<Chart, Prepared[]>();
const MAX_SCENARIOS = 20;

/** Prepares a chart for a scenario. The last few preparations of a chart are kept with it. */
export function prepareChart(chart: Chart, scenario: Scenario = {}): Prepared {
  const known = prepared.get(chart) ?? [];
  const same = known.find((one) => sameValues(one.scenario, scenario));
  if (same) return { ...same, scenario };
  const cache = cacheOf(chart);
  const overlays = (scenario.values ?? []).map(({ file, text }) => valuesFile(cache, file, text));
  const given = overlays.reduce<RawMap>((under, file) => overlay(under, file.values), new Map());
  const root = activate(chart, given);
  const values = coalesceValues(root, given);
  const ready: Prepared = { chart, scenario, root, values, overlays, ...nameTemplates(root) };
  prepared.set(chart, [...known.slice(1 - MAX_SCENARIOS), ready]);
  return ready;
}

function sameValues(a: Scenario, b: Scenario): boolean {
  const left = a.values ?? [];
  const right = b.values ?? [];
  return (
    left.length === right.length && left.every((one, i) => one.file === right[i]?.file && one.text === right[i]?.text)
  );
}

/** Names all templates, and collects their definitions: a parent's override those of its subcharts. */
function nameTemplates(root: ActiveChart): Pick<Prepared, 'callables' | 'templates'> {
  const templates: { name: string; template: TemplateFile; owner: ActiveChart }[] = [];
  const collect = (owner: ActiveChart) => {
    for (const sub of owner.dependencies) collect(sub);
    const isLibrary = owner.chart.metadata.type === 'library';
    for (const template of owner.chart.templates) {
      if (isLibrary && !isPartial(template.path)) continue;
      templates.push({ name: `${owner.fullPath}/${template.path}`, template, owner });
    }
  };
  collect(root);
  templates.sort((a, b) => depthOf(b.name) - depthOf(a.name) || (a.name < b.name ? 1 : -1));
  const callables = new Map<string, Callable>();
  for (const { name, template } of templates) {
    const { tree, file } = template;
    if (!tree) continue;
    callables.set(name, { name, file, body: tree.body });
    for (const define of tree.defines) callables.set(define.name, { name: define.name, file, body: define.body });
  }
  return { callables, templates };
}

function depthOf(name: string): number {
  return name.split('/').length;
}

/** Helpers are not rendered on their own. */
export function isPartial(path: string): boolean {
  return (path.split('/').at(-1) ?? '').startsWith('_');
}

const DEFAULT_RELEASE: Release = { name: 'release-name', namespace: 'default' };

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
  const contexts = contextsOf(ready, rootPath());
  const spent = { steps: 0, written: 0 };
  const templates: RenderedTemplate[] = [];
  for (const entry of ready.templates) {
    if (isPartial(entry.template.path)) continue;
    templates.push(renderEntry(ready, entry, contexts, spent));
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
  return entry && renderEntry(ready, entry, contextsOf(ready, rootPath()), { steps: 0, written: 0 });
}

/** How many forks of a template are looked at; with more, nothing certain can be said anyway. */
const MAX_ALTERNATIVES = 4;

/**
 * The other sides of a template's forks, one at a time: what holds in the template and in all of these holds whatever
 * the unknown conditions are. Undefined when there are too many forks to look at.
 */
export function renderAlternatives(ready: Prepared, rendered: RenderedTemplate): RenderedTemplate[] | undefined {
  if (rendered.forks.length > MAX_ALTERNATIVES) return undefined;
  return rendered.forks.flatMap((fork) => {
    const assume = new Map([...(ready.scenario.assume ?? []), [fork.key, !fork.taken] as const]);
    return renderPrepared({ ...ready, scenario: { ...ready.scenario, assume } }, rendered.name) ?? [];
  });
}

function renderEntry(
  ready: Prepared,
  entry: Prepared['templates'][number],
  contexts: Contexts,
  spent: { steps: number; written: number },
): RenderedTemplate {
  const { name, template, owner } = entry;
  const run = newRun(ready, template.file, spent);
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
    reads: [...new Set(run.reads)],
    depends: [...run.depends],
    uses: run.used,
    complete: finished && run.problems.length === 0 && !template.stale,
  };
}

function newRun(ready: Prepared, file: string, spent: { steps: number; written: number }): Run {
  const { budget, assume, isCancelled } = ready.scenario;
  return {
    callables: ready.callables,
    inner: new Map(),
    functions: FUNCTIONS,
    budget: { ...DEFAULT_BUDGET, ...budget },
    isCancelled,
    assume: assume ?? new Map(),
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
