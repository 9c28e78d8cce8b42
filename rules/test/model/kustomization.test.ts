import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine, defaultContext, type SourceFile } from '../../src/index';
import { laysOver } from '../../src/model/kustomization';

test('a kustomization names its patches in three ways, told from its own folder', () => {
  const text = `kind: Kustomization
resources: [base.yaml]
patches:
  - path: ./a.yaml
  - target: { kind: Deployment }
    patch: |-
      - op: remove
        path: /spec/replicas
patchesStrategicMerge:
  - deep/../patches/b.yaml
  - |-
    kind: Deployment
patchesJson6902:
  - path: c.json
`;
  const named = ['a.yaml', 'patches/b.yaml', 'c.json'];
  for (const path of named) assert.ok(laysOver(text, path), path);
  for (const path of ['base.yaml', 'b.yaml', '']) assert.ok(!laysOver(text, path), path);
  for (const odd of ['', '{', 'patches: 1', 'patches: [1, {path: [a]}]']) assert.ok(!laysOver(odd, 'a.yaml'), odd);
});

const patch = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  template:
    spec:
      containers:
        - name: api
          image: shop/api:1.4
          securityContext:
            privileged: true
`;

const rulesFor = (file: SourceFile): string[] => {
  const engine = createEngine();
  const context = { ...defaultContext, profile: 'all' as const };
  const found = [...engine.check(file, context).findings, ...engine.checkTogether([file], context)];
  return [...new Set(found.map((finding) => finding.rule))].sort();
};

test('a patch is told what is wrong in it, never what is missing', () => {
  assert.deepEqual(rulesFor({ path: 'p.yaml', text: patch, patch: true }), [
    'image-digest-missing',
    'privileged-container',
  ]);
  assert.ok(rulesFor({ path: 'p.yaml', text: patch }).includes('memory-limit-missing'));
});

test('directives of a merge are found in nothing but a patch', () => {
  assert.deepEqual(
    rulesFor({ path: 'p.yaml', text: `${patch}      volumes:\n        - $patch: delete\n          name: a\n` }),
    ['image-digest-missing', 'privileged-container'],
  );
  assert.ok(rulesFor({ path: 'p.yaml', text: `${patch}          command: [echo, $patch]\n` }).length > 2);
});

test('the same text is judged anew when it becomes a patch', () => {
  const engine = createEngine();
  const count = (isPatch: boolean) =>
    engine.check({ path: 'p.yaml', text: patch, patch: isPatch }, defaultContext).findings.length;
  const whole = count(false);
  assert.ok(count(true) < whole);
  assert.equal(count(false), whole);
});
