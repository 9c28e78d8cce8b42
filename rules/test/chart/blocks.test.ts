import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine, defaultContext } from '../../src';
import { repeatedKeys } from '../../src/model/repeatedKeys';
import { readYaml } from '../../src/parse/yaml';
import { chartYaml, check, type Files, podTemplate, repaired } from './chart';

const account = (more: string) => `{{- if .Values.create }}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: shop
${more}{{- end }}
`;

function fixedAccount(more: string): string {
  const files = { 'values.yaml': 'create: true\nlabels: {a: b}\n', 'templates/a.yaml': account(more) };
  const rule = 'service-account-object-automounts';
  return String(repaired(files, check(files, [rule], { profile: 'all' }).findings[0])['templates/a.yaml']);
}

test('what is added to an object stands in the branch that writes the object', () => {
  const added = 'automountServiceAccountToken: false\n';
  const labels = '  {{- with .Values.labels }}\n  labels:\n    {{- toYaml . | nindent 4 }}\n  {{- end }}\n';
  assert.equal(fixedAccount(labels), account(labels + added));
  const written = '  {{- if .Values.labels }}\n  labels:\n    a: b\n  {{- end }}\n';
  assert.equal(fixedAccount(written), account(written + added));
  assert.ok(fixedAccount('').includes(`  name: shop\n${added}`));
});

test('nothing is added behind a branch in which another document begins', () => {
  const isOffered = (token: string) => {
    const more = `  labels: {a: b}\n{{- if .Values.token }}\n${token}{{- end }}\n`;
    const files = { 'values.yaml': 'create: true\n', 'templates/a.yaml': account(more) };
    const [finding] = check(files, ['service-account-object-automounts'], { profile: 'all' }).findings;
    return finding?.fix() !== undefined;
  };
  assert.ok(isOffered('secrets:\n  - name: token\n'));
  assert.ok(!isOffered('secrets:\n  - name: token\n---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: token\n'));
});

test('each part of a fix stands in the branch of what it is added to', () => {
  const proxy = '    {{- if .Values.proxy }}\n    - name: proxy\n      image: shop/proxy:1\n    {{- end }}\n';
  const files = { 'values.yaml': 'proxy: true\n', 'templates/pod.yaml': podTemplate('tty: true') + proxy };
  const { findings } = check(files, ['root-filesystem-writable'], { profile: 'all' });
  const finding = findings.find(({ message }) => message.includes('"proxy"'));
  const after = String(repaired(files, finding)['templates/pod.yaml']);
  assert.match(after, /if \.Values\.proxy \}\}\n[\s\S]*volumeMounts:[\s\S]*\{\{- end/);
  assert.match(after.slice(0, after.indexOf('containers:')), /^ {2}volumes:$/m);
});

test('a field that a skipped branch writes is not written beside it', () => {
  const branch = (field: string) => `{{- if .Values.given }}\n${field}: {{ .Values.given }}\n{{- end }}\ntty: false`;
  for (const [field, isOffered] of [
    ['resources', false],
    ['workingDir', true],
  ] as const) {
    const files = { 'values.yaml': 'given: ""\n', 'templates/pod.yaml': podTemplate(branch(field)) };
    const [finding] = check(files, ['memory-limit-missing']).findings;
    assert.ok(finding);
    assert.equal(finding.fix() !== undefined, isOffered, field);
  }
});

test('values that are meant for one field are not given another, even where it would fit', () => {
  // Printed at the level of the container, as nobody meant it.
  const printed = '{{- if .Values.resources }}\nresources: {{ toYaml .Values.resources | nindent 6 }}\n{{- end }}';
  const template = podTemplate(`${printed}\nports: [{containerPort: 80}]`);
  const files = { 'values.yaml': 'resources: {}\n', 'templates/pod.yaml': template };
  const [finding] = check(files, ['liveness-probe-missing'], { profile: 'all' }).findings;
  assert.ok(finding?.fix()?.edits.every((edit) => edit.file === 'chart/templates/pod.yaml'));
});

test('two fixes never write one key twice', () => {
  const template = podTemplate(
    'securityContext:\n  {{- toYaml .Values.containerSecurityContext | nindent 8 }}',
    'securityContext:\n  {{- toYaml .Values.podSecurityContext | nindent 4 }}',
  ).replace(
    '    - name: api',
    '    - name: first\n      image: shop/first:1.4\n      securityContext: {runAsUser: 65534, runAsNonRoot: true, runAsGroup: 65534}\n    - name: api',
  );
  const files: Files = {
    'Chart.yaml': chartYaml,
    'values.yaml':
      'podSecurityContext: {}\ncontainerSecurityContext:\n  readOnlyRootFilesystem: true\n  allowPrivilegeEscalation: false\n  capabilities:\n    drop:\n      - ALL\n',
    'templates/pod.yaml': template,
  };
  const input = { folder: '', files: new Map(Object.entries(files)) };
  const context = { ...defaultContext, profile: 'all' } as const;
  const { changed } = createEngine().fixChart(input, context, {
    safety: 'review',
    only: ({ rule }) => /^(run-as|root-group)/.test(rule),
  });
  const text = String(changed.get('values.yaml'));
  assert.match(text, /runAsUser/);
  const repeated = readYaml(text).flatMap(({ root }) => [...repeatedKeys(root)].map(({ value }) => value));
  assert.deepEqual(repeated, []);
});

test('a field goes behind a branch that writes the first field of what it is added to', () => {
  const branch = '{{- if .Values.named }}\n  serviceAccountName: a\n{{- else }}\n  serviceAccountName: b\n{{- end }}';
  const pod = podTemplate('tty: false', branch.replaceAll('\n  service', '\nservice'));
  const files = { 'values.yaml': 'named: true\n', 'templates/pod.yaml': pod };
  const after = String(
    repaired(files, check(files, ['service-links-enabled'], { profile: 'all' }).findings[0])['templates/pod.yaml'],
  );
  assert.ok(after.includes('{{- end }}\n  enableServiceLinks: false\n  containers:'), after);
});

test('a probe asks the port as the template computes it, or is not offered', () => {
  for (const [port, probe] of [
    ['{{ .Values.port }}', 'port: {{ .Values.port }}'],
    ['8080', 'port: 8080'],
    ['{{ include "port" . }}', undefined],
  ] as const) {
    const files = {
      'values.yaml': 'port: 8080\n',
      'templates/_h.tpl': '{{ define "port" }}{{ .Values.port }}{{ end }}',
      'templates/pod.yaml': podTemplate(`ports:\n  - containerPort: ${port}`),
    };
    const [finding] = check(files, ['liveness-probe-missing'], { profile: 'all' }).findings;
    const after = finding?.fix() && String(repaired(files, finding)['templates/pod.yaml']);
    assert.equal(after?.includes(`tcpSocket:\n          ${probe}\n`), probe && true, `${port}: ${after}`);
  }
});

test('what writes objects of all sorts is no place for a field of one', () => {
  const loop = (kinds: string) =>
    `{{- range list ${kinds} }}\n---\napiVersion: v1\nkind: {{ . }}\nmetadata:\n  name: shop-{{ . | lower }}\n{{- end }}\n`;
  for (const [kinds, isOffered] of [
    ['"ServiceAccount"', true],
    ['"ServiceAccount" "ConfigMap"', false],
  ] as const) {
    const files = { 'values.yaml': '', 'templates/all.yaml': loop(kinds) };
    const [finding] = check(files, ['service-account-object-automounts'], { profile: 'all' }).findings;
    assert.equal(finding?.fix() !== undefined, isOffered, kinds);
  }
});

test('a pod is mended though another of its object was told in the same words until then', () => {
  const group = (name: string) =>
    [
      'template:',
      '  spec:',
      `    {{- with .Values.${name}.podSecurityContext }}`,
      '    securityContext:',
      '      {{- toYaml . | nindent 10 }}',
      '    {{- end }}',
      '    containers:',
      '      - name: ray',
      '        image: rayproject/ray:2.9.0',
    ].join('\n');
  const indent = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by));
  const template = `apiVersion: ray.io/v1\nkind: RayCluster\nmetadata:\n  name: shop\nspec:\n  headGroupSpec:\n${indent(group('head'), 4)}\n  workerGroupSpecs:\n    - groupName: small\n${indent(group('worker'), 6)}\n`;
  const files = {
    'values.yaml': 'head:\n  podSecurityContext: {}\nworker:\n  podSecurityContext: {}\n',
    'templates/ray.yaml': template,
  };
  const input = { folder: 'chart', files: new Map(Object.entries({ 'Chart.yaml': chartYaml, ...files })) };
  const context = { ...defaultContext, profile: 'all' as const };
  const { changed } = createEngine().fixChart(input, context, {
    safety: 'review',
    only: ({ rule, span }) =>
      rule === 'seccomp-profile-missing' && span.start < 'head:\n  podSecurityContext: {}'.length,
  });
  assert.match(String(changed.get('values.yaml')), /^head:\n {2}podSecurityContext:\n {4}seccompProfile:\n/);
});
