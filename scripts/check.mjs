// The fast inner gate: types, lint and generated files side by side, then the unit tests that are quick.
import { spawn } from 'node:child_process';

const sideBySide = [
  ['types', 'npx', ['tsc', '-b']],
  ['lint', 'npx', ['biome', 'check', '--error-on-warnings', '.']],
  ['generated files', 'node', ['scripts/generate.mjs', '--check']],
];
const results = await Promise.all(sideBySide.map((step) => run(step, 'pipe')));
if (results.includes(false) || !(await run(['unit tests', 'node', ['scripts/unit.mjs', '--quick']], 'inherit')))
  process.exit(1);

async function run([name, command, args], output) {
  const started = Date.now();
  const step = spawn(command, args, { stdio: ['ignore', output, output], shell: process.platform === 'win32' });
  const said = [];
  for (const stream of [step.stdout, step.stderr]) stream?.on('data', (chunk) => said.push(chunk));
  const status = await new Promise((resolve) => step.once('close', resolve));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (status !== 0) process.stderr.write(Buffer.concat(said));
  console.log(`check: ${name} ${status === 0 ? 'ok' : 'failed'} (${seconds} s)`);
  return status === 0;
}
