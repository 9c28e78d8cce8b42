// Everything the gate runs, in order, doing the set-up that is missing. The second run is quick.
//   npm test                     all of it
//   npm test -- --from=package   from a step on
// Ends with one line: how many steps and tests passed and failed.
import { spawn } from 'node:child_process';
import { installDependencies } from './lib/dependencies.mjs';
import { globSync } from './lib/files.mjs';
import { root } from './lib/root.mjs';

process.chdir(root);
const windows = process.platform === 'win32';
const node = process.execPath;
const stepLimit = 15 * 60_000;
const conformance = globSync('scripts', /^conformance.*\.mjs$/);

const steps = [
  ['dependencies', () => installDependencies()],
  ['types', 'npx', ['tsc', '-b']],
  ['lint', 'npx', ['biome', 'check', '--error-on-warnings', '.']],
  ['generated files', node, ['scripts/generate.mjs', '--check']],
  // Without it the registry tests say that they were not run; where the gate runs, that is a failure.
  ['registry', node, ['scripts/setup-registry.mjs'], { mayFail: !process.env.CI }],
  ['unit tests', node, ['scripts/unit.mjs']],
  ...conformance.map((script) => [script.replace('.mjs', ''), node, [`scripts/${script}`]]),
  ['build', node, ['esbuild.mjs']],
  ['package', node, ['scripts/package.mjs', '--no-build']],
  ['editor host', node, ['scripts/setup-host.mjs']],
  ['accessibility', node, ['scripts/test-accessibility.mjs']],
  ['editor suite', node, ['scripts/test-editor.mjs']],
  ['editor suite, web', node, ['scripts/test-editor.mjs', '--web']],
  ['other editors', node, ['scripts/test-editors.mjs']],
];

const from = process.argv.find((argument) => argument.startsWith('--from='))?.slice(7);
const first = from ? steps.findIndex(([name]) => name.startsWith(from)) : 0;
if (first < 0) {
  console.error(`test: no step is called ${from}; there are ${steps.map(([name]) => name).join(', ')}`);
  process.exit(2);
}

let passed = 0;
let failed = 0;
const started = Date.now();
for (const [name, command, args, { mayFail = false } = {}] of steps.slice(first)) {
  console.log(`\n== ${name}`);
  const begun = Date.now();
  const { ok, output } = typeof command === 'function' ? call(command) : await run(command, args);
  const counted = count(output);
  passed += counted.passed;
  failed += counted.failed;
  // A step without tests of its own, or one that broke before it could count, is one test itself.
  if (!ok && !mayFail && counted.failed === 0) failed++;
  if (ok && counted.passed === 0) passed++;
  console.log(`== ${name}: ${ok ? 'ok' : 'FAILED'} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  // Without dependencies or a build the rest says nothing.
  if (!ok && (name === 'dependencies' || name === 'build')) break;
}
console.log(`\ntest: ${((Date.now() - started) / 1000).toFixed(0)} s on Node ${process.versions.node}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

function call(action) {
  try {
    action();
    return { ok: true, output: '' };
  } catch (error) {
    console.error(String(error));
    return { ok: false, output: '' };
  }
}

function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], shell: windows, detached: !windows });
    let output = '';
    // A test that never ends must not hold up the gate for ever.
    const late = setTimeout(() => {
      console.error(`test: stopped after ${stepLimit / 60_000} minutes`);
      endGroup(child);
    }, stepLimit);
    const interrupted = () => endGroup(child);
    process.once('SIGINT', interrupted);
    process.once('SIGTERM', interrupted);
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      output += chunk;
    });
    child.on('close', (code) => {
      clearTimeout(late);
      process.off('SIGINT', interrupted);
      process.off('SIGTERM', interrupted);
      resolve({ ok: code === 0, output });
    });
  });
}

/** Ends a step with everything it has started. */
function endGroup(child) {
  try {
    if (windows) child.kill();
    else process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has ended already.
  }
}

/** Reads the totals that Node's runner and our own suites print. */
function count(output) {
  const last = (pattern) => Number([...output.matchAll(pattern)].at(-1)?.[1] ?? 0);
  const runner = { passed: last(/^ℹ pass (\d+)/gm), failed: last(/^ℹ fail (\d+)/gm) };
  if (runner.passed || runner.failed) return runner;
  return { passed: last(/(\d+) passed/g), failed: last(/passed, (\d+) failed/g) };
}
