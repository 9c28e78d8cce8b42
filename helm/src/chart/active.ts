import type { PathKey } from '../value/path';
import type { Raw, RawMap } from '../value/value';
import { coalesceValues, isTable, layTable, valueAtPath } from './coalesce';
import type { Chart, Dependency } from './types';
import { vendored } from './versions';

/** A chart in its place: with its alias, the subcharts that are switched on, and the defaults it ends up with. */
export interface ActiveChart {
  readonly chart: Chart;
  /** The alias if it has one. */
  readonly name: string;
  /** Helm's path, such as `parent/charts/sub`. */
  readonly fullPath: string;
  /** Where its values stand within those of the root chart. */
  readonly at: readonly PathKey[];
  values: RawMap;
  dependencies: readonly ActiveChart[];
  /** Values that are taken over from a subchart: parent path, and the path within the root they come from. */
  imports: readonly { readonly to: readonly string[]; readonly from: readonly PathKey[] }[];
}

/** Decides which subcharts take part, and moves imported values up, for one set of given values. */
export function activate(chart: Chart, given: RawMap): ActiveChart {
  const root = place(chart, chart.metadata.name, '', []);
  enable(root, given, '');
  importValues(root);
  return root;
}

function place(chart: Chart, name: string, parent: string, at: readonly PathKey[]): ActiveChart {
  const fullPath = parent ? `${parent}/charts/${name}` : name;
  const active: ActiveChart = {
    chart,
    name,
    fullPath,
    at,
    values: chart.values?.values ?? new Map(),
    dependencies: [],
    imports: [],
  };
  const { subcharts, dependencies } = chart;
  // What lies in charts/ without being asked for takes part as well.
  const unasked = subcharts.filter((sub) => !dependencies.some((dependency) => vendored(sub, dependency)));
  const named = unasked.map((sub) => ({ sub, name: sub.metadata.name }));
  for (const dependency of dependencies) {
    const sub = subcharts.find((candidate) => vendored(candidate, dependency));
    if (sub) named.push({ sub, name: dependency.alias || dependency.name });
  }
  active.dependencies = named.map(({ sub, name: own }) => place(sub, own, fullPath, [...at, own]));
  return active;
}

function enable(active: ActiveChart, given: RawMap, path: string): void {
  const { dependencies } = active.chart;
  if (dependencies.length === 0) return;
  const values = coalesceValues(active, given);
  const off = new Set<string>();
  for (const dependency of dependencies) {
    if (!isEnabled(dependency, values, path)) off.add(dependency.alias || dependency.name);
  }
  active.dependencies = active.dependencies.filter((sub) => !off.has(sub.name));
  for (const sub of active.dependencies) enable(sub, values, `${path}${sub.name}.`);
}

function isEnabled(dependency: Dependency, values: RawMap, path: string): boolean {
  for (const condition of dependency.condition.trim().split(',')) {
    const value = condition ? valueAtPath(values, path + condition) : undefined;
    if (typeof value === 'boolean') return value;
  }
  const tags = values.get('tags');
  const set = isTable(tags) ? dependency.tags.map((tag) => tags.get(tag)) : [];
  return set.includes(true) || !set.includes(false);
}

function importValues(active: ActiveChart): void {
  for (const sub of active.dependencies) importValues(sub);
  if (active.chart.dependencies.length === 0) return;
  const values = coalesceValues(active, new Map(), 'merge');
  let imported: RawMap = new Map();
  const imports: { to: readonly string[]; from: readonly PathKey[] }[] = [];
  for (const dependency of active.chart.dependencies) {
    const name = dependency.alias || dependency.name;
    for (const { child, parent } of dependency.imports) {
      const table = valueAtPath(values, `${name}.${child}`);
      if (!isTable(table)) continue;
      const to = parent === '.' ? [] : parent.split('.');
      imported = layTable(imported, wrapped(to, table), 'merge');
      imports.push({ to, from: [...active.at, name, ...child.split('.')] });
    }
  }
  active.imports = imports;
  active.values = layTable(values, imported, 'merge');
}

function wrapped(path: readonly string[], table: RawMap): RawMap {
  return path.reduceRight<RawMap>((inner, key) => new Map<string, Raw>([[key, inner]]), table);
}
