import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../src/lookup';
import { complaintsAbout } from './ruleTester';

for (const rule of rules) {
  test(`rule ${rule.id}`, () => {
    assert.deepEqual(complaintsAbout(rule, rules), []);
  });
}

test('ids and titles are unique', () => {
  const ids = rules.map((rule) => rule.id);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.length > 0);
});
