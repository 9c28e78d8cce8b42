import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

const programs = ['docker-registry', 'skopeo', 'openssl'];

function missingPrograms(): string[] {
  return programs.filter((name) => spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name]).status !== 0);
}

/**
 * Runs tests against real programs. Where they are missing, CI fails and everybody else reads what did not run and how
 * to get it.
 */
export function withRealRegistry(name: string, body: () => void): void {
  const missing = missingPrograms();
  if (missing.length === 0) {
    body();
    return;
  }
  const why = `${missing.join(', ')} not installed: run "node scripts/setup-registry.mjs"`;
  if (process.env['CI'] === 'true') {
    test(name, () => {
      throw new Error(why);
    });
  } else {
    test(name, { skip: `NOT RUN, ${why}` }, () => undefined);
  }
}
