import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, podTemplate } from './chart';

const escalation = ['privilege-escalation-allowed'];
const privileged = ['privileged-container'];
const none = (files: Parameters<typeof check>[0], rules: string[]) =>
  assert.deepEqual(
    check(files, rules).findings.map((finding) => finding.message),
    [],
  );

test('a comment above the key silences what is told there', () => {
  const files = {
    'values.yaml': '# bulkhead-ignore privileged-container: the node agent needs it\nprivileged: true\n',
    'templates/pod.yaml': podTemplate('securityContext:\n  privileged: {{ .Values.privileged }}'),
  };
  const report = check(files, privileged);
  assert.deepEqual(report.findings, []);
  const [suppressed] = report.suppressed.filter((one) => one.finding.rule === 'privileged-container');
  assert.equal(suppressed?.reason, 'the node agent needs it');
});

test('a template comment silences the line below it', () => {
  const container =
    'securityContext:\n{{/* bulkhead-ignore privileged-container: the node agent needs it */}}\n  privileged: true';
  none({ 'templates/pod.yaml': podTemplate(container) }, privileged);
});

test('what a lookup or chance decides is not judged', () => {
  const values = { 'values.yaml': 'x: 1\n' };
  none(
    { ...values, 'templates/pod.yaml': podTemplate('securityContext:\n  privileged: {{ randNumeric 1 }}') },
    privileged,
  );
  const guarded =
    '{{- if lookup "v1" "Secret" "a" "b" }}\nsecurityContext:\n  allowPrivilegeEscalation: false\n{{- end }}';
  none({ ...values, 'templates/pod.yaml': podTemplate(guarded) }, escalation);
});

test('a template that does not render whole says nothing about what is missing', () => {
  none({ 'templates/pod.yaml': podTemplate('{{- include "gone.helper" . | nindent 6 }}') }, escalation);
  none({ 'templates/pod.yaml': podTemplate('{{- fail "no" }}') }, escalation);
  none({ 'templates/pod.yaml': `${podTemplate('')}\n{{ if }}\n` }, escalation);
});

test('what is said of a broken template is a note, not a finding', () => {
  const report = check({ 'templates/pod.yaml': podTemplate('{{- include "gone.helper" . | nindent 6 }}') }, []);
  assert.ok(report.notes.length > 0);
});

const hostile: Record<string, Record<string, string | Uint8Array>> = {
  'a Chart.yaml that is no chart': { 'Chart.yaml': '- 1\n' },
  'values that are a list': { 'values.yaml': '- 1\n- 2\n', 'templates/pod.yaml': podTemplate('') },
  'values that do not parse': { 'values.yaml': 'a: [\n', 'templates/pod.yaml': podTemplate('') },
  'an endless helper': {
    'templates/_h.tpl': '{{ define "a" }}{{ include "a" . }}{{ end }}',
    'templates/pod.yaml': '{{ include "a" . }}',
  },
  'an endless loop': {
    'templates/pod.yaml': '{{ range until 100000 }}{{ range until 100000 }}x{{ end }}{{ end }}',
  },
  'an archive that is none': { 'charts/x.tgz': new Uint8Array([31, 139, 8, 0, 1, 2, 3]) },
  'a template of bytes': { 'templates/pod.yaml': new Uint8Array([0, 1, 255]) },
  'a schema that is none': {
    'values.schema.json': '{"$ref": "#"',
    'values.yaml': 'a: {}\n',
    'templates/pod.yaml': podTemplate('securityContext: {{ toYaml .Values.a }}'),
  },
  'a schema that goes in circles': {
    'values.schema.json': '{"$ref": "#"}',
    'values.yaml': 'a: {}\n',
    'templates/pod.yaml': podTemplate('securityContext: {{ toYaml .Values.a }}'),
  },
};
for (const [name, files] of Object.entries(hostile)) {
  test(`${name} is answered calmly`, () => {
    const report = check(files, escalation);
    for (const finding of report.findings) finding.fix();
    assert.ok(Array.isArray(report.notes));
  });
}
