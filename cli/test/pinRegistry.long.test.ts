import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { factsFromLock, readLock } from '@bulkhead/rules/images/index';
import { push, startRegistry } from '../../server/test/registry/support/localRegistry';
import { writeLayout } from '../../server/test/registry/support/ociLayout';
import { withRealRegistry } from '../../server/test/registry/support/programs';
import { runPin } from '../src/pin';
import { folderWith } from './fakeIo';

withRealRegistry('bulkhead pin --lock at a real registry', () => {
  test('bulkhead pin --lock records digests and facts of a real registry', async (t) => {
    const folder = folderWith(t, { 'registry/': '', 'work/': '' });
    const digest = writeLayout(join(folder, 'layout'), [
      { architecture: 'arm64', user: '1000' },
      { architecture: 'amd64', user: '1000', ports: ['8080/tcp'], created: '2024-02-03T04:05:06Z' },
    ]);
    const registry = await startRegistry(join(folder, 'registry'), 'open');
    t.after(() => registry.stop());
    await push(join(folder, 'layout'), registry.authority, 'shop/base', '1.4');
    const cwd = join(folder, 'work');
    const reference = `${registry.authority}/shop/base:1.4`;
    writeFileSync(join(cwd, 'Dockerfile'), `FROM ${reference}\n`);
    const errors: string[] = [];
    const code = await runPin(['--lock'], {
      cwd,
      stdout: { isTerminal: false, write: () => undefined },
      stderr: { isTerminal: false, write: (text) => void errors.push(text) },
      env: { DOCKER_CONFIG: cwd },
      readStdin: async () => Buffer.from(''),
      today: () => '2026-01-31',
      now: () => 0,
    });
    assert.equal(code, 0, errors.join(''));
    assert.equal(readFileSync(join(cwd, 'Dockerfile'), 'utf8'), `FROM ${reference}@${digest}\n`);
    const facts = factsFromLock(readLock(readFileSync(join(cwd, 'bulkhead-images.lock.yaml'), 'utf8')))(reference);
    assert.deepEqual(facts, {
      digest,
      user: '1000',
      created: '2024-02-03',
      exposedPorts: ['8080/tcp'],
      entrypoint: ['/bin/app'],
      platforms: ['linux/amd64', 'linux/arm64'],
      labels: {},
    });
  });
});
