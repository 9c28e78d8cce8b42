import assert from 'node:assert/strict';
import { readFileSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
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

const allowed = 'securityContext:\n  allowPrivilegeEscalation: true\n';
const forbidden = 'securityContext:\n  allowPrivilegeEscalation: false\n';

async function told(cwd: string, ...args: string[]): Promise<{ path: string; message: string }[]> {
  const { stdout } = await bulkhead(cwd, ['check', '--format', 'json', ...only, ...args]);
  return JSON.parse(stdout).findings;
}

test('settings say which value files a chart is looked at with, those outside its folder included', async (t) => {
  const cwd = folderWith(t, {
    ...chart,
    '.bulkhead.yaml': 'charts:\n  - path: shop\n    values: [../env/prod.yaml, "../env/prod.yaml,values-dev.yaml"]\n',
    'shop/values.yaml': forbidden,
    'shop/values-dev.yaml': forbidden,
    'shop/values-local.yaml': allowed,
    'env/prod.yaml': allowed,
    'env/other.yaml': allowed,
  });
  const [finding, more] = await told(cwd, '.');
  assert.equal(more, undefined);
  assert.equal(finding?.path, 'env/prod.yaml');
  assert.match(finding?.message ?? '', /\(with \.\.\/env\/prod\.yaml\)\.$/);
  assert.equal((await told(cwd, 'env')).length, 1);
  await bulkhead(cwd, ['fix', '--review', ...only, '.']);
  assert.equal(readFileSync(join(cwd, 'env/prod.yaml'), 'utf8'), forbidden);
});

test('settings open no file outside their own folder', async (t) => {
  const cwd = folderWith(t, {
    'inner/.bulkhead.yaml':
      'charts:\n  - path: shop\n    values: [../../secret.yaml, /etc/passwd]\n  - path: ../shop\n',
    ...Object.fromEntries(Object.entries(chart).map(([path, text]) => [`inner/${path}`, text])),
    'inner/shop/values.yaml': forbidden,
    'secret.yaml': allowed,
  });
  assert.deepEqual(await told(cwd, 'inner'), []);
});

test('a file beside values.yaml that has no key of the chart is no scenario', async (t) => {
  const cwd = folderWith(t, { ...chart, 'shop/values.yaml': forbidden, 'shop/values-db.yaml': 'primary: {}\n' });
  assert.deepEqual(await told(cwd, '.'), []);
  const other = folderWith(t, { ...chart, 'shop/values-db.yaml': 'primary:\n  password: Kx7-horse-staple\n' });
  const { stdout } = await bulkhead(other, ['check', '--format', 'json', '--only', 'values-secret-literal', '.']);
  assert.equal(JSON.parse(stdout).findings.length, 1);
});

test('value files on the command line are the one scenario that counts', async (t) => {
  const cwd = folderWith(t, {
    ...chart,
    'shop/values-dev.yaml': allowed,
    'prod.yaml': forbidden,
    'more.yaml': allowed,
  });
  assert.deepEqual(await told(cwd, '.', '-f', 'prod.yaml'), []);
  const [finding, more] = await told(cwd, '.', '-f', 'prod.yaml', '--values', 'more.yaml');
  assert.equal(more, undefined);
  assert.equal(finding?.path, 'more.yaml');
});

test('features that are off are looked at when asked for, on the command line or by settings', async (t) => {
  const pod = `{{- if .Values.enabled }}\n${chart['shop/templates/pod.yaml']}{{- end }}\n`;
  const files = { ...chart, 'shop/values.yaml': `enabled: false\n${allowed}`, 'shop/templates/pod.yaml': pod };
  const cwd = folderWith(t, files);
  assert.deepEqual(await told(cwd, '.'), []);
  assert.match((await told(cwd, '--conditional', '.')).map(({ message }) => message).join(), /only when enabled=true/);
  const settled = folderWith(t, { ...files, '.bulkhead.yaml': 'helm:\n  conditional: true\n' });
  assert.equal((await told(settled, '.')).length, 1);
});

/** A library beside the chart that makes its security context, and something that is none of the repository. */
const library = {
  'lib/Chart.yaml': 'apiVersion: v2\nname: lib\nversion: 1.0.0\ntype: library\n',
  'lib/templates/_security.tpl':
    '{{ define "lib.security" }}allowPrivilegeEscalation: {{ .Values.escalate }}{{ end }}\n',
};
const asking = (repository: string) => ({
  ...chart,
  'shop/Chart.yaml': `${chart['shop/Chart.yaml']}dependencies:\n  - name: lib\n    version: 1.x.x\n    repository: ${repository}\n`,
  'shop/values.yaml': 'escalate: true\n',
  'shop/templates/pod.yaml': chart['shop/templates/pod.yaml'].replace(
    '{{- toYaml .Values.securityContext | nindent 8 }}',
    '{{- include "lib.security" . | nindent 8 }}',
  ),
});
const findings = async (cwd: string, folder: string) =>
  JSON.parse((await bulkhead(cwd, ['check', '--format', 'json', ...only, folder])).stdout).findings as {
    path: string;
  }[];

test('a dependency beside the chart is read where it is', async (t) => {
  const cwd = folderWith(t, { ...asking('"file://../lib"'), ...library });
  assert.deepEqual(
    (await findings(cwd, 'shop')).map(({ path }) => path),
    ['shop/values.yaml'],
  );
  await bulkhead(cwd, ['fix', '--review', ...only, 'shop']);
  assert.equal(readFileSync(join(cwd, 'shop/values.yaml'), 'utf8'), 'escalate: false\n');
  assert.equal(readFileSync(join(cwd, 'lib/templates/_security.tpl'), 'utf8'), library['lib/templates/_security.tpl']);
});

test('a dependency that is none of the repository, or hides behind a link, is not read', async (t) => {
  const outside = folderWith(t, library);
  for (const [repository, link] of [
    [`file://${outside}/lib`, undefined],
    [`file://../../${basename(outside)}/lib`, undefined],
    ['file://../lib', 'lib'],
    ['file://../linked/lib', 'linked'],
  ] as const) {
    const cwd = folderWith(t, asking(repository));
    if (link !== undefined) symlinkSync(link === 'lib' ? join(outside, 'lib') : outside, join(cwd, link));
    assert.deepEqual(await findings(cwd, 'shop'), [], repository);
  }
});
