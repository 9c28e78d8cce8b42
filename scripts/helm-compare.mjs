// Renders every chart below a folder here and with real Helm, with its default values and with each of its ci/ files,
// and reports where they differ. Dependencies are taken from the same folder; those that are not there are left out.
//   npm run helm:compare -- DIR [--helm=3|4] [--only=word]
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseDocument } from 'yaml';
import { importSource } from './lib/bundle.mjs';
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

/** Folders that hold a chart, not counting those inside another chart. */
function findCharts(folder) {
  if (existsSync(join(folder, 'Chart.yaml'))) return [folder];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => findCharts(join(folder, entry.name)));
}

const helm = await importSource('helm/src/index.ts');
const charts = findCharts(dir).filter((chart) => chart.includes(option('only', '')));
const byName = new Map();
for (const chart of charts) {
  const { metadata } = helm.loadChart(new Map([...readChart(chart)].filter(([path]) => path === 'Chart.yaml')));
  if (!byName.has(metadata.name)) byName.set(metadata.name, []);
  byName.get(metadata.name).push({ chart, version: metadata.version });
}

/** A copy of a chart whose missing dependencies are taken from the other charts, as "helm dependency build" would. */
function withDependencies(chart, work, depth = 0) {
  const copy = join(work, `${basename(dirname(chart))}-${basename(chart)}`);
  cpSync(chart, copy, { recursive: true });
  fillDependencies(copy, depth);
  return copy;
}

function fillDependencies(copy, depth) {
  const loaded = helm.loadChart(readChart(copy));
  for (const dependency of loaded.dependencies) {
    if (loaded.subcharts.some((sub) => sub.metadata.name === dependency.name)) continue;
    const fits = (byName.get(dependency.name) ?? []).find(({ version }) => {
      const parsed = helm.parseVersion(version);
      return parsed && helm.satisfies(parsed, dependency.version);
    });
    if (!fits || depth > 4) {
      leaveOut(copy, dependency.name);
      continue;
    }
    const target = join(copy, 'charts', dependency.name);
    cpSync(fits.chart, target, { recursive: true });
    fillDependencies(target, depth + 1);
  }
}

/** Helm renders nothing when a dependency is missing: without it, the rest can be compared. */
function leaveOut(copy, name) {
  const file = ['requirements.yaml', 'Chart.yaml'].map((f) => join(copy, f)).find(existsSync);
  const doc = parseDocument(readFileSync(file, 'utf8'));
  const list = doc.get('dependencies');
  const at = list?.items.findIndex((item) => String(item.get('name')) === name) ?? -1;
  if (at >= 0) doc.deleteIn(['dependencies', at]);
  writeFileSync(file, doc.toString());
  console.log(`  left out    ${basename(copy)}: ${name}`);
}

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
