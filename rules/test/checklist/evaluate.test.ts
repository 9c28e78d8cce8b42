import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runThrough } from '@bulkhead/helm';
import { createEngine, defaultContext } from '../../src';
import { evaluateComponent, newEvaluationMemory } from '../../src/checklist/evaluate';

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: api
      image: shop/api:1.4
      securityContext: {{- include "lib.context" . | nindent 8 }}
`;

test('a dependency that lies beside a chart in the component is rendered with it', () => {
  const engine = createEngine();
  const memory = newEvaluationMemory();
  const evidence = (privileged: boolean) => {
    const files = {
      'charts/shop/Chart.yaml':
        'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - name: lib\n    version: 1.0.0\n    repository: file://../lib\n',
      'charts/shop/templates/pod.yaml': pod,
      'charts/lib/Chart.yaml': 'apiVersion: v2\nname: lib\nversion: 1.0.0\ntype: library\n',
      'charts/lib/templates/_context.tpl': `{{- define "lib.context" -}}\nprivileged: ${privileged}\n{{- end -}}\n`,
    };
    const given = Object.entries(files).map(([path, text]) => ({ path, text }));
    return runThrough(evaluateComponent(given, engine, defaultContext, memory)).get('privileged-container');
  };
  const bad = evidence(true);
  assert.deepEqual(bad?.unresolved, []);
  assert.deepEqual(
    bad?.findings.map(({ file }) => file),
    ['charts/shop/templates/pod.yaml'],
  );
  // A change of the dependency alone is noticed.
  assert.deepEqual(evidence(false)?.findings, []);
});

test('rules about Windows have something to look at only where Windows is spoken of', () => {
  const looked = (files: Readonly<Record<string, string>>) => {
    const given = Object.entries(files).map(([path, text]) => ({ path, text }));
    return runThrough(evaluateComponent(given, createEngine(), defaultContext)).get('windows-host-process')?.files;
  };
  const linux = pod.replace(/ {6}securityContext.*\n/, '');
  assert.deepEqual(looked({ 'pod.yaml': linux }), []);
  assert.deepEqual(looked({ 'pod.yaml': `${linux}  os:\n    name: windows\n` }), ['pod.yaml']);
  // What a chart's values say is said of its templates.
  const chart = (values: string) => ({
    'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'values.yaml': values,
    'templates/pod.yaml': `${linux}  nodeSelector: {{ toYaml .Values.nodeSelector | nindent 4 }}\n`,
  });
  assert.deepEqual(looked(chart('nodeSelector:\n  kubernetes.io/os: linux\n')), []);
  assert.deepEqual(looked(chart('nodeSelector:\n  kubernetes.io/os: windows\n')), ['templates/pod.yaml']);
});
