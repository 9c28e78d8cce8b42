import {
  type Chart,
  type ChartCache,
  createCache,
  isPartial,
  loadChart,
  type Prepared,
  type RenderedTemplate,
  renderChart,
  type Scenario,
} from '@bulkhead/helm';
import type { Context } from '../context';
import { type ChartInput, overlaysOf } from './types';

/** One stack of values the chart is looked at with. */
export interface NamedScenario {
  /** The overlay's file, or undefined for the defaults alone. */
  readonly overlay: string | undefined;
  readonly scenario: Scenario;
}

/** A chart rendered in all its scenarios. */
export interface Rendering {
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

export function scenariosOf(input: ChartInput, context: Context): NamedScenario[] {
  const common: Scenario = {
    kubernetesVersion: `1.${context.kubernetes}.0`,
    ...(input.isCancelled ? { isCancelled: input.isCancelled } : {}),
  };
  const scenarios: NamedScenario[] = [{ overlay: undefined, scenario: common }];
  for (const file of overlaysOf(input).slice(0, 12)) {
    const text = input.files.get(file);
    if (typeof text === 'string') scenarios.push({ overlay: file, scenario: { ...common, values: [{ file, text }] } });
  }
  return scenarios;
}

export function render(input: ChartInput, context: Context, cache: ChartCache): Rendering {
  const chart = loadChart(input.files, { cache });
  const scenarios = scenariosOf(input, context).map((named) => {
    const { prepared, templates } = renderChart(chart, named.scenario);
    return { named, prepared, templates: templates.filter(isManifest) };
  });
  return { chart, scenarios };
}

/** Notes and helpers are rendered too, but they are no manifests. */
function isManifest(rendered: RenderedTemplate): boolean {
  return !isPartial(rendered.template.path) && !/(^|\/)NOTES\.txt$/.test(rendered.template.path);
}
