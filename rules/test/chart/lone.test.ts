import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine, defaultContext, fileKind } from '../../src';

const engine = createEngine();
const all = { ...defaultContext, profile: 'all' as const };

/** The rules that speak about a values file that lies alone. */
function said(text: string, path = 'deploy/values-prod.yaml'): string[] {
  return engine.check({ path, text }, all).findings.map(({ rule }) => rule);
}

test('values are known by their names, and manifests by what they are', () => {
  for (const name of ['values.yaml', 'values.yml', 'values-prod.yaml', 'a/values.prod.yaml'])
    assert.equal(fileKind(name, 'image: {}\n'), 'helm-values', name);
  for (const name of ['config.yaml', 'valuesets.yaml', 'values.json', 'values.yaml.bak', 'values.schema.json'])
    assert.equal(fileKind(name, 'image: {}\n'), undefined, name);
  assert.equal(fileKind('values.yaml', 'apiVersion: v1\nkind: Pod\n'), 'kubernetes');
  assert.equal(fileKind('values.yaml', 'extra:\n  - apiVersion: v1\n    kind: Pod\n'), 'helm-values');
});

test('values alone are told what is dangerous in them, never what is missing', () => {
  assert.deepEqual(
    said('podSecurityContext: {}\nresources: {}\nimage:\n  tag: ""\nnetworkPolicy:\n  enabled: false\n'),
    [],
  );
  assert.deepEqual(said('api:\n  securityContext:\n    privileged: true\n  password: Kx7-horse-staple\n'), [
    'values-privileged-default',
    'values-secret-literal',
  ]);
});

test('other YAML is left alone', () => {
  assert.deepEqual(said('privileged: true\nhostNetwork: true\npassword: Kx7-horse-staple\n', 'playbook.yaml'), []);
});

test('a comment silences one rule on one line, and one that silences nothing is told', () => {
  const text = [
    '# bulkhead-ignore values-privileged-default: the network plugin',
    'hostNetwork: true',
    'hostPID: false # bulkhead-ignore values-privileged-default: long gone',
    'hostIPC: true',
    '',
  ].join('\n');
  assert.deepEqual(said(text), ['suppression-unused', 'values-privileged-default']);
});

test('bad values get a calm answer', () => {
  for (const text of ['', '[]', 'a: [', ': :', '- 1', 'a: &a [*a]', '\u0000', '{{ .Values }}', 'x\n---\ny'])
    assert.deepEqual(said(text), [], JSON.stringify(text));
});
