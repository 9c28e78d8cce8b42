// Measures the findings and fixes of charts against real Helm, with default values. Dependencies are taken from the same
// folder; those that are not there are left out.
//   node scripts/helm-fixes.mjs DIR [--only=word] [--limit=N] [--each: where each container can be mended]
// A finding is false when real Helm's output, checked as a manifest, does not show it. A fix is confirmed when real Helm
// renders the changed chart and the finding is gone there.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { importSource } from './lib/bundle.mjs';
import { dependenciesFrom, findCharts } from './lib/helm-charts.mjs';
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
/** Where a fix is made, the best first. */
const sides = ['values', 'both', 'template', 'nothing'];
const sums = Object.fromEntries(
  Object.keys(measured).map((rule) => [rule, Object.fromEntries(sides.map((side) => [side, 0]))]),
);
const keystrokes = [];
const everything = findCharts(dir);
const charts = everything
  .filter((chart) => chart.includes(option('only', '')))
  .slice(0, Number(option('limit', '1000')));
const withDependencies = dependenciesFrom(everything, await importSource('helm/src/index.ts'));
for (const chart of charts) {
  const work = mkdtempSync(join(tmpdir(), 'helm-fixes-'));
  measure(chart.slice(dir.length + 1), withDependencies(chart, work));
  rmSync(work, { recursive: true, force: true });
  engine.forget('');
}

function measure(label, chart) {
  const real = runHelm(binary, chart, asHere);
  if (real.output === undefined) return;
  total.charts++;
  const files = readFiles(chart);
  const input = { folder: '', files, overlays: [] };
  const report = engine.checkChart(input, context);
  const shown = judged(real.output);
  const texts = new Set(shown.map(({ rule, message }) => `${rule}\n${message}`));
  for (const finding of report.findings.filter((one) => !aboutCharts.has(one.rule))) {
    total.findings++;
    if (!texts.has(`${finding.rule}\n${finding.message}`))
      total.false.push(`${label} ${finding.rule} ${finding.message}`);
  }
  for (const rule of Object.keys(measured)) {
    const violating = shown.filter((one) => one.rule === rule);
    const mended = new Map();
    for (const finding of report.findings.filter((one) => one.rule === rule)) {
      const fix = finding.fix();
      if (!fix) continue;
      const changed = withEdits(files, fix.edits);
      const after = renderedWith(chart, files, changed);
      const left = after === undefined ? undefined : new Set(judged(after).map((one) => one.id));
      const ended = left ? violating.filter((one) => !left.has(one.id)) : [];
      if (ended.length === 0) total.refuted.push(`${label} ${rule}: ${fix.title}`);
      else total.confirmed++;
      const side = sideOf([...changed.keys()]);
      for (const { id } of ended) {
        if (sides.indexOf(side) < sides.indexOf(mended.get(id)?.side ?? 'nothing')) mended.set(id, { side, fix });
      }
    }
    for (const { id, message } of violating) {
      const { side, fix } = mended.get(id) ?? { side: 'nothing' };
      sums[rule][side]++;
      if (process.argv.includes('--each')) console.log(`${side}\t${label}\t${message}\t${fix?.title ?? ''}`);
    }
  }
  measureKeys(files, input);
}

/** What real Helm makes of the chart with some files changed, which are then put back. */
function renderedWith(chart, files, changed) {
  for (const [file, text] of changed) writeFileSync(join(chart, file), text);
  const { output } = runHelm(binary, chart, asHere);
  for (const file of changed.keys()) writeFileSync(join(chart, file), files.get(file));
  return output;
}

function sideOf(files) {
  const inValues = files.map((file) => /^values[^/]*$/.test(file));
  return inValues.includes(false) ? (inValues.includes(true) ? 'both' : 'template') : 'values';
}

function measureKeys(files, input) {
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
}

console.log(`charts Helm renders        ${total.charts} of ${charts.length}`);
for (const [rule, name] of Object.entries(measured)) {
  const { values, both, template } = sums[rule];
  const all = Object.values(sums[rule]).reduce((a, b) => a + b);
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
