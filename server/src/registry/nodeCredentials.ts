import { spawn } from 'node:child_process';
import { access, constants, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { onAbort } from './abort';
import {
  type CredentialSource,
  type Credentials,
  helperFor,
  helperKey,
  readDockerConfig,
  readHelperAnswer,
  storedCredentials,
} from './credentials';
import { cancelled } from './failure';

/** Where docker's configuration is and what may be done with it. */
export interface DockerCredentialOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home?: string;
  /** Helpers are programs: they run only where the user trusts the workspace. */
  readonly mayRunHelpers: () => boolean;
  /** Told what was used, never a secret: `the credential helper "desktop"`. */
  readonly onUse?: (what: string) => void;
}

const maxAnswer = 64 * 1024;
const maxConfig = 4 * 1024 * 1024;
const helperMs = 10_000;

/** Credentials as docker finds them. Nothing is read before a registry insists, and nothing is kept on disk. */
export function dockerCredentials(options: DockerCredentialOptions): CredentialSource {
  const home = options.home ?? homedir();
  return async (host, signal) => {
    const folder = options.env['DOCKER_CONFIG'] || join(home, '.docker');
    const text = await readFile(join(folder, 'config.json'), 'utf8').catch(() => '');
    if (text === '' || text.length > maxConfig) return undefined;
    const config = readDockerConfig(text);
    const helper = helperFor(config, host);
    if (helper !== undefined && options.mayRunHelpers()) {
      const found = await runHelper(helper, helperKey(host), { env: options.env, home, signal });
      if (found) {
        options.onUse?.(`the credential helper "${helper}"`);
        return found;
      }
    }
    const stored = storedCredentials(config, host);
    if (stored) options.onUse?.('the credentials in docker’s configuration');
    return stored;
  };
}

interface HelperRun {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly signal: AbortSignal;
}

async function runHelper(name: string, key: string, run: HelperRun): Promise<Credentials | undefined> {
  const program = await findHelper(name, run.env);
  return program === undefined ? undefined : readHelperAnswer(await getFrom(program, key, run));
}

/** The helper's program from the absolute folders of PATH: a relative one could be the workspace's. */
async function findHelper(name: string, env: HelperRun['env']): Promise<string | undefined> {
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/.test(name)) return undefined;
  const windows = process.platform === 'win32';
  const file = `docker-credential-${name}${windows ? '.exe' : ''}`;
  const path = env['PATH'] ?? env['Path'] ?? '';
  for (const folder of path.split(delimiter).filter(isAbsolute)) {
    const program = join(folder, file);
    const found = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return program;
  }
  return undefined;
}

/** Runs `program get` without a shell, in the home folder, with the registry's name on its standard input. */
function getFrom(program: string, key: string, run: HelperRun): Promise<string> {
  return new Promise((resolve, reject) => {
    if (run.signal.aborted) {
      reject(cancelled());
      return;
    }
    const child = spawn(program, ['get'], {
      cwd: run.home,
      env: { ...run.env },
      shell: false,
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let answer = '';
    const finish = (text: string): void => {
      clearTimeout(late);
      forget();
      resolve(text);
    };
    const stop = (): void => {
      child.kill('SIGKILL');
      finish('');
    };
    const late = setTimeout(stop, helperMs);
    const forget = onAbort(run.signal, stop);
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (part: string) => {
      answer += part;
      if (answer.length > maxAnswer) stop();
    });
    child.on('error', () => finish(''));
    child.on('close', (code) => finish(code === 0 ? answer : ''));
    child.stdin.on('error', () => undefined);
    child.stdin.end(key);
  });
}
