import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { speak } from '@bulkhead/server/language';
import { words } from '@bulkhead/server/words';
import { textsIn } from '../../scripts/lib/l10n.mjs';
import { germanWords } from '../../scripts/lib/words.mjs';

const english = Object.keys(read('l10n/bundle.l10n.json'));
const german = read('l10n/bundle.l10n.de.json');

test('every text of the client has its German, and none is left over', () => {
  assert.deepEqual(english, textsIn('client/src'), 'npm run generate');
  assert.deepEqual(Object.keys(german).sort(), english);
});

test('every text of the server has its German', () => {
  const { t } = speak(germanWords({}, []));
  const missing = [...textsIn('server/src'), ...words].filter((text) => t(text) === text);
  assert.deepEqual(missing, [], 'add them to l10n/de/server.json');
});

test('each German text keeps the places of its English', () => {
  for (const [text, translated] of Object.entries(german)) {
    assert.deepEqual(places(translated), places(text), text);
    assert.ok(translated.trim(), text);
  }
});

test('the manifest has the same texts in both languages, and uses them all', () => {
  const named = read('package.nls.json');
  assert.deepEqual(Object.keys(read('package.nls.de.json')).sort(), Object.keys(named).sort());
  const used = [...readFileSync('package.json', 'utf8').matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key);
  assert.deepEqual([...new Set(used)].sort(), Object.keys(named).sort());
});

function read(path: string): Record<string, string> {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function places(text: string): string[] {
  return (text.match(/\{\d\}/g) ?? []).sort();
}
