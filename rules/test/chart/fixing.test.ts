import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, commented, escalation, fixed, podTemplate, repaired } from './chart';

const dumped = podTemplate('securityContext:\n  {{- toYaml .Values.securityContext | nindent 8 }}');

test('an empty map becomes a block and its comment stays', () => {
  const after = fixed({ 'values.yaml': 'securityContext: {} # per cluster\n', 'templates/pod.yaml': dumped });
  assert.equal(after['values.yaml'], 'securityContext: # per cluster\n  allowPrivilegeEscalation: false\n');
  assert.equal(after['templates/pod.yaml'], dumped);
});

test('commented-out examples below an empty map stay where they are', () => {
  const values = 'securityContext: {}\n  # runAsUser: 1000\n  # capabilities: {}\nname: x\n';
  const after = String(fixed({ 'values.yaml': values, 'templates/pod.yaml': dumped })['values.yaml']);
  for (const line of values.split('\n').slice(1)) assert.ok(after.includes(line), line);
  assert.match(after, /allowPrivilegeEscalation: false/);
});

const starter = `# why
securityContext: {} # per cluster
  # capabilities:
  #   drop:
  #   - ALL
  # readOnlyRootFilesystem: true
  # runAsNonRoot: true
  # runAsUser: 1000

resources: {}
# Left to the user.
# limits:
#   cpu: 100m
#   memory: 128Mi
`;
const both = podTemplate(
  'resources: {{- toYaml .Values.resources | nindent 8 }}\nsecurityContext: {{- toYaml .Values.securityContext | nindent 8 }}',
);

test('an example in a comment says what is set beside it, and stays as it is', () => {
  const after = (rule: string) => fixed({ 'values.yaml': starter, 'templates/pod.yaml': both }, [rule])['values.yaml'];
  const filled = (lines: string) =>
    starter.replace('securityContext: {} # per cluster', `securityContext: # per cluster\n${lines}`);
  assert.equal(after('capabilities-not-dropped'), filled('  capabilities:\n    drop:\n    - ALL'));
  // The rule asks for a higher number than the example has.
  assert.equal(after('run-as-non-root-not-enforced'), filled('  runAsNonRoot: true\n  runAsUser: 10001'));
  assert.equal(
    after('memory-limit-missing'),
    starter.replace('resources: {}', 'resources:\n  limits:\n    memory: 128Mi'),
  );
});

test('the title says that the amount is the one of the example', () => {
  const [finding] = check({ 'values.yaml': starter, 'templates/pod.yaml': both }, ['memory-limit-missing']).findings;
  assert.equal(
    finding?.fix()?.title,
    'Limit memory of "api": 128Mi (as the example there says): set resources.limits.memory in values.yaml',
  );
});

test('an example inside another map, with CRLF, is used as well', () => {
  const text = `web:
  port: 80
  # resources:
  #   limits:
  #     memory: 64Mi # enough
  #   requests:
  #     cpu: 50m
other: 1
`;
  const pod = podTemplate('{{- with .Values.web.resources }}\nresources: {{- toYaml . | nindent 8 }}\n{{- end }}');
  const files = { 'values.yaml': text.replaceAll('\n', '\r\n'), 'templates/pod.yaml': pod };
  const first = String(fixed(files, ['memory-limit-missing'])['values.yaml']);
  assert.match(first, /^ {2}resources:\r\n {4}limits:\r\n {6}memory: 64Mi\r\n/m);
  for (const line of files['values.yaml'].split('\r\n')) assert.ok(first.includes(line), line);
});

test('a comment that says something else is no example', () => {
  for (const comment of [
    '# readOnlyRootFilesystem: false',
    '# readOnlyRootFilesystem: true is what we want',
    '# readOnlyRootFilesystem:',
    '# other:\n  #   readOnlyRootFilesystem: true',
    '# readOnlyRootFilesystem: [',
  ]) {
    const values = `securityContext: {}\n  ${comment}\n`;
    const after = fixed({ 'values.yaml': values, 'templates/pod.yaml': both }, ['root-filesystem-writable']);
    assert.ok(String(after['values.yaml']).includes(comment), comment);
    assert.match(String(after['values.yaml']), /^ {2}readOnlyRootFilesystem: true$/m, comment);
  }
});

test('a bad value is changed where it stands', () => {
  const after = fixed(
    {
      'values.yaml': '# why\nprivileged: true # for now\n',
      'templates/pod.yaml': podTemplate('securityContext:\n  privileged: {{ .Values.privileged }}'),
    },
    ['privileged-container'],
  );
  assert.equal(after['values.yaml'], '# why\nprivileged: false # for now\n');
});

test('what an overlay sets is mended in the overlay', () => {
  const files = {
    'values.yaml': 'securityContext:\n  allowPrivilegeEscalation: false\n',
    'values-dev.yaml': 'securityContext:\n  allowPrivilegeEscalation: true\n',
    'templates/pod.yaml': dumped,
  };
  const after = fixed(files);
  assert.equal(after['values.yaml'], files['values.yaml']);
  assert.equal(after['values-dev.yaml'], 'securityContext:\n  allowPrivilegeEscalation: false\n');
});

test('what values cannot reach is mended in the template', () => {
  // A name that comes from elsewhere is none for a key, and one that is taken means something else.
  for (const name of ['{{ .Release.Name }}', 'service']) {
    const template = podTemplate('tty: false').replace('name: api', `name: ${name}`);
    const files = { 'values.yaml': 'service:\n  port: 80\n', 'templates/pod.yaml': template };
    const after = fixed(files);
    assert.equal(after['values.yaml'], files['values.yaml']);
    assert.match(String(after['templates/pod.yaml']), /securityContext:\n {8}allowPrivilegeEscalation: false/);
  }
});

test('a container of which nothing can be set is given keys of its name, those of tests share them', () => {
  const cases = [
    ['templates/pod.yaml', 'frontend-check', 'frontendCheck'],
    ['templates/tests/pod.yaml', 'wget', 'tests'],
  ] as const;
  for (const [file, name, key] of cases) {
    const template = commented + podTemplate('tty: false').replace('name: api', `name: ${name}`);
    const after = fixed({ 'values.yaml': 'x: 1\n', [file]: template });
    assert.equal(after['values.yaml'], `x: 1\n${key}:\n  securityContext:\n    allowPrivilegeEscalation: false\n`);
    // Whoever upgrades with older values does not have the key: that must not fail.
    assert.match(String(after[file]), new RegExp(`with \\(\\.Values\\.${key}\\)\\.securityContext`));
  }
});

test('the title names every container that changes', () => {
  const two = dumped.replace(
    /( {4}- name: api[\s\S]*)$/,
    (whole) => whole + whole.replace('name: api', 'name: sidecar'),
  );
  const files = { 'values.yaml': 'securityContext: {}\n', 'templates/pod.yaml': two };
  const title = check(files, escalation).findings[0]?.fix()?.title ?? '';
  assert.match(title, /set securityContext\.allowPrivilegeEscalation in values\.yaml \(changes api, sidecar\)/);
});

test('no edit is offered that values.schema.json forbids', () => {
  const files = {
    'values.yaml': 'securityContext: {}\n',
    'values.schema.json': JSON.stringify({
      properties: { securityContext: { type: 'object', additionalProperties: false, properties: {} } },
    }),
    'templates/pod.yaml': dumped,
  };
  for (const finding of check(files, escalation).findings) {
    assert.doesNotMatch(
      finding
        .fix()
        ?.edits.map((edit) => edit.file)
        .join() ?? '',
      /values\.yaml/,
    );
  }
});

test('a fix never reaches into a vendored subchart', () => {
  const files = {
    'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - name: db\n    version: 1.0.0\n',
    'charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n',
    'charts/db/values.yaml': 'securityContext: {}\n',
    'charts/db/templates/pod.yaml': dumped,
    'values.yaml': 'db:\n  securityContext: {}\n',
  };
  const after = fixed(files);
  assert.equal(after['values.yaml'], 'db:\n  securityContext:\n    allowPrivilegeEscalation: false\n');
  assert.equal(after['charts/db/values.yaml'], files['charts/db/values.yaml']);
});

test('a value with a fix that breaks something else is left alone', () => {
  const files = {
    'values.yaml': 'privileged: true\n',
    'templates/pod.yaml': podTemplate(
      'securityContext:\n  privileged: {{ .Values.privileged }}\n  allowPrivilegeEscalation: {{ not .Values.privileged }}',
    ),
  };
  const [finding] = check(files, ['privileged-container']).findings;
  assert.ok(finding);
  const fix = finding.fix();
  if (!fix) return;
  const after = repaired(files, finding);
  const before = check(files, ['privilege-escalation-allowed']).findings.length;
  assert.ok(check(after, ['privilege-escalation-allowed']).findings.length <= before);
});

test('two keys for an empty map that the template prints on a line of its own are one edit', () => {
  const files = { 'values.yaml': 'podSecurity: {}\nsecurityContext: {}\n', 'templates/pod.yaml': dumped };
  const after = fixed(files, ['run-as-non-root-not-enforced']);
  assert.equal(after['values.yaml'], 'podSecurity: {}\nsecurityContext:\n  runAsNonRoot: true\n  runAsUser: 10001\n');
});

test('a null map under an older key of the same name is filled', () => {
  const files = {
    'values.yaml': 'main:\n  port: 80\n',
    'templates/pod.yaml': podTemplate(
      'resources:\n  {{- toYaml (.Values.other | default .Values.main.resources) | nindent 8 }}',
    ),
  };
  const after = fixed(files, ['memory-limit-missing']);
  assert.equal(after['values.yaml'], 'main:\n  port: 80\n  resources:\n    limits:\n      memory: 512Mi\n');
});

test('a branch that is skipped before the first field of a pod is a key for it as well', () => {
  const branch = '{{- with .Values.podSecurityContext }}\nsecurityContext:\n  {{- toYaml . | nindent 4 }}\n{{- end }}';
  const files = { 'values.yaml': 'podSecurityContext: {}\n', 'templates/pod.yaml': podTemplate('tty: false', branch) };
  const after = fixed(files, ['run-as-non-root-not-enforced']);
  assert.equal(after['values.yaml'], 'podSecurityContext:\n  runAsNonRoot: true\n  runAsUser: 10001\n');
});

test('a finding that is only told elsewhere after the fix does not forbid it', () => {
  const pod = podTemplate(
    '{{- with .Values.containerSecurityContext }}\nsecurityContext:\n  {{- toYaml . | nindent 8 }}\n{{- end }}',
  );
  const after = fixed({ 'values.yaml': 'containerSecurityContext: {}\n', 'templates/pod.yaml': pod }, [
    'root-filesystem-writable',
  ]);
  assert.equal(after['values.yaml'], 'containerSecurityContext:\n  readOnlyRootFilesystem: true\n');
});

test('a schema of a subchart counts below its key, and holes in texts break none', () => {
  const files = {
    'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - {name: db, alias: store}\n',
    'values.schema.json': '{"properties": {"args": {"items": {"type": "string"}}}}',
    'charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n',
    'charts/db/values.schema.json': '{"properties": {"securityContext": {"additionalProperties": false}}}',
    'charts/db/templates/pod.yaml': dumped,
    'values.yaml': 'args: ["{{ .Values.x }}"]\nsecurityContext: {}\nstore:\n  securityContext: {}\n',
    'templates/pod.yaml': dumped,
  };
  const fixes = check(files, escalation).findings.map((finding) => finding.fix()?.title ?? 'none');
  assert.deepEqual(fixes, [
    'Forbid privilege escalation in "api": set securityContext.allowPrivilegeEscalation in values.yaml',
    'none',
  ]);
});

test('nothing is written behind the call of a helper that writes the container: something else may stand there last', () => {
  const helper =
    '- name: api\n  image: shop/api:1.4\n{{- if .Values.metrics }}\n- name: metrics\n  image: shop/metrics:1.4\n{{- end }}';
  const files = {
    'values.yaml': 'metrics: true\n',
    'templates/_helpers.tpl': `{{- define "containers" -}}\n${helper}\n{{- end -}}\n`,
    'templates/pod.yaml':
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  containers:\n    {{- include "containers" . | nindent 4 }}\n',
  };
  const { findings } = check(files, ['memory-limit-missing']);
  assert.equal(findings.length, 2);
  const edits = findings.flatMap((finding) => finding.fix()?.edits ?? []);
  assert.ok(edits.every(({ file }) => file !== 'chart/templates/pod.yaml'));
});
