import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createChecklist, matrixOf, readPage } from '@bulkhead/rules/checklist/index';
import { matrixPage } from '../src/checklist/matrixPage';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Contributed;
const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>;
const prefix = 'bulkhead.checklist.';
const text = createChecklist({ component: '<b>"x"</b>', profile: 'standard', tier: 'full' });
const around = { evidence: new Map(), rules: [], readText: () => undefined, today: '2026-11-21' };
const page = readPage(text, around);
const html = matrixPage(
  { component: page.checklist.component, matrix: matrixOf([...page.states.values()]) },
  { nonce: 'abc', language: 'en', title: 'T', caption: 'C', hint: 'H' },
);

test('the matrix page loads nothing and runs nothing without its nonce', () => {
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1];
  assert.equal(policy, "default-src 'none'; style-src 'nonce-abc'; script-src 'nonce-abc'");
  for (const [tag] of html.matchAll(/<(?:script|style)[^>]*>/g)) assert.match(tag, / nonce="abc"/);
  assert.doesNotMatch(html, / on[a-z]+=| style=|https?:|src=|href=/);
  assert.ok(html.includes('&lt;b&gt;&quot;x&quot;') && !html.includes('<b>'));
});

test('every cell is a button with a whole sentence, and the tab key stops once', () => {
  const buttons = [...html.matchAll(/<button [^>]*>/g)].map(([tag]) => tag);
  assert.equal(buttons.length, 48);
  const spoken = [...html.matchAll(/<span class="spoken">([^<]*)<\/span>/g)].map(([, label]) => label ?? '');
  assert.equal(spoken.length, 48);
  for (const label of spoken) assert.match(label, /^[A-Z].+ at the .+: \d+ of \d+ items? decided.*\.$/);
  assert.equal(buttons.filter((tag) => tag.includes('tabindex="0"')).length, 1);
  assert.equal((html.match(/scope="col"/g) ?? []).length, 6);
  assert.equal((html.match(/scope="row"/g) ?? []).length, 8);
});

test('every command that is contributed is registered, and the other way round', () => {
  const source = readFileSync('client/src/checklist/index.ts', 'utf8');
  const registered = [...source.matchAll(/(?:aboutItems|aboutFile|plain|changing)\('(\w+)'/g)].map(([, name]) => name);
  const named = ({ command }: { readonly command: string }) =>
    command.startsWith(prefix) ? [command.slice(prefix.length)] : [];
  const contributed = manifest.contributes.commands.flatMap(named);
  assert.deepEqual([...registered].filter((name) => name !== 'open').sort(), [...contributed].sort());
  const { menus, keybindings } = manifest.contributes;
  const used = [...Object.values(menus).flat(), ...keybindings].flatMap(named);
  for (const name of used) assert.ok(registered.includes(name), name);
});

test('every text that is referred to exists', () => {
  for (const [, key] of JSON.stringify(manifest.contributes).matchAll(/"%([\w.]+)%"/g))
    assert.ok(texts[key ?? ''], key);
});

interface Contributed {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly keybindings: readonly { readonly command: string }[];
  };
}
