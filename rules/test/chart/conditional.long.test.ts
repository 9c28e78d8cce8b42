import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chartYaml, check, type Files, podTemplate, repaired } from './chart';

const privileged = ['privileged-container'];
const on = { helm: { conditional: true } };
const agent = (guard: string) =>
  `{{- if ${guard} }}\n${podTemplate('securityContext:\n  privileged: {{ .Values.agent.privileged }}')}{{- end }}\n`;
const files: Files = {
  'values.yaml': 'agent:\n  enabled: false\n  privileged: true\n',
  'templates/agent.yaml': agent('.Values.agent.enabled'),
};
const messages = (given: Files, context = {}) =>
  check(given, privileged, context).findings.map(({ message }) => message);

test('what is switched off says nothing unless somebody asks', () => {
  assert.deepEqual(messages(files), []);
});

test('a feature that is off is looked at as if it were on, and the finding says so', () => {
  const [finding, more] = check(files, privileged, on).findings;
  assert.equal(more, undefined);
  assert.equal(finding?.file, 'chart/values.yaml');
  assert.equal(finding?.when, 'agent.enabled=true');
  assert.match(finding?.message ?? '', / \(only when agent\.enabled=true\)\.$/);
});

test('its fix is proven as well, and changes nothing but what is wrong', () => {
  const [finding] = check(files, privileged, on).findings;
  const after = repaired(files, finding);
  assert.equal(after['values.yaml'], 'agent:\n  enabled: false\n  privileged: false\n');
  assert.deepEqual(messages(after, on), []);
});

test('a switch inside what another switches on is found', () => {
  const nested = { ...files, 'values.yaml': 'agent: {enabled: false, deep: false, privileged: true}\n' };
  const guarded = agent('.Values.agent.deep');
  assert.deepEqual(
    messages({ ...nested, 'templates/agent.yaml': `{{ if .Values.agent.enabled }}${guarded}{{ end }}` }, on).map(
      (m) => /only when .*\)/.exec(m)?.[0],
    ),
    ['only when agent.enabled=true and agent.deep=true)'],
  );
});

test('a subchart that is off is looked at through the values of its parent', () => {
  const umbrella: Files = {
    'Chart.yaml': `${chartYaml}dependencies:\n  - name: agent\n    version: 1.0.0\n    condition: agent.enabled\n`,
    'values.yaml': 'agent:\n  enabled: false\n  privileged: true\n',
    'charts/agent/Chart.yaml': chartYaml.replace('shop', 'agent'),
    'charts/agent/templates/pod.yaml': podTemplate('securityContext:\n  privileged: {{ .Values.privileged }}'),
  };
  assert.deepEqual(messages(umbrella), []);
  assert.match(messages(umbrella, on).join(), /only when agent\.enabled=true/);
});

test('what occurs anyway is told once', () => {
  const both = {
    ...files,
    'templates/pod.yaml': podTemplate('securityContext:\n  privileged: {{ .Values.agent.privileged }}'),
  };
  assert.equal(messages(both, on).length, 1);
});

test('a comment silences what is only there under a condition', () => {
  const ignored = `agent:\n  enabled: false\n  # bulkhead-ignore privileged-container: reads the disks\n  privileged: true\n`;
  const report = check({ ...files, 'values.yaml': ignored }, [...privileged, 'suppression-unused'], {
    ...on,
    profile: 'all',
  });
  assert.deepEqual(report.findings, []);
  // Nobody looked, so nobody can say that it is not needed.
  const unasked = check({ ...files, 'values.yaml': ignored }, ['suppression-unused'], { profile: 'all' });
  assert.deepEqual(unasked.findings, []);
});

test('a thousand switches are answered in bounded work', () => {
  const many = Array.from({ length: 1000 }, (_, i) => `f${i}`);
  const values = many.map((name) => `${name}: false\n`).join('');
  const guards = many.map((name) => `{{ if .Values.${name} }}{{ .Values.${name} }}{{ end }}`).join('');
  const report = check({ 'values.yaml': values, 'templates/a.yaml': `a: b${guards}\n` }, privileged, on);
  assert.deepEqual(report.findings, []);
});
