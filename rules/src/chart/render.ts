import {
  type Chart,
  type ChartCache,
  createCache,
  isPartial,
  loadChartInSteps,
  type Prepared,
  prepareChart,
  type RenderedTemplate,
  renderChartInSteps,
  renderPrepared,
  runThrough,
  type Scenario,
  type Steps,
} from '@bulkhead/helm';
import type { Context } from '../context';
import { editedFiles, isSeparable, type Reusable, reusableFrom } from './reuse';
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
    // Every cluster has it, though `helm template` knows nothing of it without one.
    apiVersions: ['apiregistration.k8s.io/v1'],
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

/**
 * Renders a chart in all its scenarios. What an edit since the rendering before cannot have changed is taken from there,
 * and what other values cannot change from the first scenario.
 */
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
  const chart = yield* loadChartInSteps(input.files, { cache });
  const isParted = isSeparable(chart);
  const edited = isParted && before ? editedFiles(before.input, input) : undefined;
  yield;
  const scenarios: RenderedScenario[] = [];
  for (const named of scenariosOf(input, context)) {
    const prepared = prepareChart(chart, named.scenario);
    const sources: Reusable[] = [];
    const [first] = scenarios;
    if (first && isParted) sources.push(reusableFrom(first, prepared, none));
    const old = edited && before?.scenarios.find((one) => one.named.overlay === named.overlay);
    if (old) sources.push(reusableFrom(old, prepared, edited));
    const templates = yield* sources.length > 0 ? renderParts(prepared, sources) : renderWhole(chart, named);
    scenarios.push({ named, prepared, templates });
  }
  return { input, chart, scenarios };
}

const none: ReadonlySet<string> = new Set();

function* renderWhole(chart: Chart, named: NamedScenario): Steps<RenderedTemplate[]> {
  const { templates } = yield* renderChartInSteps(chart, named.scenario);
  return templates.filter((one) => isManifest(one.template.path));
}

function* renderParts(prepared: Prepared, sources: readonly Reusable[]): Steps<RenderedTemplate[]> {
  const templates: RenderedTemplate[] = [];
  for (const { name, template } of prepared.templates) {
    if (!isManifest(template.path)) continue;
    let same: RenderedTemplate | undefined;
    for (const reusable of sources) same ??= reusable(name);
    const rendered = same ?? renderPrepared(prepared, name);
    if (rendered) templates.push(rendered);
    if (!same) yield;
  }
  return templates;
}

/** Notes and helpers are rendered too, but they are no manifests. */
function isManifest(path: string): boolean {
  return !isPartial(path) && !/(^|\/)NOTES\.txt$/.test(path);
}
