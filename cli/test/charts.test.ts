import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bulkhead, folderWith } from './fakeIo';

const chart = {
  'shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'shop/values.yaml': '# how the shop runs\nsecurityContext: {} # filled in per cluster\n',
  'shop/templates/pod.yaml': [
    'apiVersion: v1',
    'kind: Pod',
    'metadata:',
    '  name: {{ .Release.Name }}',
    'spec:',
    '  containers:',
    '    - name: api',
    '      image: shop/api:1.4',
    '      securityContext:',
    '        {{- toYaml .Values.securityContext | nindent 8 }}',
    '',
  ].join('\n'),
};
const only = ['--only', 'privilege-escalation-allowed'];

test('a finding in a chart is told on the values key that feeds it, and fixed there', async (t) => {
  const cwd = folderWith(t, chart);
  const { stdout } = await bulkhead(cwd, ['check', '--format', 'json', ...only, '.']);
  const [finding, more] = JSON.parse(stdout).findings;
  assert.equal(more, undefined);
  assert.equal(finding.path, 'shop/values.yaml');
  assert.equal(finding.range.start.line, 2);
  const fixed = await bulkhead(cwd, ['fix', '--review', ...only, '.']);
  assert.equal(fixed.code, 0);
  assert.equal(
    readFileSync(join(cwd, 'shop/values.yaml'), 'utf8'),
    '# how the shop runs\nsecurityContext: # filled in per cluster\n  allowPrivilegeEscalation: false\n',
  );
  assert.equal(readFileSync(join(cwd, 'shop/templates/pod.yaml'), 'utf8'), chart['shop/templates/pod.yaml']);
  const after = await bulkhead(cwd, ['check', '--format', 'json', ...only, '.']);
  assert.deepEqual(JSON.parse(after.stdout).findings, []);
});

test('naming a file of a chart checks the chart and tells what is in that file', async (t) => {
  const cwd = folderWith(t, chart);
  const values = await bulkhead(cwd, ['check', '--format', 'json', ...only, 'shop/values.yaml']);
  assert.equal(JSON.parse(values.stdout).findings.length, 1);
  const template = await bulkhead(cwd, ['check', '--format', 'json', ...only, 'shop/templates']);
  assert.deepEqual(JSON.parse(template.stdout).findings, []);
});

test('an overlay is a scenario of its own, and the finding says so', async (t) => {
  const cwd = folderWith(t, {
    ...chart,
    'shop/values.yaml': 'securityContext:\n  allowPrivilegeEscalation: false\n',
    'shop/values-dev.yaml': 'securityContext:\n  allowPrivilegeEscalation: true\n',
  });
  const { stdout } = await bulkhead(cwd, ['check', '--format', 'json', ...only, '.']);
  const findings = JSON.parse(stdout).findings as { path: string; message: string }[];
  assert.deepEqual(
    findings.map((f) => f.path),
    ['shop/values-dev.yaml'],
  );
  assert.match(findings[0]?.message ?? '', /with values-dev\.yaml/);
});
