import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultContext } from '../src/context';
import { createEngine } from '../src/engine';
import { applyEdits } from '../src/text/edits';

const account = (listed: boolean) =>
  `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: robot\n${listed ? 'secrets:\n  - name: token\n' : ''}`;
const secret =
  'apiVersion: v1\nkind: Secret\nmetadata:\n  name: token\n  annotations:\n    kubernetes.io/service-account.name: robot\ntype: kubernetes.io/service-account-token\n';
const reader = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: ci\nspec:\n  imagePullSecrets:\n    - name: token\n';

for (const syntax of ['kept', 'dropped'] as const) {
  test(`a fix takes the other objects of the file as they are now (syntax ${syntax})`, () => {
    const engine = createEngine({ syntax });
    const fixed = (text: string) => {
      const { findings } = engine.check({ path: 'a.yaml', text }, defaultContext);
      const found = findings.find(({ rule }) => rule === 'service-account-token-secret');
      assert.ok(found);
      const fix = found.fix();
      return fix && applyEdits(text, fix.edits);
    };
    // Each text but the first finds documents that are remembered, some of them in another place.
    assert.equal(fixed(`${account(true)}---\n${secret}`), account(false));
    assert.equal(fixed(`${account(false)}---\n${secret}`), account(false));
    assert.equal(fixed(`${account(false)}---\n${secret}---\n${reader}`), undefined);
    assert.equal(fixed(`# ours\n${account(true)}---\n${secret}`), `# ours\n${account(false)}`);
    assert.equal(fixed(`${secret}---\n${account(true)}`), `---\n${account(false)}`);
  });
}
