import { execFile, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** A registry of Debian's package, running on loopback. */
export interface LocalRegistry {
  /** `127.0.0.1:43211` */
  readonly authority: string;
  stop(): Promise<void>;
}

/** Starts a registry over a folder; `settings` are lines of its configuration (`auth:`), `http` lines below `http:`. */
export async function startRegistry(
  folder: string,
  name: string,
  options: { readonly settings?: readonly string[]; readonly http?: readonly string[] } = {},
): Promise<LocalRegistry> {
  const config = [
    'version: 0.1',
    'log: { level: info, formatter: text, accesslog: { disabled: true } }',
    'storage:',
    `  filesystem: { rootdirectory: ${join(folder, 'storage')} }`,
    '  cache: { blobdescriptor: inmemory }',
    'http:',
    '  addr: 127.0.0.1:0',
    ...(options.http ?? []).map((line) => `  ${line}`),
    ...(options.settings ?? []),
    '',
  ].join('\n');
  const file = join(folder, `${name}.yml`);
  writeFileSync(file, config);
  const child = spawn('docker-registry', ['serve', file], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], OTEL_TRACES_EXPORTER: 'none' },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // A test run that dies must not leave the registry behind.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);

  const authority = await new Promise<string>((resolve, reject) => {
    let log = '';
    const read = (part: Buffer): void => {
      log += part.toString('utf8');
      const address = /listening on (127\.0\.0\.1:\d+)/.exec(log)?.[1];
      if (address) resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`docker-registry ended with ${code}: ${log.slice(-500)}`)));
  });
  return {
    authority,
    async stop() {
      process.removeListener('exit', kill);
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Copies an OCI layout into a registry without changing a byte. */
export async function push(layout: string, authority: string, repository: string, tag: string): Promise<void> {
  const source = `oci:${layout}:main`;
  const target = `docker://${authority}/${repository}:${tag}`;
  await execute('skopeo', ['--insecure-policy', 'copy', '--all', '--quiet', '--dest-tls-verify=false', source, target]);
}
