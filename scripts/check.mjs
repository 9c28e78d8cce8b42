// The fast inner gate: types, lint, generated files, and the unit tests that are quick.
import { spawnSync } from 'node:child_process';

const steps = [
  ['types', 'npx', ['tsc', '-b']],
  ['lint', 'npx', ['biome', 'check', '--error-on-warnings', '.']],
  ['generated files', 'node', ['scripts/generate.mjs', '--check']],
  ['unit tests', 'node', ['scripts/unit.mjs', '--quick']],
];
for (const [name, command, args] of steps) {
  const started = Date.now();
  const run = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (run.status !== 0) {
    console.error(`check: ${name} failed`);
    process.exit(run.status ?? 1);
  }
  console.log(`check: ${name} ok (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}
