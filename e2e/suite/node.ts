import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { outcome, retries, watch } from './results';
import { loadTests } from './tests';
import { onlySome } from './tests/look';

/** The editor calls this: in the Node extension host, under code-server as in a desktop VS Code. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 180_000, retries, color: false, ...onlySome() });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  // A repository, and what ends a process, can be seen only where there are some.
  await loadTests(async () => {
    await import('./tests/checklist/git.test');
    await import('./tests/crash.test');
  });
  const results = await new Promise<ReturnType<typeof watch>>((resolve) => {
    const collected = watch(mocha.run(() => resolve(collected)));
  });
  const file = process.env['BULKHEAD_RESULTS'];
  if (file) writeFileSync(file, JSON.stringify(results));
  outcome(results);
}
