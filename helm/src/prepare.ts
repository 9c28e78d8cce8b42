import { type ActiveChart, activate } from './chart/active';
import { cacheOf, valuesFile } from './chart/cache';
import { coalesceValues, overlay } from './chart/coalesce';
import type { Release } from './chart/context';
import type { Chart, TemplateFile, ValuesFile } from './chart/types';
import type { Budget, Callable } from './template/run';
import type { RawMap } from './value/value';

/** One way to render a chart: the values laid over its own, and what it is rendered for. */
export interface Scenario {
  /** Value files laid over values.yaml, the last one on top. */
  readonly values?: readonly { readonly file: string; readonly text: string }[];
  readonly release?: Release;
  readonly kubernetesVersion?: string;
  /** API versions the cluster has beyond the built-in ones. */
  readonly apiVersions?: readonly string[];
  readonly budget?: Partial<Budget>;
  /** Asked now and then; a rendering that is no longer wanted stops. */
  readonly isCancelled?: () => boolean;
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
  const templates: { name: string; depth: number; template: TemplateFile; owner: ActiveChart }[] = [];
  const collect = (owner: ActiveChart) => {
    for (const sub of owner.dependencies) collect(sub);
    const isLibrary = owner.chart.metadata.type === 'library';
    for (const template of owner.chart.templates) {
      if (isLibrary && !isPartial(template.path)) continue;
      const name = `${owner.fullPath}/${template.path}`;
      templates.push({ name, depth: name.split('/').length, template, owner });
    }
  };
  collect(root);
  templates.sort((a, b) => b.depth - a.depth || (a.name < b.name ? 1 : -1));
  const callables = new Map<string, Callable>();
  for (const { name, template } of templates) {
    const { tree, file } = template;
    if (!tree) continue;
    callables.set(name, { name, file, body: tree.body });
    for (const define of tree.defines) callables.set(define.name, { name: define.name, file, body: define.body });
  }
  return { callables, templates };
}

/** Helpers are not rendered on their own. */
export function isPartial(path: string): boolean {
  return path.startsWith('_', path.lastIndexOf('/') + 1);
}
