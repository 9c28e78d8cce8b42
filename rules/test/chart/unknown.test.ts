import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, type Files, podTemplate, repaired } from './chart';

const privileged = ['privileged-container'];
const escalation = ['privilege-escalation-allowed'];

function messages(container: string, only: readonly string[], values = 'x: 1\n'): string[] {
  const files = { 'values.yaml': values, 'templates/pod.yaml': podTemplate(container) };
  return check(files, only).findings.map(({ message }) => message);
}

/** Lines of a container that differ with what the cluster has. */
function either(then: string, otherwise: string): string {
  return `{{- if lookup "v1" "Secret" "a" "b" }}\n${then}\n{{- else }}\n${otherwise}\n{{- end }}`;
}

test('what holds in both branches of an unknown condition is said, once', () => {
  const both = either(
    'securityContext:\n  privileged: true\n  runAsUser: 1000',
    'securityContext:\n  privileged: true',
  );
  assert.equal(messages(both, privileged).length, 1);
  assert.equal(messages(either('env: []', 'tty: true'), escalation).length, 1);
});

test('what holds in one branch only is not said, whichever is shown', () => {
  const bad = 'securityContext:\n  privileged: true';
  assert.deepEqual(messages(either(bad, 'tty: true'), privileged), []);
  assert.deepEqual(messages(either('tty: true', bad), privileged), []);
  const closed = 'securityContext:\n  allowPrivilegeEscalation: false';
  assert.deepEqual(messages(either(closed, 'tty: true'), escalation), []);
  assert.deepEqual(messages(either('tty: true', closed), escalation), []);
});

test('what a branch leaves in a variable, a helper or a map counts as well', () => {
  const variable =
    '{{- $on := true }}\n{{- if lookup "v1" "Secret" "a" "b" }}\n{{- $on = false }}\n{{- end }}\nsecurityContext:\n  privileged: {{ $on }}';
  assert.deepEqual(messages(variable, privileged), []);
  const map =
    '{{- $c := dict "privileged" true }}\n{{- if lookup "v1" "Secret" "a" "b" }}\n{{- $_ := set $c "privileged" false }}\n{{- end }}\nsecurityContext: {{ toJson $c }}';
  assert.deepEqual(messages(map, privileged), []);
  assert.equal(messages(map.replace('"privileged" false', '"runAsUser" 1000'), privileged).length, 1);
});

test('of conditions that hang together every combination counts', () => {
  const twice =
    '{{- $a := lookup "v1" "Secret" "a" "b" }}\nsecurityContext:\n{{- if $a }}\n  runAsUser: 1000\n{{- end }}\n{{- if now }}\n  privileged: true\n{{- else }}\n{{- if $a }}\n  privileged: false\n{{- else }}\n  privileged: true\n{{- end }}\n{{- end }}';
  assert.deepEqual(messages(twice, privileged), []);
});

test('with too many unknown conditions nothing is said that they may decide', () => {
  const many = '{{- if now }}\ntty: true\n{{- end }}\n'.repeat(5);
  assert.deepEqual(messages(`${many}stdin: true`, escalation), []);
});

test('a fix must end the finding in every branch', () => {
  const files = (container: string): Files => ({
    'values.yaml': 'risky: true\n',
    'templates/pod.yaml': podTemplate(container),
  });
  const apart = files(either('securityContext:\n  privileged: true', 'securityContext:\n  privileged: true'));
  assert.equal(check(apart, privileged).findings[0]?.fix(), undefined);
  const fed = files(
    either(
      'securityContext:\n  privileged: {{ .Values.risky }}',
      'tty: true\nsecurityContext:\n  privileged: {{ .Values.risky }}',
    ),
  );
  assert.equal(repaired(fed, check(fed, privileged).findings[0])['values.yaml'], 'risky: false\n');
});

test('a change of what only the other branch reads is noticed', () => {
  const template = podTemplate(
    either('securityContext:\n  privileged: {{ .Values.risky }}', 'securityContext:\n  privileged: true'),
  );
  assert.equal(
    check({ 'values.yaml': 'risky: true\n', 'templates/pod.yaml': template }, privileged).findings.length,
    1,
  );
  assert.equal(
    check({ 'values.yaml': 'risky: false\n', 'templates/pod.yaml': template }, privileged).findings.length,
    0,
  );
});

test('what every cluster has is there, though Helm knows of no cluster', () => {
  const files = {
    'values.yaml': '',
    'templates/api.yaml':
      'apiVersion: {{ if .Capabilities.APIVersions.Has "apiregistration.k8s.io/v1" }}apiregistration.k8s.io/v1{{ else }}apiregistration.k8s.io/v1beta1{{ end }}\nkind: APIService\nmetadata:\n  name: v1.metrics.example.com\n',
  };
  assert.deepEqual(check(files, ['deprecated-api-version'], { profile: 'all' }).findings, []);
});
