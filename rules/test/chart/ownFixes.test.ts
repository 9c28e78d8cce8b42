import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine, defaultContext } from '../../src';
import { chartYaml, check, type Files, fixed, podTemplate } from './chart';

const rule = ['values-network-policy-disabled'];
const policy =
  '{{- if .Values.networkPolicy.enabled }}\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector: {}\n{{- end }}\n';
const switched: Files = { 'values.yaml': 'networkPolicy:\n  enabled: false\n', 'templates/policy.yaml': policy };

function offered(files: Files): boolean {
  const [finding] = check(files, rule, { profile: 'all' }).findings;
  assert.ok(finding);
  return finding.fix() !== undefined;
}

test('what a rule about charts offers is offered when rendering shows that it holds', () => {
  assert.ok(offered(switched));
  assert.equal(fixed(switched, rule)['values.yaml'], 'networkPolicy:\n  enabled: true\n');
});

test('not against the schema', () => {
  const schema = { properties: { networkPolicy: { properties: { enabled: { enum: [false] } } } } };
  assert.ok(!offered({ ...switched, 'values.schema.json': JSON.stringify(schema) }));
});

test('not where another finding comes with it, in a manifest or in the values', () => {
  const privileged = podTemplate('securityContext:\n  privileged: {{ .Values.networkPolicy.enabled }}');
  assert.ok(!offered({ ...switched, 'templates/pod.yaml': privileged }));
  const secret =
    '{{- if .Values.networkPolicy.enabled }}\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  password: Kx7-horse-staple\n{{- end }}\n';
  assert.ok(!offered({ ...switched, 'templates/secret.yaml': secret }));
});

test('not where less renders then', () => {
  const guarded = '{{- if .Values.networkPolicy.enabled }}{{ fail "no" }}{{ end }}\n';
  assert.ok(!offered({ ...switched, 'templates/guard.yaml': guarded }));
});

const tag = ['image-tag-missing-or-latest'];
const imagePod = (image: string) => podTemplate('').replace('shop/api:1.4', image);
const versioned = `${chartYaml}appVersion: "1.10"\n`;
const imageValues = (tag: string) => `image:\n  name: shop/api\n  tag: ${tag} # of the api\n`;

test('where a manifest says the same, the fix of the chart is offered there', () => {
  const after = fixed(
    {
      'Chart.yaml': versioned,
      'values.yaml': imageValues('""'),
      'templates/pod.yaml': imagePod('{{ .Values.image.name }}:{{ .Values.image.tag | default "latest" }}'),
    },
    tag,
  );
  assert.match(String(after['templates/pod.yaml']), /default \.Chart\.AppVersion \}\}/);
});

test('a moving tag is left to the template that falls back to the version, or becomes it', () => {
  const falling = imagePod('{{ .Values.image.name }}:{{ .Values.image.tag | default .Chart.AppVersion }}');
  const plain = imagePod('{{ .Values.image.name }}:{{ .Values.image.tag }}');
  const after = (template: string) =>
    fixed({ 'Chart.yaml': versioned, 'values.yaml': imageValues('latest'), 'templates/pod.yaml': template }, tag);
  assert.equal(after(falling)['values.yaml'], imageValues('""'));
  assert.equal(after(plain)['values.yaml'], imageValues('"1.10"'));
});

test('the tag of another image, or of a chart without a version, is its owner’s', () => {
  const values = 'log:\n  tag: latest\nimage:\n  tag: latest\n';
  const log = imagePod('shop/log:{{ .Values.log.tag }}');
  const main = imagePod('shop/api:{{ .Values.image.tag }}');
  for (const files of [
    { 'Chart.yaml': versioned, 'values.yaml': values, 'templates/pod.yaml': log },
    { 'values.yaml': values, 'templates/pod.yaml': main },
    { 'Chart.yaml': `${chartYaml}appVersion: latest\n`, 'values.yaml': values, 'templates/pod.yaml': main },
  ]) {
    const { findings } = check(files, tag);
    assert.deepEqual(
      findings.map((finding) => finding.fix()),
      [undefined],
    );
  }
});

test('rights that reach one namespace instead of all are no new finding', () => {
  const kind = '{{ if not .Values.rbac.namespaced }}Cluster{{ end }}Role';
  const files = {
    'values.yaml': 'rbac:\n  namespaced: false\n',
    'templates/role.yaml': `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata:\n  name: shop\nrules:\n  - apiGroups: ['']\n    resources: [secrets]\n    verbs: [get]\n`,
  };
  assert.equal(fixed(files, ['values-rbac-wide-default'])['values.yaml'], 'rbac:\n  namespaced: true\n');
});

test('a field that the values may now decide over is not written beside that', () => {
  const engine = createEngine();
  const files = new Map<string, string>([
    ['Chart.yaml', chartYaml],
    ['values.yaml', 'image: shop/api:1.4\n'],
    ['templates/a.yaml', podTemplate('', 'enableServiceLinks: {{ .Values.links | default false }}')],
  ]);
  const only = ({ rule }: { rule: string }) => /sandbox/.test(rule);
  const context = { ...defaultContext, profile: 'all' as const };
  const { changed } = engine.fixChart({ folder: '', files }, context, { safety: 'review', only });
  assert.equal(changed.get('templates/a.yaml')?.match(/runtimeClassName:/g)?.length, 1);
});
