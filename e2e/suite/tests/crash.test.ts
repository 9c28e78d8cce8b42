import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { closeAll, findingOf, open } from './editor';
import { ok } from './expect';
import { lookAtMessage } from './look';

/** Where processes are files, the server can be found and ended. */
const hasProcesses = existsSync('/proc/self/stat');

/** The server of this window, a child of the extension host; beside it one that is about to end, after a restart. */
function serverProcesses(): number[] {
  const isOurs = (pid: string) => {
    try {
      const parent = /\) \w (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
      return (
        parent === String(process.pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('dist/server/node.js')
      );
    } catch {
      return false; // It has ended in the meantime.
    }
  };
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter(isOurs)
    .map(Number);
}

const suite = hasProcesses ? describe : () => undefined;

suite('a server that crashes', () => {
  afterEach(closeAll);

  it('is started again, and the person is told', async () => {
    const { document } = await open('k8s/recommender.yaml');
    await findingOf(document.uri, 'host-network');
    const before = serverProcesses();
    ok(before.length > 0, 'a server');
    for (const pid of before) process.kill(pid, 'SIGKILL');
    await lookAtMessage('crashed');
    await findingOf(document.uri, 'host-network');
    ok(
      serverProcesses().some((pid) => !before.includes(pid)),
      'another process',
    );
  });
});
