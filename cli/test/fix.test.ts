import assert from 'node:assert/strict';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bulkhead, folderWith, hardenedPod, privilegedPod } from './fakeIo';

const args = ['fix', '--review', '--only', 'privileged-container'];

test('a dry run shows the diff, writes nothing and exits with 1', async (t) => {
  const cwd = folderWith(t, { 'k/pod.yaml': privilegedPod });
  const ran = await bulkhead(cwd, [...args, '--dry-run', '.']);
  assert.deepEqual(ran, {
    code: 1,
    stdout: `--- a/k/pod.yaml
+++ b/k/pod.yaml
@@ -7,4 +7,4 @@
     - name: api # public
       image: shop/api:1.4
       securityContext:
-        privileged: true # legacy
+        privileged: false # legacy
`,
    stderr: '1 fix in 1 file would be applied.\n',
  });
  assert.equal(readFileSync(join(cwd, 'k/pod.yaml'), 'utf8'), privilegedPod);
  const clean = await bulkhead(folderWith(t, { 'pod.yaml': hardenedPod }), [...args, '--dry-run', '.']);
  assert.deepEqual([clean.code, clean.stdout], [0, '']);
});

test('writes the fixed text once and is then done', async (t) => {
  const cwd = folderWith(t, { 'pod.yaml': privilegedPod, 'good.yaml': hardenedPod });
  const untouched = statSync(join(cwd, 'good.yaml')).ino;
  assert.deepEqual(await bulkhead(cwd, [...args, '.']), { code: 0, stdout: 'Applied 1 fix in 1 file.\n', stderr: '' });
  assert.equal(readFileSync(join(cwd, 'pod.yaml'), 'utf8'), hardenedPod);
  assert.equal(statSync(join(cwd, 'good.yaml')).ino, untouched);
  assert.equal((await bulkhead(cwd, [...args, '.'])).stdout, 'Nothing to fix.\n');
  assert.deepEqual(readdirSync(cwd).sort(), ['good.yaml', 'pod.yaml']);
});

test('a file judged by itself is mended as it is judged, its objects together', async (t) => {
  const budget = (amount: string) =>
    `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: shop }\nspec:\n  ${amount}\n  selector: { matchLabels: { app: shop } }\n`;
  const shop =
    '---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\nspec:\n  replicas: 2\n  selector: { matchLabels: { app: shop } }\n  template:\n    metadata: { labels: { app: shop } }\n    spec: { containers: [] }\n';
  const cwd = folderWith(t, { 'shop.yaml': budget('minAvailable: 2') + shop });
  const ran = ['fix', '--review', '--only', 'disruption-budget-does-not-fit', '--no-cross-file', '.'];
  await bulkhead(cwd, ran);
  assert.equal(readFileSync(join(cwd, 'shop.yaml'), 'utf8'), budget('maxUnavailable: 1') + shop);
});

test('what files show only together is mended as well, and check has nothing left to offer', async (t) => {
  const pod = (name: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec:\n  selector: { matchLabels: { app: ${name} } }\n  template:\n    metadata: { labels: { app: ${name} } }\n    spec: { containers: [] }\n`;
  const cwd = folderWith(t, {
    'all.yaml': `${pod('a')}---\n${pod('b')}`,
    'policy.yaml':
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a }\nspec: { podSelector: { matchLabels: { app: a } }, policyTypes: [Ingress, Egress] }\n',
    Dockerfile: 'FROM scratch\nCOPY . .\n',
  });
  const all = ['--profile', 'all', '--no-config', '.'];
  const dry = await bulkhead(cwd, ['fix', '--review', '--dry-run', ...all]);
  assert.match(dry.stdout, /^--- \/dev\/null\n\+\+\+ b\/Dockerfile\.dockerignore\n@@ -0,0 /m);
  await bulkhead(cwd, ['fix', '--review', ...all]);
  const policies = readFileSync(join(cwd, 'all.yaml'), 'utf8').match(/kind: NetworkPolicy\nmetadata:\n {2}name: \w/g);
  assert.deepEqual(policies, ['kind: NetworkPolicy\nmetadata:\n  name: b']);
  assert.match(readFileSync(join(cwd, 'Dockerfile.dockerignore'), 'utf8'), /\.git/);
  const { findings } = JSON.parse((await bulkhead(cwd, ['check', '--format', 'json', ...all])).stdout);
  assert.deepEqual(
    findings.filter(({ fix }: { fix: unknown }) => fix !== null),
    [],
  );
  assert.equal((await bulkhead(cwd, ['fix', '--review', ...all])).stdout, 'Nothing to fix.\n');
});

test('fixes that need a look stay out without --review', async (t) => {
  const cwd = folderWith(t, { 'pod.yaml': privilegedPod });
  const ran = await bulkhead(cwd, ['fix', '--only', 'privileged-container', 'pod.yaml']);
  assert.deepEqual([ran.code, ran.stdout], [0, 'Nothing to fix without a look; --review applies 1 more.\n']);
  assert.equal(readFileSync(join(cwd, 'pod.yaml'), 'utf8'), privilegedPod);
});

test('keeps the mark at the start, CRLF, a missing last line break and wide characters', async (t) => {
  const odd = (text: string) => `\uFEFF${text.replace('public', '公開🚢').trimEnd().replaceAll('\n', '\r\n')}`;
  const cwd = folderWith(t, { 'pod.yaml': odd(privilegedPod) });
  await bulkhead(cwd, [...args, 'pod.yaml']);
  assert.deepEqual(readFileSync(join(cwd, 'pod.yaml')), Buffer.from(odd(hardenedPod)));
});

test('a file that is not UTF-8 is left alone, with a note', async (t) => {
  const bytes = Buffer.from(privilegedPod.replace('public', 'öffentlich'), 'latin1');
  const cwd = folderWith(t, { 'pod.yaml': bytes });
  const ran = await bulkhead(cwd, [...args, '.']);
  assert.equal(ran.code, 0);
  assert.equal(ran.stderr, 'note: pod.yaml was left alone: it is not valid UTF-8, and writing it would damage it.\n');
  assert.deepEqual(readFileSync(join(cwd, 'pod.yaml')), bytes);
});

test('keeps the mode, and a link stays a link', async (t) => {
  const cwd = folderWith(t, { 'real/pod.yaml': privilegedPod });
  chmodSync(join(cwd, 'real/pod.yaml'), 0o640);
  symlinkSync('real/pod.yaml', join(cwd, 'link.yaml'));
  assert.equal((await bulkhead(cwd, [...args, 'link.yaml'])).code, 0);
  assert.ok(lstatSync(join(cwd, 'link.yaml')).isSymbolicLink());
  assert.equal(readFileSync(join(cwd, 'real/pod.yaml'), 'utf8'), hardenedPod);
  assert.equal(statSync(join(cwd, 'real/pod.yaml')).mode & 0o777, 0o640);
});

test('standard input goes fixed to standard output', async (t) => {
  const cwd = folderWith(t, {});
  const fixed = await bulkhead(cwd, [...args, '-'], { stdin: `\uFEFF${privilegedPod}` });
  assert.deepEqual(fixed, { code: 0, stdout: `\uFEFF${hardenedPod}`, stderr: '' });
  const other = await bulkhead(cwd, [...args, '-'], { stdin: 'a: 1\n' });
  assert.deepEqual([other.code, other.stdout], [0, 'a: 1\n']);
  assert.match(other.stderr, /^note: stdin.yaml was not checked: it is neither/);
  const image = await bulkhead(cwd, ['fix', '--review', '-'], { stdin: 'FROM a:1\nRUN b\nADD c d\n' });
  assert.match(image.stdout, /^COPY c d$/m);
  const latin1 = await bulkhead(cwd, [...args, '-'], { stdin: Buffer.from(`${privilegedPod}# \xf6\n`, 'latin1') });
  assert.deepEqual([latin1.code, latin1.stdout], [2, '']);
  const binary = await bulkhead(cwd, [...args, '-'], { stdin: Buffer.from([0, 1]) });
  assert.deepEqual([binary.code, binary.stdout], [2, '']);
});

test('what cannot be read is named and the rest is fixed', async (t) => {
  const cwd = folderWith(t, { 'pod.yaml': privilegedPod });
  const ran = await bulkhead(cwd, [...args, 'gone.yaml', 'pod.yaml']);
  assert.deepEqual(ran, {
    code: 2,
    stdout: 'Applied 1 fix in 1 file.\n',
    stderr: 'bulkhead: gone.yaml does not exist.\n',
  });
});
