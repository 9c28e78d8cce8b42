import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { outcome, retries, watch } from './results';

/** The editor calls this: in the Node extension host, under code-server as in a desktop VS Code. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, retries, color: false, ...grep(process.env['BULKHEAD_GREP']) });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./tests');
  // What ends a process can be seen only where there are some.
  await import('./tests/crash.test');
  const results = await new Promise<ReturnType<typeof watch>>((resolve) => {
    const collected = watch(mocha.run(() => resolve(collected)));
  });
  const file = process.env['BULKHEAD_RESULTS'];
  if (file) writeFileSync(file, JSON.stringify(results));
  outcome(results);
}

function grep(pattern: string | undefined) {
  return pattern ? { grep: pattern } : {};
}
