import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { run } from '../src';
import type { Io, Output } from '../src/io';

/** What a command line did. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly terminal?: boolean;
  /** Each look at the clock is this much later than the last. */
  readonly tick?: number;
}

/** Runs a command line in a folder, in this process. */
export async function bulkhead(cwd: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const isTerminal = options.terminal ?? false;
  const output = (name: 'stdout' | 'stderr'): Output => ({
    isTerminal,
    write: (text) => {
      written[name] += text;
    },
  });
  let clock = 0;
  const io: Io = {
    cwd,
    stdout: output('stdout'),
    stderr: output('stderr'),
    env: options.env ?? {},
    readStdin: async () => Buffer.from(options.stdin ?? ''),
    today: () => '2026-01-31',
    now: () => {
      clock += options.tick ?? 0;
      return clock;
    },
  };
  const code = await run(args, io);
  return { code, ...written };
}

/** A folder with these files that goes away with the test. A path with a slash at the end is an empty folder. */
export function folderWith(t: TestContext, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bulkhead-cli-')));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const target = join(folder, path);
    mkdirSync(path.endsWith('/') ? target : dirname(target), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(target, content);
  }
  return folder;
}

/** A manifest with one critical finding of the rule `privileged-container`, in line 10. */
export const privilegedPod = `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: api # public
      image: shop/api:1.4
      securityContext:
        privileged: true # legacy
`;

/** The same manifest, hardened by hand. */
export const hardenedPod = privilegedPod.replace('privileged: true', 'privileged: false');
