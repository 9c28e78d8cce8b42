import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeConfig, hoverConfig } from '../src/config/language';

/** Completions at the `|` of a text, by label. */
function complete(marked: string): string[] {
  const offset = marked.indexOf('|');
  return completeConfig(marked.replace('|', ''), offset).map((c) => c.label);
}

test('keys are offered where they fit, without those already there', () => {
  const top = complete('profile: all\n|');
  assert.ok(top.includes('rules') && top.includes('overrides'));
  assert.ok(!top.includes('profile'));
  assert.deepEqual(complete('suppressions:\n  |\n'), ['foreign', 'reasonRequired']);
  assert.deepEqual(complete('suppressions:\n  foreign: true\n  re|'), ['reasonRequired']);
  assert.ok(complete('overrides:\n  - paths: [a]\n    |').includes('profile'));
  assert.ok(!complete('overrides:\n  - paths: [a]\n    |').includes('paths'));
  assert.deepEqual(complete('nonsense:\n  |'), []);
});

test('values are offered behind the colon', () => {
  assert.deepEqual(complete('profile: |'), ['baseline', 'restricted', 'arbitrary-code', 'all']);
  assert.deepEqual(complete('root: t|'), ['true', 'false']);
  assert.deepEqual(complete('rules:\n  host-network: |'), ['off', 'critical', 'high', 'medium', 'low', 'info']);
});

test('rule ids are offered below rules', () => {
  const text = 'rules:\n  host-|';
  const offset = text.indexOf('|');
  const found = completeConfig(text.replace('|', ''), offset).find((c) => c.label === 'host-network');
  assert.equal(found?.insert, 'host-network: ');
  assert.deepEqual(found?.replaces, { start: offset - 5, end: offset });
});

test('hover explains settings and rules', () => {
  const text = 'profile: all\nrules:\n  host-network: off\n';
  assert.match(hoverConfig(text, 3)?.markdown ?? '', /Which rules speak/);
  assert.equal(hoverConfig(text, text.indexOf('network'))?.rule, 'host-network');
  assert.equal(hoverConfig(text, text.indexOf('off') + 1), undefined);
  assert.equal(hoverConfig('', 0), undefined);
  assert.equal(hoverConfig('- - -', 3), undefined);
});
