import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
// @ts-expect-error Scripts are plain JavaScript.
import { generatedFiles } from '../lib/generated.mjs';
// @ts-expect-error Scripts are plain JavaScript.
import { findRuleFiles, folderIndexText, germanIndexText, ruleFolders } from '../lib/ruleIndex.mjs';
// @ts-expect-error Scripts are plain JavaScript.
import { ruleTemplate } from '../lib/ruleTemplate.mjs';

function projectWith(t: TestContext, files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'bulkhead-generate-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

test('the index of a folder lists every rule file, also in subfolders, by id', (t) => {
  const root = projectWith(t, {
    'rules/src/kubernetes/rbac/wildcardUsed.ts':
      'export const wildcardUsed = defineRule({});\nexport const german = {};',
    'rules/src/dockerfile/run-as-root.ts': 'export const runAsRoot = defineRule({});\nexport const german = {};',
    'rules/src/kubernetes/hostPid.ts':
      'const x = 1;\nexport const hostPid = defineRule({});\nexport const german = {};',
  });
  const text: string = folderIndexText(findRuleFiles(root), 'kubernetes');
  assert.match(text, /import \{ wildcardUsed \} from '\.\/kubernetes\/rbac\/wildcardUsed';/);
  assert.match(text, /= \[\n {2}hostPid,\n {2}wildcardUsed,\n\];\n$/);
  const words: string = germanIndexText(findRuleFiles(root));
  assert.match(words, /import \{ german as hostPid \} from '\.\/kubernetes\/hostPid';/);
  assert.match(words, /= \{\n {2}'host-pid': hostPid,\n {2}'run-as-root': runAsRoot,\n/);
});

test('a file that is not one rule is refused by name', (t) => {
  const misnamed = projectWith(t, { 'rules/src/helm/aRule.ts': 'export const otherRule = defineRule({});' });
  assert.throws(
    () => findRuleFiles(misnamed),
    /rules\/src\/helm\/aRule\.ts must export "aRule" and then "german" \(it exports otherRule\)/,
  );
  const two = projectWith(t, {
    'rules/src/helm/aRule.ts': 'export const aRule = 1;\nexport const german = {};\nexport function help() {}',
  });
  assert.throws(() => findRuleFiles(two), /it exports aRule, german, help/);
  const twice = projectWith(t, {
    'rules/src/helm/aRule.ts': 'export const aRule = 1;\nexport const german = {};',
    'rules/src/workspace/aRule.ts': 'export const aRule = 1;\nexport const german = {};',
  });
  assert.throws(() => findRuleFiles(twice), /Two files hold the rule "a-rule"/);
});

test('what is stale is named, and written once', (t) => {
  const root = projectWith(t, { 'docs/old.md': 'x', 'docs/same.md': 'same', 'docs/changed.md': 'before' });
  const output = generatedFiles(root);
  output.folder('docs');
  output.file('docs/same.md', 'same');
  output.file('docs/changed.md', 'after');
  output.file('docs/deep/new.md', 'new');
  const stale = [
    { path: 'docs/changed.md', state: 'out of date' },
    { path: 'docs/deep/new.md', state: 'missing' },
    { path: 'docs/old.md', state: 'no longer generated' },
  ];
  assert.deepEqual(output.stale(), stale);
  assert.equal(existsSync(join(root, 'docs/old.md')), true);
  assert.deepEqual(output.write(), stale);
  assert.equal(readFileSync(join(root, 'docs/changed.md'), 'utf8'), 'after');
  assert.equal(existsSync(join(root, 'docs/old.md')), false);
  assert.deepEqual(output.stale(), []);
});

test('every folder has a template whose file the index accepts', (t) => {
  const files = (ruleFolders as string[]).map((folder, i) => [
    `rules/src/${folder}/newRule${i}.ts`,
    ruleTemplate(folder, `new-rule${i}`),
  ]);
  assert.equal(findRuleFiles(projectWith(t, Object.fromEntries(files))).length, ruleFolders.length);
});
