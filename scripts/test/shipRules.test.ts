import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
// @ts-expect-error Scripts are plain JavaScript.
import { findRuleFiles } from '../lib/ruleIndex.mjs';
// @ts-expect-error Scripts are plain JavaScript.
import { withoutTexts } from '../lib/shipRules.mjs';

test('what ships of a rule is what judges, without its texts', () => {
  const kept = ['id', 'control', 'level', 'severity', 'aliases', 'references', 'subject', 'examples', 'accepts'];
  for (const { id, module } of findRuleFiles('.')) {
    const [source = ''] = readFileSync(`rules/src/${module}.ts`, 'utf8').split('\nexport const german');
    const rule: string = withoutTexts(source);
    for (const name of kept) assert.match(rule, new RegExp(`^  ${name}: `, 'm'), `${id} ${name}`);
    for (const name of ['title', 'why', 'remedy'])
      assert.deepEqual(rule.match(new RegExp(`^  ${name}:.*$`, 'gm')), [`  ${name}: '',`], `${id} ${name}`);
    assert.doesNotMatch(rule, /^ {2}(?:stride|layer|fixable): /m, id);
  }
});
