import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { bulkhead, folderWith, privilegedPod } from './fakeIo';

const off = 'rules:\n  privileged-container: off\n';

async function found(cwd: string, ...args: string[]): Promise<string[]> {
  const { stdout } = await bulkhead(cwd, ['check', '--format', 'json', '--only', 'privileged-container', ...args]);
  return JSON.parse(stdout).findings.map((f: { path: string; severity: string }) => `${f.path} ${f.severity}`);
}

test('settings files speak for the folders they stand in, the nearest last', async (t) => {
  const cwd = folderWith(t, {
    '.git/HEAD': '',
    '.bulkhead.yaml': 'rules:\n  privileged-container: low\n',
    'pod.yaml': privilegedPod,
    'a/.bulkhead.yaml': off,
    'a/b/pod.yaml': privilegedPod,
    'c/pod.yaml': privilegedPod,
  });
  assert.deepEqual(await found(cwd), ['c/pod.yaml low', 'pod.yaml low']);
  assert.deepEqual(await found(join(cwd, 'a/b')), []);
  assert.deepEqual(await found(join(cwd, 'c')), ['pod.yaml low']);
  assert.deepEqual(await found(cwd, '--no-config'), [
    'a/b/pod.yaml critical',
    'c/pod.yaml critical',
    'pod.yaml critical',
  ]);
});

test('settings files above the repository do not count', async (t) => {
  const cwd = folderWith(t, { '.bulkhead.yaml': off, 'repo/.git/HEAD': '', 'repo/pod.yaml': privilegedPod });
  assert.deepEqual(await found(join(cwd, 'repo')), ['pod.yaml critical']);
});

test('--config replaces them all, wherever it lies', async (t) => {
  const cwd = folderWith(t, {
    'here/.bulkhead.yaml': off,
    'here/pod.yaml': privilegedPod,
    'there/pod.yaml': privilegedPod,
    'ci.yaml': 'overrides:\n  - paths: ["pod.yaml"]\n    rules:\n      privileged-container: info\n',
  });
  assert.deepEqual(await found(join(cwd, 'here'), '--config', '../ci.yaml'), ['pod.yaml info']);
  assert.deepEqual(await found(join(cwd, 'here'), '--config', '../ci.yaml', '../there'), ['../there/pod.yaml info']);
});

test('what the command line says wins', async (t) => {
  const cwd = folderWith(t, { '.bulkhead.yaml': 'profile: all\n', 'pod.yaml': privilegedPod });
  const levels = async (...args: string[]) => {
    const { stdout } = await bulkhead(cwd, ['check', '--format', 'json', ...args]);
    return new Set<string>(JSON.parse(stdout).findings.map((f: { level: string }) => f.level));
  };
  assert.deepEqual([...(await levels('--profile', 'baseline'))], ['baseline']);
  assert.ok((await levels()).has('restricted'));
});

test('ignored files stay out unless they are named', async (t) => {
  const cwd = folderWith(t, { '.bulkhead.yaml': 'ignore: [old]\n', 'old/pod.yaml': privilegedPod });
  assert.deepEqual(await found(cwd), []);
  assert.deepEqual(await found(cwd, 'old/pod.yaml'), ['old/pod.yaml critical']);
  const fixed = await bulkhead(cwd, ['fix', '--review', '--dry-run', '.']);
  assert.deepEqual([fixed.code, fixed.stdout], [0, '']);
});

test('a wrong settings file stops the run and names the line', async (t) => {
  const cwd = folderWith(t, { 'k/.bulkhead.yaml': 'profile: all\nprofle: all\n', 'k/pod.yaml': privilegedPod });
  const ran = await bulkhead(cwd, ['check']);
  assert.deepEqual([ran.code, ran.stdout], [2, '']);
  assert.match(ran.stderr, /^bulkhead: k\/\.bulkhead\.yaml:2:1: There is no setting "profle"/);
  const gone = await bulkhead(cwd, ['check', '--config', 'none.yaml']);
  assert.deepEqual([gone.code, gone.stderr], [2, 'bulkhead: The settings file none.yaml does not exist.\n']);
  const both = await bulkhead(cwd, ['check', '--config', 'none.yaml', '--no-config']);
  assert.deepEqual([both.code, both.stderr], [2, 'bulkhead: --config and --no-config exclude each other.\n']);
});
