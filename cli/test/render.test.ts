import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bulkhead, folderWith } from './fakeIo';

const chart = {
  'shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'shop/values.yaml': 'tag: "1.4"\nprivileged: false\n',
  'shop/templates/pod.yaml': [
    'apiVersion: v1',
    'kind: Pod',
    'metadata:',
    '  name: shop',
    'spec:',
    '  containers:',
    '    - name: api',
    '      image: shop/api:{{ .Values.tag }}',
    '      securityContext:',
    '        privileged: {{ .Values.privileged }}',
    '',
  ].join('\n'),
  'shop/templates/NOTES.txt': 'Thank you.\n',
  'dev.yaml': 'tag: dev\nprivileged: true\n',
  'more.yaml': 'tag: more\n',
};

test('a chart is rendered with its own values, and with values laid over them', async (t) => {
  const cwd = folderWith(t, chart);
  const plain = await bulkhead(cwd, ['render', 'shop']);
  assert.equal(plain.code, 0, plain.stderr);
  assert.match(plain.stdout, /^---\n# Source: shop\/templates\/pod\.yaml\napiVersion: v1\n/);
  assert.match(plain.stdout, /image: shop\/api:1\.4\n/);
  assert.doesNotMatch(plain.stdout, /Thank you/);
  const laid = await bulkhead(cwd, ['render', 'shop', '-f', 'dev.yaml', '--values', 'more.yaml']);
  assert.match(laid.stdout, /image: shop\/api:more\n/);
  assert.match(laid.stdout, /privileged: true\n/);
});

test('findings are shown above their lines only when asked for', async (t) => {
  const cwd = folderWith(t, chart);
  const plain = await bulkhead(cwd, ['render', 'shop', '-f', 'dev.yaml']);
  assert.doesNotMatch(plain.stdout, /privileged-container/);
  const annotated = await bulkhead(cwd, ['render', '--annotate', 'shop', '-f', 'dev.yaml']);
  assert.match(
    annotated.stdout,
    /\n {8}# high privileged-container: .+\n {8}privileged: true\n|# critical privileged-container/,
  );
});

test('what does not render is said and makes the command fail', async (t) => {
  const cwd = folderWith(t, { ...chart, 'shop/templates/broken.yaml': 'a: {{ include "gone" . }}\n' });
  const { code, stderr } = await bulkhead(cwd, ['render', 'shop']);
  assert.equal(code, 2);
  assert.match(stderr, /shop\/templates\/broken\.yaml: /);
});

test('a folder without a chart, a missing values file and two charts are refused', async (t) => {
  const cwd = folderWith(t, chart);
  for (const args of [['render', '.'], ['render', 'shop', '-f', 'gone.yaml'], ['render', 'shop', 'shop'], ['render']]) {
    const { code, stderr } = await bulkhead(cwd, args);
    assert.equal(code, 2);
    assert.notEqual(stderr, '');
  }
});

test('values are set on the command line as with Helm, over all files', async (t) => {
  const cwd = folderWith(t, { ...chart, 'shop/templates/all.yaml': 'all: {{ toJson .Values }}\n' });
  const sets = ['--set', 'a.b=1,a.c=x\\,y', '--set', 'list={1,two},tag=v2,off=false,none=null,__proto__.x=1'];
  const { stdout, stderr } = await bulkhead(cwd, ['render', 'shop', '-f', 'dev.yaml', ...sets]);
  assert.match(stdout, /image: shop\/api:v2\n/, stderr);
  assert.match(stdout, /"a":\{"b":1,"c":"x,y"\},"list":\[1,"two"\]/);
  const { code } = await bulkhead(cwd, ['render', 'shop', '--set', 'a[0]=1']);
  assert.equal(code, 2);
});

test('what a comment silences is not shown in the manifest, nor is the comment', async (t) => {
  const pod = chart['shop/templates/pod.yaml'].replace(
    '        privileged:',
    '{{/* bulkhead-ignore privileged-container: reads the disks */}}\n        privileged:',
  );
  const cwd = folderWith(t, { ...chart, 'shop/templates/pod.yaml': pod });
  const { stdout } = await bulkhead(cwd, ['render', '--annotate', 'shop', '-f', 'dev.yaml']);
  assert.doesNotMatch(stdout, /privileged-container|bulkhead-ignore/);
  assert.match(stdout, /# \w+ privilege-escalation-allowed: /);
});
