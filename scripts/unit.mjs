// Bundles the test files and runs them with Node's own runner.
//   npm run unit                      everything
//   npm run unit -- --quick           all but the tests that are long by nature (*.long.test.ts)
//   npm run unit -- rules helm        only test files whose path contains one of the words
//   npm run unit -- rules --name=pod  only tests whose name matches
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleTests } from './lib/bundle.mjs';
import { globSync } from './lib/files.mjs';

const words = process.argv.slice(2).filter((a) => !a.startsWith('--'));
const name = process.argv.find((a) => a.startsWith('--name='))?.slice(7);
const isMeant = process.argv.includes('--quick') ? (file) => !file.endsWith('.long.test.ts') : () => true;
const files = globSync('.', /(^|\/)test\/.*\.test\.ts$/).filter((f) => !f.startsWith('e2e/') && isMeant(f));
const wanted = words.length ? files.filter((f) => words.some((w) => f.includes(w))) : files;
if (!wanted.length) {
  console.error('unit: no test file matches');
  process.exit(2);
}
const outputs = await bundleTests(wanted);
const args = [
  '--enable-source-maps',
  '--test',
  '--test-reporter=spec',
  `--test-concurrency=${availableParallelism()}`,
  ...(name ? [`--test-name-pattern=${name}`] : []),
];
const run = spawnSync(process.execPath, [...args, ...processes(outputs)], { stdio: 'inherit' });
process.exit(run.status ?? 1);

/** Long tests have a process each; the others share some: to start Node for every file takes longer than they do. */
function processes(bundles) {
  const long = bundles.filter((file) => file.endsWith('.long.test.mjs'));
  const quick = bundles.filter((file) => !long.includes(file));
  const shared = Math.min(quick.length, 4 * availableParallelism());
  const together = Array.from({ length: shared }, (_, index) => {
    const file = join(dirname(quick[0]), `together-${index}.mjs`);
    const mine = quick.filter((_, at) => at % shared === index);
    writeFileSync(file, mine.map((one) => `import ${JSON.stringify(pathToFileURL(one).href)};\n`).join(''));
    return file;
  });
  return [...long, ...together];
}
