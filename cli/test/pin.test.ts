import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { manifestOf, scriptedRegistry, sha256 } from '../../server/test/registry/support/scripted';
import { startServer } from '../../server/test/registry/support/servers';
import { runPin } from '../src/pin';
import { bulkhead, folderWith } from './fakeIo';

/** Runs `bulkhead pin` in a folder. */
async function pin(cwd: string, ...args: string[]) {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    isTerminal: false,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const code = await runPin(args, {
    cwd,
    stdout: output('stdout'),
    stderr: output('stderr'),
    env: { DOCKER_CONFIG: cwd },
    readStdin: async () => Buffer.from(''),
    today: () => '2026-01-31',
    now: () => 0,
  });
  return { code, ...written };
}

async function registry(t: TestContext) {
  const server = await startServer(scriptedRegistry);
  t.after(() => server.stop());
  return server;
}

const digest = (name: string) => sha256(manifestOf(name, '1'));
const pod = (image: string) =>
  `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      image: ${image} # c\n`;
const read = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8');

describe('bulkhead pin', () => {
  test('pins Dockerfiles, manifests and chart values, and only changes digests', async (t) => {
    const { authority } = await registry(t);
    const before = {
      Dockerfile: `\uFEFFFROM ${authority}/shop/base:1 AS x\r\nCOPY --from=x / /\r\n`,
      'k8s/pod.yaml': pod(`"${authority}/shop/api:1"`),
      'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'chart/values.yaml': `image: {repository: ${authority}/shop/web, tag: "1", digest: ""}\n`,
      'chart/templates/pod.yaml': pod(
        '"{{ .Values.image.repository }}:{{ .Values.image.tag }}{{ with .Values.image.digest }}@{{ . }}{{ end }}"',
      ),
    };
    const folder = folderWith(t, before);
    const ran = await pin(folder);
    assert.deepEqual([ran.code, ran.stderr], [0, '3 images in 3 files pinned.\n']);
    assert.match(ran.stdout, /^Dockerfile:1: \S+ -> sha256:[0-9a-f]{64}$/m);
    assert.equal(read(folder, 'Dockerfile'), before.Dockerfile.replace('base:1', `base:1@${digest('shop/base')}`));
    assert.equal(read(folder, 'k8s/pod.yaml'), before['k8s/pod.yaml'].replace('api:1', `api:1@${digest('shop/api')}`));
    assert.equal(
      read(folder, 'chart/values.yaml'),
      before['chart/values.yaml'].replace('""', `"${digest('shop/web')}"`),
    );
    assert.deepEqual(await pin(folder), {
      code: 0,
      stdout: '',
      stderr: '0 images in 0 files pinned, 3 pinned already.\n',
    });
    assert.equal((await pin(folder, '--check')).stderr, 'No image is left to pin.\n');
  });

  test('says which image could not be pinned and why, pins the others and exits with 1', async (t) => {
    const { authority } = await registry(t);
    const folder = folderWith(t, { Dockerfile: `FROM ${authority}/a:1\nFROM ${authority}/b:2\nARG V\nFROM c:$V\n` });
    const ran = await pin(folder, 'Dockerfile');
    assert.equal(ran.code, 1);
    assert.match(ran.stderr, /Dockerfile:2: Image "\S+\/b:2": the registry has no tag "2" there \(404\)\./);
    assert.match(ran.stderr, /1 image in 1 file pinned, 2 not pinned\./);
    assert.match(read(folder, 'Dockerfile'), /a:1@sha256:\S+\nFROM \S+\/b:2\n/);
  });

  test('--check changes nothing and asks nobody', async (t) => {
    const server = await registry(t);
    const text = `FROM ${server.authority}/a:1\n`;
    const folder = folderWith(t, { Dockerfile: text });
    const ran = await pin(folder, '--check');
    assert.equal(ran.code, 1);
    assert.match(ran.stdout, /^Dockerfile:1: Image ".*" is not pinned to a digest\.$/m);
    assert.equal(read(folder, 'Dockerfile'), text);
    assert.equal(server.requests.length, 0);
  });

  test('--refresh replaces digests that are no longer right; with --check it only says so', async (t) => {
    const { authority } = await registry(t);
    const old = `FROM ${authority}/a:1@sha256:${'12'.repeat(32)}\n`;
    const folder = folderWith(t, { Dockerfile: old });
    assert.equal((await pin(folder)).code, 0);
    assert.equal(read(folder, 'Dockerfile'), old);
    const check = await pin(folder, '--check', '--refresh');
    assert.deepEqual([check.code, check.stderr], [1, '1 image in 1 file would be pinned.\n']);
    assert.equal(read(folder, 'Dockerfile'), old);
    assert.equal((await pin(folder, '--refresh')).code, 0);
    assert.equal(read(folder, 'Dockerfile'), `FROM ${authority}/a:1@${digest('a')}\n`);
  });

  test('--lock records what was pinned, and later the lock file answers without a network', async (t) => {
    const server = await registry(t);
    const text = `FROM ${server.authority}/a:1\n`;
    const folder = folderWith(t, { Dockerfile: text });
    assert.equal((await pin(folder, '--lock')).code, 0);
    const lock = read(folder, 'bulkhead-images.lock.yaml');
    assert.ok(lock.includes(`digest: "${digest('a')}"\n    date: "2026-01-31"`), lock);
    await server.stop();
    writeFileSync(join(folder, 'Dockerfile'), text);
    const ran = await pin(folder);
    assert.equal(ran.code, 0, ran.stderr);
    assert.equal(read(folder, 'Dockerfile'), `FROM ${server.authority}/a:1@${digest('a')}\n`);
    writeFileSync(join(folder, 'Dockerfile'), `FROM ${server.authority}/a:1@sha256:${'12'.repeat(32)}\n`);
    const check = await pin(folder, '--check');
    assert.equal(check.code, 1);
    assert.match(check.stdout, /another digest than the lock file/);
  });

  test('check takes the facts from the lock file: a base that does not start as root is no finding', async (t) => {
    const facts = '{user: "1000"}';
    const entry = `{name: docker.io/shop/base, tag: "1", digest: "sha256:${'12'.repeat(32)}", date: "2026-01-01", facts: ${facts}}`;
    const folder = folderWith(t, { Dockerfile: 'FROM shop/base:1\nCMD ["/app"]\n' });
    const rule = ['check', '--only=final-stage-user-missing', '.'];
    assert.match((await bulkhead(folder, rule)).stdout, /never sets a user/);
    writeFileSync(join(folder, 'bulkhead-images.lock.yaml'), `version: 1\nimages:\n  - ${entry}\n`);
    assert.doesNotMatch((await bulkhead(folder, rule)).stdout, /never sets a user/);
  });

  test('a registry that cannot be reached leaves the file as it is', async (t) => {
    const server = await registry(t);
    await server.stop();
    const text = `FROM ${server.authority}/a:1\n`;
    const folder = folderWith(t, { Dockerfile: text });
    const ran = await pin(folder);
    assert.equal(ran.code, 1);
    assert.match(ran.stderr, /refuses the connection/);
    assert.equal(read(folder, 'Dockerfile'), text);
  });
});
