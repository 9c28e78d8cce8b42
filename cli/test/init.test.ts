import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readConfig } from '@bulkhead/rules';
import { bulkhead, folderWith } from './fakeIo';

test('init writes a settings file that is valid, and never over another', async (t) => {
  const cwd = folderWith(t, { 'a/.bulkhead.yaml': 'profile: all\n' });
  const first = await bulkhead(cwd, ['init']);
  assert.equal(first.code, 0);
  assert.deepEqual(readConfig(readFileSync(join(cwd, '.bulkhead.yaml'), 'utf8')).problems, []);
  const again = await bulkhead(cwd, ['init', 'a']);
  assert.equal(again.code, 2);
  assert.match(again.stderr, /is there already/);
  assert.equal(readFileSync(join(cwd, 'a/.bulkhead.yaml'), 'utf8'), 'profile: all\n');
  assert.equal((await bulkhead(cwd, ['init', 'a', '--force'])).code, 0);
  assert.match(readFileSync(join(cwd, 'a/.bulkhead.yaml'), 'utf8'), /profile: restricted/);
});
