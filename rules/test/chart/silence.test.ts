import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, type Files, podTemplate, repaired, told } from './chart';

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

/** What the rules about ignore comments say, and where. */
function complaints(files: Files): string[] {
  const { findings } = check(files, ['suppression-unused', 'suppression-expired', 'suppression-without-reason'], {
    profile: 'all',
    today: '2026-02-01',
  });
  return findings.map((finding) => `${finding.rule} ${told(files, finding)}`);
}

const absent = { 'values.yaml': 'resources: {}\n' };
const limited = ['memory-limit-missing'];

test('a comment above a container or an object silences what is missing in it, wherever that is told', () => {
  const pod = podTemplate('resources: {{ toYaml .Values.resources | nindent 8 }}');
  assert.equal(check({ ...absent, 'templates/pod.yaml': pod }, limited).findings[0]?.file, 'chart/values.yaml');
  const mark = '{{/* bulkhead-ignore memory-limit-missing: sized by the cluster */}}';
  for (const above of ['    - name: api', 'apiVersion: v1']) {
    none({ ...absent, 'templates/pod.yaml': pod.replace(above, `${mark}\n${above}`) }, limited);
  }
  none(
    {
      'values.yaml': `# bulkhead-ignore memory-limit-missing: sized by the cluster\n${absent['values.yaml']}`,
      'templates/pod.yaml': pod,
    },
    limited,
  );
});

test('a comment above a key of the values speaks about everything in it', () => {
  const values =
    '# bulkhead-ignore privileged-container: the node agent needs it\nagent:\n  security:\n    privileged: true\n';
  const pod = podTemplate('securityContext:\n  privileged: {{ .Values.agent.security.privileged }}');
  none({ 'values.yaml': values, 'templates/pod.yaml': pod }, privileged);
});

test('comments that silence nothing, are out of date or give no reason are told, in values and in templates', () => {
  const container = (comment: string) =>
    podTemplate(`securityContext:\n${comment}\n  privileged: {{ .Values.privileged }}`);
  const files = {
    'values.yaml': [
      '# bulkhead-ignore host-network: gone',
      'privileged: true # bulkhead-ignore privileged-container: over (until 2026-01-01)',
      '',
    ].join('\n'),
    'templates/pod.yaml': container('{{- /* bulkhead-ignore host-pid */}}'),
  };
  assert.deepEqual(complaints(files), [
    'suppression-without-reason templates/pod.yaml: /* bulkhead-ignore host-pid',
    'suppression-unused templates/pod.yaml: host-pid',
    'suppression-unused values.yaml: host-network',
    'suppression-expired values.yaml: (until 2026-01-01)',
  ]);
  const [unused] = check(files, ['suppression-unused'], { profile: 'all' }).findings;
  assert.equal(
    repaired(files, unused)['templates/pod.yaml'],
    files['templates/pod.yaml'].replace(/.*host-pid.*\n/, ''),
  );
});

test('nothing is said of comments about what was not rendered', () => {
  const comment = '{{- /* bulkhead-ignore privileged-container: old kernels */}}';
  const off = podTemplate(`securityContext:\n{{- if .Values.off }}\n${comment}\n  privileged: true\n{{- end }}`);
  assert.deepEqual(complaints({ 'values.yaml': 'off: false\n', 'templates/pod.yaml': off }), []);
  const broken = podTemplate(`${comment}\n{{ include "gone" . }}`);
  assert.deepEqual(complaints({ 'values.yaml': 'a: 1\n', 'templates/pod.yaml': broken }), []);
});

test('comments of several lines, with braces around them or at the end of a line, are understood and deleted whole', () => {
  for (const comment of [
    '{{/* bulkhead-ignore privileged-container: the node agent\n   needs it */}}\n  privileged: true',
    '{{- /* bulkhead-ignore privileged-container: reads * of the disks */ -}}\n  privileged: true',
    '  privileged: true {{/* bulkhead-ignore privileged-container: needs it */}}',
  ])
    none({ 'templates/pod.yaml': podTemplate(`securityContext:\n${comment}`) }, privileged);
  const files = { 'templates/pod.yaml': podTemplate('hostname: a {{/* bulkhead-ignore host-pid: x */}}') };
  const [unused] = check(files, ['suppression-unused'], { profile: 'all' }).findings;
  assert.equal(repaired(files, unused)['templates/pod.yaml'], podTemplate('hostname: a'));
});
