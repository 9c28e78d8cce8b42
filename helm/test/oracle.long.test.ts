import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { compareOutputs, readChart } from '../../scripts/lib/helm-compare.mjs';
import { findHelm, HELM_VERSIONS, runHelm } from '../../scripts/lib/helm-oracle.mjs';
import { loadChart, PLACEHOLDER, renderChart } from '../src/index';
import { allCases, FIXTURES, scenarioOf } from './charts';

const GOLDEN = join(FIXTURES, 'golden');
const cases = allCases();

test('there are charts to compare', () => {
  assert.ok(cases.length >= 14, `${cases.length} cases`);
});

for (const major of [4, 3] as const) {
  const { version } = HELM_VERSIONS[major];
  const helm = findHelm(major);
  // Without the binary, the outputs that Helm 4 gave before are compared with: never nothing.
  const source = helm.binary ? `Helm ${version}` : `the stored output of Helm 4 (${helm.reason})`;
  test(`every chart renders as with ${source}`, async (t) => {
    for (const one of cases) {
      await t.test(one.label, () => {
        const stored = join(GOLDEN, `${one.label}.yaml`);
        const options = { kubernetes: HELM_VERSIONS[4].kubernetes, ...(one.values ? { values: [one.values] } : {}) };
        const run = () =>
          helm.binary ? runHelm(helm.binary, one.folder, options) : { output: readFileSync(stored, 'utf8') };
        const first = run();
        assert.ok(first.output, `Helm refuses this chart: ${'error' in first ? first.error : ''}`);
        if (process.env.UPDATE_GOLDEN && major === 4) store(stored, first.output);
        const rendered = renderChart(loadChart(readChart(one.folder)), scenarioOf(one, HELM_VERSIONS[4].kubernetes));
        const problems = rendered.templates.flatMap((template) =>
          template.problems.map((p) => `${p.file}: ${p.message}`),
        );
        assert.deepEqual(problems, []);
        const result = compareOutputs(rendered, first.output, run().output ?? '', PLACEHOLDER);
        assert.deepEqual(result.problems, []);
        assert.ok(result.documents > 0);
        assert.ok(existsSync(stored), 'run with UPDATE_GOLDEN=1 to store the output for machines without Helm');
      });
    }
  });
}

test('the stored outputs are what this renderer gives as well', () => {
  for (const one of cases) {
    const rendered = renderChart(loadChart(readChart(one.folder)), scenarioOf(one, HELM_VERSIONS[4].kubernetes));
    const stored = readFileSync(join(GOLDEN, `${one.label}.yaml`), 'utf8');
    assert.deepEqual(compareOutputs(rendered, stored, stored, PLACEHOLDER).problems, [], one.label);
  }
});

function store(file: string, output: string): void {
  mkdirSync(GOLDEN, { recursive: true });
  writeFileSync(file, output);
}
