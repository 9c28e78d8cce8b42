import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine, defaultContext, fixUntilStable, type SourceFile } from '../../src/index';
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

/** A kustomization that holds the patch itself, in a literal block below `before`. */
const holding = (before: string, text = patch) =>
  `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [base.yaml] # as it is
${before}
${text.replace(/^(?=.)/gm, '      ')}images: []
`;

test('a patch inside a kustomization is judged as the part it is, at its place in the file', () => {
  for (const before of [
    'patches:\n  - target: { kind: Deployment }\n    patch: |-',
    'patchesStrategicMerge:\n  - |',
    'patches:\n  - path: other.yaml\n  - patch: | # inline',
  ]) {
    const text = holding(before);
    const file = { path: 'kustomization.yaml', text };
    const { findings } = createEngine().check(file, defaultContext);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['image-digest-missing', 'privileged-container'],
      before,
    );
    const { span } = findings[1] as (typeof findings)[number];
    assert.equal(text.slice(span.start, span.end), 'true');
    const fixed = fixUntilStable(createEngine(), file, defaultContext, { safety: 'review' });
    assert.equal(fixed.text, text.replace('privileged: true', 'privileged: false'));
  }
});

test('an ignore comment inside such a patch speaks about it', () => {
  const ignored = patch.replace('privileged: true', 'privileged: true # bulkhead-ignore privileged-container: a build');
  const text = holding('patches:\n  - patch: |-', ignored);
  const { findings, suppressed } = createEngine().check({ path: 'kustomization.yaml', text }, defaultContext);
  assert.deepEqual(
    findings.map(({ rule }) => rule),
    ['image-digest-missing'],
  );
  assert.equal(suppressed.length, 1);
});

test('no document is put into the middle of a kustomization', () => {
  const text = holding(
    'patches:\n  - patch: |-',
    patch.replace('      containers:', '      serviceAccountName: default\n      containers:'),
  );
  const { findings } = createEngine().check({ path: 'kustomization.yaml', text }, defaultContext);
  const fix = findings.find(({ rule }) => rule === 'default-service-account-used')?.fix();
  assert.ok(!fix?.edits.some((edit) => edit.text.includes('---')), JSON.stringify(fix?.edits));
});

test('operations, folded text and other kinds of file hold no patch that is read', () => {
  const silent = (text: string) =>
    assert.deepEqual(createEngine().check({ path: 'kustomization.yaml', text }, defaultContext).findings, []);
  silent(holding('patches:\n  - patch: |-', '- op: add\n  path: /spec/template/spec/hostNetwork\n  value: true\n'));
  silent(holding('patches:\n  - patch: >-'));
  silent(holding('patches:\n  - patch: |-', 'apiVersion: apps/v1\nkind: [\n'));
  silent(holding('patches:\n  - patch: |-').replace('kind: Kustomization', 'kind: Notes'));
});

test('the values that operations put in are told at their place, without a fix', () => {
  const text = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
patches:
  - target: { kind: Deployment, name: shop }
    patch: |-
      - op: replace
        path: /spec/template/spec/hostNetwork
        value: true
      - op: add
        path: /spec/template/spec/containers/1/securityContext
        value: { privileged: true }
      # bulkhead-ignore host-pid: a debugger
      - { op: add, path: /spec/template/spec/hostPID, value: true }
      - op: add
        path: /spec/template/spec/volumes/-
        value: { name: etc, hostPath: { path: /etc } }
      - { op: remove, path: /spec/template/spec/hostIPC }
      - { op: add, path: spec/hostIPC, value: true }
patchesJson6902:
  - target: { kind: Widget, name: shop }
    patch: |-
      - { op: add, path: /spec/hostPID, value: true }
  - target: { kind: Pod, name: .* }
    patch: |-
      - { op: add, path: /spec/hostPID, value: true }
`;
  const file = { path: 'kustomization.yaml', text };
  const { findings } = createEngine().check(file, defaultContext);
  assert.deepEqual(
    findings.map(({ rule, span }) => `${rule}: ${text.slice(span.start, span.end)}`),
    [
      'host-network: true',
      'privileged-container: true',
      'host-path-sensitive: /etc',
      'host-path-volume: /etc',
      'host-pid: true',
    ],
  );
  assert.deepEqual(
    findings.map(({ message }) => message.split(' ').slice(0, 2).join(' ')),
    ['Deployment "shop"', 'Container "#2"', 'Deployment "shop"', 'Deployment "shop"', 'This Pod'],
  );
  const fixed = fixUntilStable(createEngine(), file, defaultContext, { safety: 'review' });
  assert.equal(fixed.text, text);
  const odd = (patch: string) =>
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n  - target: { kind: Pod }\n    patch: |-\n      ${patch}\n`;
  for (const patch of ['- 1', '- op: add', '- { op: add, path: /, value: 1 }', '- { op: add, path: [a], value: 1 }']) {
    assert.deepEqual(createEngine().check({ ...file, text: odd(patch) }, defaultContext).findings, [], patch);
  }
});
