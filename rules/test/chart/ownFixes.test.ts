import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, type Files, fixed, podTemplate } from './chart';

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
