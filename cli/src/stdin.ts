import { resolve } from 'node:path';
import { startsAsDockerfile } from '@bulkhead/rules';
import type { Given, Options } from './args';
import type { Io } from './io';
import { displayPath, type Source } from './sources';

/** The option that goes with `-`. */
export const stdinOption = {
  'stdin-filename': { value: 'PATH', help: 'What to call standard input; the name tells what kind of file it is' },
} as const satisfies Options;

/** Standard input as a file. Without a name it is taken for what it starts as, a Dockerfile or a manifest. */
export async function stdinSource(given: Given, io: Io): Promise<Source> {
  const bytes = await io.readStdin();
  const start = Buffer.from(bytes.subarray(0, 8000)).toString();
  const likely = startsAsDockerfile(start) ? 'stdin.Dockerfile' : 'stdin.yaml';
  const absolute = resolve(io.cwd, given.value('stdin-filename') ?? likely);
  return { path: displayPath(absolute, io.cwd), absolute, named: true, bytes };
}
