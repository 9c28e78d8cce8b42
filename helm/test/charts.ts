import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readChart } from '../../scripts/lib/helm-compare.mjs';
import { type Chart, type ChartFiles, loadChart, type Scenario } from '../src/index';

/** Where the charts of the tests are. */
export const FIXTURES = resolve('helm/test/fixtures');

/** One chart with one set of values. */
export interface Case {
  readonly label: string;
  readonly folder: string;
  readonly values: string | undefined;
}

/** Every fixture chart with its defaults and with each of its ci/ files. */
export function allCases(): Case[] {
  const charts = join(FIXTURES, 'charts');
  return readdirSync(charts).flatMap((name) => {
    const folder = join(charts, name);
    const ci = join(folder, 'ci');
    const files = existsSync(ci) ? readdirSync(ci).sort() : [];
    return [
      { label: name, folder, values: undefined },
      ...files.map((file) => ({ label: `${name}.${file.replace(/\.yaml$/, '')}`, folder, values: join(ci, file) })),
    ];
  });
}

/** A fixture chart. */
export function fixture(name: string): Chart {
  return loadChart(readChart(join(FIXTURES, 'charts', name)));
}

/** The scenario of a case, for the release that real Helm is asked for. */
export function scenarioOf(one: Case, kubernetesVersion: string): Scenario {
  const values = one.values === undefined ? [] : [{ file: one.values, text: readFileSync(one.values, 'utf8') }];
  return { values, release: { name: 'rel', namespace: 'ns' }, kubernetesVersion };
}

/** A chart from texts; Chart.yaml is added when it is not given. */
export function chartOf(files: Readonly<Record<string, string>>): Chart {
  return loadChart(filesOf(files));
}

/** Chart files from texts. */
export function filesOf(files: Readonly<Record<string, string>>): ChartFiles {
  return new Map(Object.entries({ 'Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n', ...files }));
}
