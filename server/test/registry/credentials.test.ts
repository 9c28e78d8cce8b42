import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { helperFor, readDockerConfig, readHelperAnswer, storedCredentials } from '../../src/registry/credentials';
import { readCertificates } from '../../src/registry/nodeCertificates';
import { dockerCredentials } from '../../src/registry/nodeCredentials';
import { patient } from './support/client';

const base64 = (text: string) => Buffer.from(text).toString('base64');

function folder(t: TestContext): string {
  const made = mkdtempSync(join(tmpdir(), 'bulkhead-docker-'));
  t.after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

describe('docker’s configuration', () => {
  const stored = (config: unknown, host: string) => storedCredentials(readDockerConfig(JSON.stringify(config)), host);

  test('finds a host under all its usual names', () => {
    const pair = { kind: 'password', username: 'u', password: 'p:é' };
    for (const key of ['r.test:5000', 'https://r.test:5000', 'https://r.test:5000/v1/', 'https://r.test:5000/v2/']) {
      assert.deepEqual(stored({ auths: { [key]: { auth: base64('u:p:é') } } }, 'r.test:5000'), pair);
    }
    assert.deepEqual(
      stored({ auths: { 'https://index.docker.io/v1/': { username: 'u', password: 'p:é' } } }, 'docker.io'),
      pair,
    );
  });

  test('never gives the credentials of one host to another', () => {
    const config = {
      auths: { 'r.test': { auth: base64('u:p') }, 'https://index.docker.io/v1/': { auth: base64('u:p') } },
    };
    for (const host of ['r.test:5000', 'test', 'evil-r.test', 'r.test.evil', 'index.docker.io.evil', 'x.r.test']) {
      assert.equal(stored(config, host), undefined, host);
    }
  });

  test('prefers tokens, as docker does', () => {
    const auth = base64('00000000-0000-0000-0000-000000000000:');
    assert.deepEqual(stored({ auths: { 'r.test': { auth, identitytoken: 't' } } }, 'r.test'), {
      kind: 'identity-token',
      token: 't',
    });
    assert.deepEqual(stored({ auths: { 'r.test': { registrytoken: 't' } } }, 'r.test'), {
      kind: 'registry-token',
      token: 't',
    });
  });

  test('chooses the helper of the host before the store', () => {
    const config = readDockerConfig(JSON.stringify({ credsStore: 'desktop', credHelpers: { 'r.test': 'cloud' } }));
    assert.deepEqual([helperFor(config, 'r.test'), helperFor(config, 'docker.io')], ['cloud', 'desktop']);
  });

  test('survives anything', () => {
    for (const text of [
      '',
      'null',
      '[]',
      '{',
      '{"auths":3}',
      '{"auths":{"a":null,"b":{"auth":7}}}',
      '{"auths":{"a":{"auth":"%%"}},"credHelpers":{"a":1}}',
    ]) {
      assert.equal(storedCredentials(readDockerConfig(text), 'a'), undefined);
    }
    for (const text of [
      '',
      'x',
      '[]',
      '{"Username":1,"Secret":"s"}',
      '{"Username":"u"}',
      '{"Username":"u","Secret":""}',
    ]) {
      assert.equal(readHelperAnswer(text), undefined);
    }
    assert.deepEqual(readHelperAnswer('{"Username":"<token>","Secret":"s"}'), { kind: 'identity-token', token: 's' });
  });
});

describe('credential helpers', {
  skip: process.platform === 'win32' ? 'NOT RUN: the helper of the test is a shell script' : false,
}, () => {
  const helper = (t: TestContext, script: string) => {
    const home = folder(t);
    const bin = join(home, 'bin');
    mkdirSync(bin);
    const program = join(bin, 'docker-credential-test');
    writeFileSync(program, `#!/bin/sh\n${script}\n`);
    chmodSync(program, 0o755);
    const set = (config: unknown) => writeFileSync(join(home, 'config.json'), JSON.stringify(config));
    const used: string[] = [];
    const ask = (host: string, options: { trusted?: boolean; path?: string } = {}) =>
      dockerCredentials({
        env: { DOCKER_CONFIG: home, PATH: options.path ?? `${bin}${delimiter}/bin${delimiter}/usr/bin` },
        home,
        mayRunHelpers: () => options.trusted ?? true,
        onUse: (what) => used.push(what),
      })(host, patient);
    return { home, bin, set, ask, used };
  };
  const answer = `echo '{"ServerURL":"x","Username":"u","Secret":"sesame"}'`;

  test('get the host on their input and `get` as their only argument', async (t) => {
    const { home, set, ask, used } = helper(t, `cat > "$PWD/input"; echo "$#$1" > "$PWD/arguments"; ${answer}`);
    set({ credHelpers: { 'r.test': 'test' } });
    assert.deepEqual(await ask('r.test'), { kind: 'password', username: 'u', password: 'sesame' });
    assert.equal(readFileSync(join(home, 'input'), 'utf8'), 'r.test');
    assert.equal(readFileSync(join(home, 'arguments'), 'utf8'), '1get\n');
    assert.doesNotMatch(used.join(), /sesame/);
  });

  test('the store is asked for the hub by its old name', async (t) => {
    const { home, set, ask } = helper(t, `cat > "$PWD/input"; ${answer}`);
    set({ credsStore: 'test' });
    assert.ok(await ask('docker.io'));
    assert.equal(readFileSync(join(home, 'input'), 'utf8'), 'https://index.docker.io/v1/');
  });

  test('do not run where the user does not trust the workspace', async (t) => {
    const { set, ask } = helper(t, answer);
    set({ credsStore: 'test', auths: { 'r.test': { auth: base64('stored:p') } } });
    assert.deepEqual(await ask('r.test', { trusted: false }), { kind: 'password', username: 'stored', password: 'p' });
  });

  test('that fail, babble or are missing are as if they knew nothing', async (t) => {
    for (const script of [
      'exit 1',
      `${answer}; exit 1`,
      'echo no',
      'head -c 200000 /dev/zero',
      'exec </dev/null; echo "{}"',
    ]) {
      const { set, ask } = helper(t, script);
      set({ credsStore: 'test' });
      assert.equal(await ask('r.test'), undefined, script);
    }
    const { set, ask } = helper(t, answer);
    set({ credsStore: 'missing' });
    assert.equal(await ask('r.test'), undefined);
  });

  test('are taken from absolute folders only, and their names are names', async (t) => {
    const { bin, set, ask } = helper(t, answer);
    set({ credsStore: 'test' });
    assert.equal(await ask('r.test', { path: `.${delimiter}${delimiter}bin` }), undefined);
    for (const name of ['../bin/docker-credential-test', 'test; true', '$(true)', 'test\n', '-x', '']) {
      set({ credsStore: name });
      assert.equal(await ask('r.test', { path: bin }), undefined, name);
    }
  });

  test('that hang end with the action', async (t) => {
    const { set, home, bin } = helper(t, 'exec sleep 60');
    set({ credsStore: 'test' });
    const stop = new AbortController();
    const env = { DOCKER_CONFIG: home, PATH: `${bin}${delimiter}/bin${delimiter}/usr/bin` };
    const asked = dockerCredentials({ env, home, mayRunHelpers: () => true })('r.test', stop.signal);
    setTimeout(() => stop.abort(), 50);
    assert.equal(await asked, undefined);
  });
});

describe('certificates', () => {
  const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

  test('of docker’s folder count for their registry only', async (t) => {
    const certs = folder(t);
    mkdirSync(join(certs, 'r.test:5000'));
    writeFileSync(join(certs, 'r.test:5000', 'ca.crt'), pem);
    writeFileSync(join(certs, 'r.test:5000', 'client.key'), 'not this');
    const places = { files: [], folders: [certs] };
    assert.equal((await readCertificates(places, 'r.test:5000'))?.at(-1), pem);
    for (const authority of ['r.test', '../r.test:5000', '..', 'r.test:5000/x', '']) {
      assert.ok(!(await readCertificates(places, authority))?.includes(pem), authority);
    }
  });

  test('that are none are left out', async (t) => {
    const file = join(folder(t), 'x.pem');
    writeFileSync(file, 'hello');
    assert.ok(
      !(await readCertificates({ files: [file, `${file}.missing`], folders: [] }, 'r.test'))?.includes('hello'),
    );
  });
});
