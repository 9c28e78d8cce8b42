import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultContext } from '../src/context';
import { createEngine } from '../src/engine';
import { fixUntilStable } from '../src/fix';
import { fixtures } from './hardenFixtures';

const engine = createEngine();

/** Hardens a manifest as "fix all" does, for Pod Security restricted. */
function harden(text: string, kubernetes: number) {
  const context = { ...defaultContext, kubernetes };
  const file = { path: 'manifest.yaml', text };
  const result = fixUntilStable(engine, file, context, { safety: 'review' });
  const left = engine
    .check({ ...file, text: result.text }, context)
    .findings.filter((finding) => finding.aliases.some((alias) => alias.startsWith('PSS-')));
  const again = fixUntilStable(engine, { ...file, text: result.text }, context, { safety: 'review' });
  return { ...result, left, again: again.text };
}

const comments = (text: string) => text.match(/(^|\s)#.*$/gm)?.map((comment) => comment.trim()) ?? [];

for (const { name, text, leaves = [] } of fixtures) {
  for (const kubernetes of [21, 24, 30, 34, 36]) {
    test(`${name} is hardened for Kubernetes 1.${kubernetes}`, () => {
      const { left, again, settled, text: hardened } = harden(text, kubernetes);
      assert.deepEqual([...new Set(left.map((finding) => finding.rule))], leaves);
      assert.ok(settled);
      assert.equal(again, hardened);
      for (const comment of comments(text)) assert.ok(comments(hardened).includes(comment), `lost ${comment}`);
      assert.deepEqual(engine.check({ path: 'manifest.yaml', text: hardened }, defaultContext).notes, []);
    });
  }
}

test('hardening one plain pod writes what a person would write', () => {
  const { text } = harden(
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  containers:\n  - name: web # public\n    image: shop/web:1.4\n    ports:\n    - containerPort: 80\n    resources:\n      requests: { memory: 128Mi, cpu: 100m }\n',
    36,
  );
  assert.equal(
    text,
    `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  serviceAccountName: shop
  volumes:
  - name: tmp
    emptyDir:
      sizeLimit: 1Gi
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    seccompProfile:
      type: RuntimeDefault
  automountServiceAccountToken: false
  containers:
  - name: web # public
    image: shop/web:1.4
    volumeMounts:
    - name: tmp
      mountPath: /tmp
    securityContext:
      allowPrivilegeEscalation: false
      readOnlyRootFilesystem: true
      capabilities:
        drop:
        - ALL
        add:
        - NET_BIND_SERVICE
    ports:
    - containerPort: 80
    resources:
      limits:
        memory: 128Mi
      requests: { memory: 128Mi, cpu: 100m }
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: shop
automountServiceAccountToken: false
`,
  );
});

test('a pod for Windows gets nothing that only Linux knows', () => {
  const { text } = harden(
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  os: { name: windows }\n  containers:\n    - name: web\n      image: shop/web:1.4\n',
    36,
  );
  for (const field of [
    'capabilities',
    'seccompProfile',
    'allowPrivilegeEscalation',
    'readOnlyRootFilesystem',
    'runAsUser:',
    'fsGroup',
    'appArmorProfile',
  ])
    assert.ok(!text.includes(field), field);
  assert.ok(text.includes('runAsNonRoot: true'));
});

test('what a merge key takes over is written once', () => {
  const text = [
    'apiVersion: v1',
    'kind: Pod',
    'metadata:',
    '  name: shop',
    'spec:',
    '  containers:',
    '    - &web',
    '      name: web',
    '      image: shop/web:1.4',
    '    - <<: *web',
    '      name: side',
    '      image: shop/side:1.4',
    '',
  ].join('\n');
  const { again, text: hardened } = harden(text, 36);
  assert.equal(again, hardened);
  for (const field of ['allowPrivilegeEscalation', 'readOnlyRootFilesystem', 'drop', 'resources'])
    assert.equal(hardened.split(`${field}:`).length, 2, field);
});
