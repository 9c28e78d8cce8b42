// Measures the findings and fixes of charts against real Helm, with default values.
//   node scripts/helm-fixes.mjs DIR [--only=word] [--limit=N]
// A finding is false when real Helm's output, checked as a manifest, does not show it. A fix is confirmed when real Helm
// renders the changed chart and the finding is gone there.
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { importSource } from './lib/bundle.mjs';
import { readChart } from './lib/helm-compare.mjs';
import { findHelm, HELM_VERSIONS, runHelm } from './lib/helm-oracle.mjs';

const measured = {
  'run-as-non-root-not-enforced': 'runAsNonRoot',
  'root-filesystem-writable': 'readOnlyRootFilesystem',
  'memory-limit-missing': 'memory limit',
};
const option = (name, otherwise) => process.argv.find((a) => a.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise;
const dir = process.argv.slice(2).find((a) => !a.startsWith('--')) ?? '../shared/corpus';
const { binary, reason } = findHelm(4);
if (!existsSync(dir) || !binary) {
  console.log(`helm-fixes: skipped, ${binary ? `there is no ${dir}` : reason}`);
  process.exit(0);
}

function findCharts(folder) {
  if (existsSync(join(folder, 'Chart.yaml'))) return [folder];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => findCharts(join(folder, entry.name)));
}

/** The files of a chart: text where they are text, as editors and the command line read them. */
function readFiles(chart) {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return new Map(
    [...readChart(chart)].map(([path, bytes]) => {
      try {
        return [path, bytes.includes(0) ? bytes : decoder.decode(bytes)];
      } catch {
        return [path, bytes];
      }
    }),
  );
}

const { createEngine, defaultContext } = await importSource('rules/src/index.ts');
const { applyEdits } = await importSource('rules/src/text/edits.ts');
const engine = createEngine();
const kubernetes = HELM_VERSIONS[4].kubernetes;
const context = { ...defaultContext, profile: 'all', kubernetes: Number(kubernetes.split('.')[1]) };
const asHere = { kubernetes, release: 'release-name', namespace: 'default' };
const aboutCharts = new Set(
  engine.rules(context).flatMap((rule) => (/^(chart|values)$/.test(rule.subject) ? [rule.id] : [])),
);

/** What real Helm's output shows: rule and message, with the number of the document they stand in. */
function judged(output) {
  const starts = [...output.matchAll(/^---/gm)].map((match) => match.index);
  const file = { path: 'output.yaml', text: output, kind: 'kubernetes' };
  const findings = [...engine.check(file, context).findings, ...engine.checkWithin(file, context)];
  engine.forget('output.yaml');
  return findings.map((finding) => ({
    rule: finding.rule,
    message: finding.message,
    id: `${finding.rule}\n${finding.message}\n${starts.filter((start) => start <= finding.span.start).length}`,
  }));
}

function withEdits(files, edits) {
  const changed = new Map();
  for (const file of new Set(edits.map((edit) => edit.file))) {
    changed.set(
      file,
      applyEdits(
        files.get(file),
        edits.filter((edit) => edit.file === file),
      ),
    );
  }
  return changed;
}

const share = (n, of) => `${n}/${of}${of ? ` (${Math.round((100 * n) / of)} %)` : ''}`;
const total = { charts: 0, findings: 0, false: [], confirmed: 0, refuted: [] };
const sums = Object.fromEntries(
  Object.keys(measured).map((rule) => [rule, { all: 0, values: 0, both: 0, template: 0 }]),
);
const keystrokes = [];
const charts = findCharts(dir).filter((chart) => chart.includes(option('only', '')));
for (const chart of charts.slice(0, Number(option('limit', '1000')))) {
  const real = runHelm(binary, chart, asHere);
  if (real.output === undefined) continue;
  total.charts++;
  const files = readFiles(chart);
  const input = { folder: '', files, overlays: [] };
  const report = engine.checkChart(input, context);
  const shown = judged(real.output);
  const texts = new Set(shown.map(({ rule, message }) => `${rule}\n${message}`));
  for (const finding of report.findings.filter((one) => !aboutCharts.has(one.rule))) {
    total.findings++;
    if (!texts.has(`${finding.rule}\n${finding.message}`))
      total.false.push(`${chart} ${finding.rule} ${finding.message}`);
  }
  const work = mkdtempSync(join(tmpdir(), 'helm-fixes-'));
  for (const rule of Object.keys(measured)) {
    const violating = shown.filter((one) => one.rule === rule);
    const gone = { values: new Set(), both: new Set(), template: new Set() };
    sums[rule].all += violating.length;
    for (const finding of report.findings.filter((one) => one.rule === rule)) {
      const fix = finding.fix();
      if (!fix) continue;
      const copy = join(work, 'chart');
      rmSync(copy, { recursive: true, force: true });
      cpSync(chart, copy, { recursive: true });
      const changed = withEdits(files, fix.edits);
      for (const [file, text] of changed) writeFileSync(join(copy, file), text);
      const after = runHelm(binary, copy, asHere);
      const left = after.output === undefined ? undefined : new Set(judged(after.output).map((one) => one.id));
      const ended = left ? violating.filter((one) => !left.has(one.id)) : [];
      if (ended.length === 0) total.refuted.push(`${chart} ${rule}: ${fix.title}`);
      else total.confirmed++;
      const inValues = [...changed.keys()].map((file) => /^values[^/]*$/.test(file));
      const side = inValues.includes(false) ? (inValues.includes(true) ? 'both' : 'template') : 'values';
      for (const { id } of ended) gone[side].add(id);
    }
    const counted = new Set();
    for (const [side, ids] of Object.entries(gone)) {
      for (const id of ids) if (!counted.has(id)) sums[rule][side]++;
      for (const id of ids) counted.add(id);
    }
  }
  rmSync(work, { recursive: true, force: true });
  for (const file of [
    'values.yaml',
    ...[...files.keys()].filter((name) => /^templates\/[^_].*\.yaml$/.test(name)).slice(0, 3),
  ]) {
    const text = files.get(file);
    if (typeof text !== 'string') continue;
    const started = performance.now();
    engine.checkChart({ ...input, files: new Map([...files, [file, `${text}\n# x\n`]]) }, context);
    keystrokes.push(performance.now() - started);
    engine.checkChart(input, context);
  }
  engine.forget('');
}

console.log(`charts Helm renders        ${total.charts} of ${charts.length}`);
for (const [rule, name] of Object.entries(measured)) {
  const { all, values, both, template } = sums[rule];
  console.log(
    `${name.padEnd(26)} values alone ${share(values, all)}, values read by the template ${share(both, all)}, template alone ${share(template, all)}`,
  );
}
console.log(`fixes confirmed by Helm    ${share(total.confirmed, total.confirmed + total.refuted.length)}`);
console.log(`findings Helm does not show ${total.false.length} of ${total.findings}`);
keystrokes.sort((a, b) => a - b);
const at = (p) => `${(keystrokes[Math.floor(keystrokes.length * p)] ?? 0).toFixed(0)} ms`;
console.log(`keystroke                  p50 ${at(0.5)}, p95 ${at(0.95)}, largest ${at(0.9999)}`);
for (const line of [
  ...total.false.slice(0, 20).map((one) => `false\t${one}`),
  ...total.refuted.slice(0, 20).map((one) => `refuted\t${one}`),
]) {
  console.log(line);
}
process.exit(total.false.length + total.refuted.length > 0 ? 1 : 0);
