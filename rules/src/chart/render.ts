import {
  type Chart,
  type ChartCache,
  createCache,
  isPartial,
  loadChart,
  type PathKey,
  type Prepared,
  pathKeys,
  prepareChart,
  type RenderedTemplate,
  renderChartInSteps,
  renderTemplate,
  runThrough,
  type Scenario,
  type Steps,
} from '@bulkhead/helm';
import type { Context } from '../context';
import { changedPaths } from './changes';
import { type Assumption, type ChartInput, overlaysOf, stackOf } from './types';

/** One stack of values the chart is looked at with. */
export interface NamedScenario {
  /** The overlay's file, or undefined for the defaults alone. */
  readonly overlay: string | undefined;
  readonly scenario: Scenario;
}

/** A chart rendered in all its scenarios. */
export interface Rendering {
  readonly input: ChartInput;
  readonly chart: Chart;
  readonly scenarios: readonly RenderedScenario[];
}

export interface RenderedScenario {
  readonly named: NamedScenario;
  readonly prepared: Prepared;
  readonly templates: readonly RenderedTemplate[];
}

export type { ChartCache };
export const newChartCache = createCache;

/** A cache that may be filled with trials without disturbing the real one. */
export function forkCache(cache: ChartCache): ChartCache {
  return {
    templates: new Map(cache.templates),
    values: new Map(cache.values),
    trees: new Map(cache.trees),
    archives: cache.archives,
  };
}

/** More value files than this would cost more than they tell. */
const mostOverlays = 12;

export function scenariosOf(input: ChartInput, context: Context): NamedScenario[] {
  const common: Scenario = {
    kubernetesVersion: `1.${context.kubernetes}.0`,
    ...(input.isCancelled ? { isCancelled: input.isCancelled } : {}),
  };
  const overlays = [...overlaysOf(input).slice(0, mostOverlays), ...(input.assumed ?? []).map(nameOfAssumed)];
  const others = overlays.flatMap((overlay): NamedScenario[] => {
    const values = valuesOf(overlay, input);
    return values ? [{ overlay, scenario: { ...common, values } }] : [];
  });
  return input.overlaysOnly && others.length > 0 ? others : [{ overlay: undefined, scenario: common }, ...others];
}

/** The values laid over values.yaml in a scenario; undefined when its files are not there. */
export function valuesOf(
  overlay: string | undefined,
  input: Pick<ChartInput, 'files' | 'assumed'>,
): Scenario['values'] {
  const assumed = input.assumed?.find((one) => nameOfAssumed(one) === overlay);
  // No such file can lie in a chart, so that nothing is told in it or changed there.
  if (assumed && overlay) return [{ file: `!/${overlay}`, text: textOfAssumed(assumed) }];
  const values = stackOf(overlay).map((file) => ({ file, text: input.files.get(file) }));
  return values.length > 0 && values.every(hasText) ? values : undefined;
}

/** `ingress.enabled=true`: how a person would say it, and as Helm's `--set` has it. */
export function nameOfAssumed(assumption: Assumption): string {
  return assumption.map((path) => `${path.join('.')}=true`).join(' and ');
}

/** The values file that switches all of it on. JSON is YAML. */
function textOfAssumed(assumption: Assumption): string {
  const root: Nested = {};
  for (const path of assumption) {
    let here = root;
    for (const key of path.slice(0, -1)) {
      const inner = here[key];
      here = here[key] = typeof inner === 'object' ? inner : {};
    }
    const last = path.at(-1);
    if (last !== undefined) here[last] = true;
  }
  return JSON.stringify(root);
}

interface Nested {
  [key: string]: Nested | true;
}

function hasText(one: { file: string; text: string | Uint8Array | undefined }): one is { file: string; text: string } {
  return typeof one.text === 'string';
}

/** Renders a chart in all its scenarios. What an edit since the rendering before cannot have changed is taken from there. */
export function render(input: ChartInput, context: Context, cache: ChartCache, before?: Rendering): Rendering {
  return runThrough(renderInSteps(input, context, cache, before));
}

/** The same, one template at a time. */
export function* renderInSteps(
  input: ChartInput,
  context: Context,
  cache: ChartCache,
  before?: Rendering,
): Steps<Rendering> {
  const chart = loadChart(input.files, { cache });
  const edited = before && editedFiles(before, input);
  yield;
  const scenarios: RenderedScenario[] = [];
  for (const named of scenariosOf(input, context)) {
    const old = edited && before?.scenarios.find((one) => one.named.overlay === named.overlay);
    const [defaults] = mutatesValues(chart) ? [] : scenarios;
    // Scenarios differ in a few values: what the others do not touch is the same as with the defaults.
    const like = old ?? defaults;
    const steps = like ? renderAgain(chart, named, like, (old && edited) ?? new Set()) : renderWhole(chart, named);
    scenarios.push(yield* steps);
  }
  return { input, chart, scenarios };
}

function* renderWhole(chart: Chart, named: NamedScenario): Steps<RenderedScenario> {
  const { prepared, templates } = yield* renderChartInSteps(chart, named.scenario);
  return { named, prepared, templates: templates.filter((one) => isManifest(one.template.path)) };
}

/** The files that differ, when rendering some templates again is enough; undefined when the whole chart must be. */
function editedFiles(before: Rendering, input: ChartInput): ReadonlySet<string> | undefined {
  if (before.input.files.size !== input.files.size || mutatesValues(before.chart)) return undefined;
  const edited = new Set<string>();
  const values = new Set(['values.yaml', ...overlaysOf(input).flatMap(stackOf)]);
  for (const [file, content] of input.files) {
    if (before.input.files.get(file) === content) continue;
    if (!/(^|\/)templates\/.+$/.test(file) && !values.has(file)) return undefined;
    edited.add(file);
  }
  return edited;
}

/** Templates that change the values for those after them can only be rendered all together. */
function mutatesValues(chart: Chart): boolean {
  const known = mutating.get(chart);
  if (known !== undefined) return known;
  const mutates =
    chart.templates.some(({ text }) => /\b(set|unset|merge|mergeOverwrite)\s+\(?[$.\w]*\.Values\b/.test(text)) ||
    chart.subcharts.some(mutatesValues);
  mutating.set(chart, mutates);
  return mutates;
}

const mutating = new WeakMap<Chart, boolean>();

function* renderAgain(
  chart: Chart,
  named: NamedScenario,
  before: RenderedScenario,
  edited: ReadonlySet<string>,
): Steps<RenderedScenario> {
  const prepared = prepareChart(chart, named.scenario);
  const paths = changedPaths(before.prepared.values, prepared.values);
  // With other subcharts there are other definitions, and who uses which is not known before rendering.
  const isAlike = namesOf(prepared) === namesOf(before.prepared);
  const known = new Map(isAlike ? before.templates.map((one) => [one.name, one]) : []);
  const templates: RenderedTemplate[] = [];
  for (const { name, template } of prepared.templates) {
    if (isPartial(template.path) || !isManifest(template.path)) continue;
    const old = known.get(name);
    const same = old && old.problems.length === 0 && !edited.has(template.file) && !usesAny(old, edited);
    const kept = same && !paths.some((path) => readsPath(old, path));
    const rendered = kept ? old : renderTemplate(chart, named.scenario, name);
    if (rendered) templates.push(rendered);
    if (!kept) yield;
  }
  return { named, prepared, templates };
}

function namesOf({ templates }: Prepared): string {
  return templates.map(({ name }) => name).join('\n');
}

function usesAny(rendered: RenderedTemplate, files: ReadonlySet<string>): boolean {
  for (const file of files) if (rendered.uses.has(file)) return true;
  return false;
}

/** Whether a rendering read a value, something in it, or something around it. */
export function readsPath(rendered: RenderedTemplate, path: readonly PathKey[]): boolean {
  return rendered.reads.some((read) => {
    const keys = pathKeys(read);
    const shorter = Math.min(keys.length, path.length);
    for (let i = 0; i < shorter; i++) if (keys[i] !== path[i]) return false;
    return true;
  });
}

/** Notes and helpers are rendered too, but they are no manifests. */
function isManifest(path: string): boolean {
  return !isPartial(path) && !/(^|\/)NOTES\.txt$/.test(path);
}
