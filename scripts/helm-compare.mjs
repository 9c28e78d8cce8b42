// Renders every chart below a folder here and with real Helm, with its default values and with each of its ci/ files,
// and reports where they differ. Dependencies are taken from the same folder; those that are not there are left out.
//   npm run helm:compare -- DIR [--helm=3|4] [--only=word]
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { importSource } from './lib/bundle.mjs';
import { dependenciesFrom, findCharts } from './lib/helm-charts.mjs';
import { compareOutputs, readChart } from './lib/helm-compare.mjs';
import { findHelm, HELM_VERSIONS, runHelm } from './lib/helm-oracle.mjs';

const option = (name, otherwise) => process.argv.find((a) => a.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise;
const dir = process.argv.slice(2).find((a) => !a.startsWith('--'));
if (!dir || !existsSync(dir)) {
  console.error('helm-compare: name a folder of charts');
  process.exit(2);
}
const major = Number(option('helm', '4'));
const { binary, reason } = findHelm(major);
if (!binary) {
  console.error(`helm-compare: skipped, ${reason}`);
  process.exit(0);
}

const helm = await importSource('helm/src/index.ts');
const everything = findCharts(dir);
const charts = everything.filter((chart) => chart.includes(option('only', '')));
const withDependencies = dependenciesFrom(everything, helm, (what) => console.log(`  left out    ${what}`));

const total = {
  charts: 0,
  renderings: 0,
  rendered: 0,
  equal: 0,
  documents: 0,
  equalDocuments: 0,
  exact: 0,
  parseErrors: 0,
  crashes: 0,
};
const times = { load: [], whole: [], again: [], one: [] };
const timed = (list, body) => {
  const started = performance.now();
  const result = body();
  list.push(performance.now() - started);
  return result;
};
const scenario = { release: { name: 'rel', namespace: 'ns' }, kubernetesVersion: HELM_VERSIONS[major].kubernetes };
for (const chart of charts) {
  total.charts++;
  const work = mkdtempSync(join(tmpdir(), 'helm-compare-'));
  const label = chart.slice(dir.length + 1);
  try {
    const copy = withDependencies(chart, work);
    const files = readChart(copy);
    const cache = helm.createCache();
    const loaded = timed(times.load, () => helm.loadChart(files, { cache }));
    total.parseErrors += loaded.problems.filter((problem) => problem.kind === 'template').length;
    compareWith(loaded, copy, label, undefined);
    for (const file of ciFiles(copy)) compareWith(loaded, copy, `${label} ${basename(file)}`, file);
  } catch (error) {
    total.crashes++;
    console.log(`  crash       ${label}: ${error.stack}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function ciFiles(copy) {
  const folder = join(copy, 'ci');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => join(folder, name));
}

function compareWith(loaded, copy, label, file) {
  const values = file ? [{ file, text: readFileSync(file, 'utf8') }] : [];
  const wanted = { ...scenario, values };
  const rendered = timed(times.whole, () => helm.renderChart(loaded, wanted));
  timed(times.again, () => helm.renderChart(loaded, wanted));
  const workload = rendered.templates.find((t) =>
    /kind: (Deployment|StatefulSet|DaemonSet|Job|CronJob)\b/.test(t.text),
  );
  if (workload) timed(times.one, () => helm.renderTemplate(loaded, wanted, workload.template.file));
  const options = { values: file ? [file] : [] };
  const first = runHelm(binary, copy, options);
  const errors = rendered.templates.flatMap((t) => t.problems);
  total.renderings++;
  if (first.error) {
    const agreed = errors.length > 0 || loaded.problems.length > 0 ? 'and so do we' : 'we do not';
    console.log(`  helm fails  ${label} (${agreed}): ${first.error.trim().split('\n').at(-1).slice(0, 160)}`);
    return;
  }
  const second = runHelm(binary, copy, options);
  total.rendered++;
  const result = compareOutputs(rendered, first.output, second.output ?? '', helm.PLACEHOLDER);
  total.documents += result.documents;
  total.equalDocuments += result.equal;
  total.exact += result.exact;
  if (result.problems.length === 0) total.equal++;
  for (const line of result.problems.slice(0, 5)) console.log(`  differs     ${label} ${line}`);
  for (const e of errors.slice(0, 3))
    console.log(`  our problem ${label} ${e.kind} ${e.message} ${e.file}:${e.span.start}`);
}

const share = (a, b) => `${a} of ${b} (${b ? ((100 * a) / b).toFixed(1) : '0'} %)`;
console.log(
  `charts: ${total.charts}, value sets: ${total.renderings}, rendered by Helm ${HELM_VERSIONS[major].version}: ${total.rendered}`,
);
console.log(`equal: ${share(total.equal, total.rendered)}`);
console.log(
  `equal documents: ${share(total.equalDocuments, total.documents)}, byte for byte ${share(total.exact, total.documents)}`,
);
console.log(`template parse errors: ${total.parseErrors}, crashes: ${total.crashes}`);
for (const [name, list] of Object.entries(times)) {
  const sorted = list.sort((a, b) => a - b);
  const at = (p) => (sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? 0).toFixed(1);
  console.log(`ms ${name}: p50 ${at(0.5)}, p90 ${at(0.9)}, max ${at(1)}`);
}
process.exit(total.crashes > 0 ? 1 : 0);
