import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const german = read('l10n/bundle.l10n.de.json');

test('every text of the client has its German', () => {
  const missing = textsIn('client/src').filter((text) => !german[text]);
  assert.deepEqual(missing, []);
});

test('no German text is left over, and each keeps its places', () => {
  const texts = new Set(textsIn('client/src'));
  for (const [english, translated] of Object.entries(german)) {
    assert.ok(texts.has(english), `nobody says "${english}" any more`);
    assert.deepEqual(places(translated), places(english), english);
  }
});

test('the manifest has the same texts in both languages, and uses them all', () => {
  const english = read('package.nls.json');
  assert.deepEqual(Object.keys(read('package.nls.de.json')).sort(), Object.keys(english).sort());
  const used = [...readFileSync('package.json', 'utf8').matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key);
  assert.deepEqual([...new Set(used)].sort(), Object.keys(english).sort());
});

function read(path: string): Record<string, string> {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The literal texts that are handed to `l10n.t`, in the file or through a short name for it. */
function textsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const source = readFileSync(join(folder, name), 'utf8');
      return [...source.matchAll(/\bt\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g)];
    })
    .map(([, single, double]) => (single ?? double ?? '').replace(/\\(['"])/g, '$1'));
}

function places(text: string): string[] {
  return (text.match(/\{\d\}/g) ?? []).sort();
}
