// How long the threat checklist takes: regrouping a large one, and evidence for a repository.
//   node bench/checklist.mjs [folder]      default ../shared/corpus; skipped when absent
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { importSource } from '../scripts/lib/bundle.mjs';

const checklist = await importSource('rules/src/checklist/index.ts');
const { createEngine, defaultContext } = await importSource('rules/src/index.ts');

regroup();
const folder = resolve(process.argv[2] ?? '../shared/corpus');
if (existsSync(folder)) evidence(folder);
else console.log(`evidence: skipped, ${relative(process.cwd(), folder)} is absent`);

/** 1,000 items and 2,000 findings: reading, assessing, and cutting the tree six ways. */
function regroup() {
  const fresh = checklist.createChecklist({ component: 'bench', profile: 'standard', tier: 'full' });
  const own = Array.from({ length: 880 }, (_, i) => {
    const layer = ['Runtime', 'Network', 'Image'][i % 3];
    return `\n  x-own-${i}:\n    decision: undecided\n    question: Do you need to consider own thing ${i}?\n    layer: ${layer}\n    stride: [Spoofing]\n`;
  });
  const text = fresh + own.join('');
  const rules = createEngine().rules(checklist.evidenceContext(defaultContext));
  const chosen = rules.slice(0, 200);
  const evidence = new Map(
    chosen.map(({ id }) => [
      id,
      {
        files: Array.from({ length: 10 }, (_, i) => `k8s/${i}.yaml`),
        findings: Array.from({ length: 10 }, (_, i) => ({
          rule: id,
          file: `k8s/${i}.yaml`,
          line: i + 1,
          message: 'Container "a" is wrong.',
          severity: 'high',
        })),
        suppressed: [],
        unresolved: [],
      },
    ]),
  );
  const around = { evidence, rules, readText: () => undefined, today: '2026-11-21' };
  const page = timed('read and assess 1,000 items', () => checklist.readPage(text, around));
  const states = [...page.states.values()];
  for (const grouping of checklist.groupings) {
    timed(`regroup ${states.length} items, 2,000 findings by ${grouping}`, () =>
      checklist.viewOf(states, grouping, {}),
    );
  }
  timed('filter by words', () => checklist.viewOf(states, 'layer', { text: 'container memory' }));
  timed('matrix', () => checklist.matrixOf(states));
  timed('edit one decision', () =>
    checklist.changeEntries(text, [{ id: 'cpu-limits', change: { decision: 'rejected', why: 'bench' } }]),
  );
}

/** Milliseconds of processor time so far: on a busy machine the clock says little. */
function used() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** All files of a folder as one component, with the longest time the work holds on without a pause. */
function evidence(root) {
  const files = textFiles(root);
  const engine = createEngine();
  const memory = checklist.newEvaluationMemory();
  const context = checklist.evidenceContext(defaultContext);
  for (const name of ['evidence, first time', 'evidence, nothing changed']) {
    const work = checklist.evaluateComponent(files, engine, context, memory);
    const started = used();
    const steps = [];
    for (let before = started, step = work.next(); ; step = work.next()) {
      const now = used();
      steps.push(now - before);
      before = now;
      if (step.done) break;
    }
    steps.sort((a, b) => a - b);
    const at = (share) => steps[Math.min(steps.length - 1, Math.floor(steps.length * share))].toFixed(1);
    const total = used() - started;
    console.log(
      `${name}: ${files.length} files in ${total.toFixed(0)} ms of CPU; steps p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, longest ${at(1)} ms`,
    );
  }
}

function textFiles(root) {
  const found = [];
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (/\.(ya?ml|tpl)$|dockerfile/i.test(entry.name) && statSync(path).size < 1 << 20) {
        found.push({ path: relative(root, path), text: readFileSync(path, 'utf8') });
      }
    }
  };
  visit(root);
  return found;
}

function timed(name, run) {
  for (let i = 0; i < 3; i++) run();
  const times = [];
  let result;
  for (let i = 0; i < 15; i++) {
    const started = performance.now();
    result = run();
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  console.log(`${name}: median ${times[7].toFixed(1)} ms, worst ${times.at(-1).toFixed(1)} ms`);
  return result;
}
