import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, commented, fixed, podTemplate, repaired } from './chart';

const imageOfValues = podTemplate('tty: false').replace('shop/api:1.4', '{{ .Values.api.image.name }}');
const imageValues = 'api:\n  image:\n    name: shop/api:1.4\n';

test('what values cannot reach yet is read from a new key beside the image', () => {
  const after = fixed({ 'values.yaml': imageValues, 'templates/pod.yaml': commented + imageOfValues });
  assert.match(String(after['values.yaml']), /^api:\n {2}securityContext:\n {4}allowPrivilegeEscalation: false\n/m);
  assert.match(
    String(after['templates/pod.yaml']),
    /\n {6}\{\{- with \.Values\.api\.securityContext \}\}\n {6}securityContext:\n {8}\{\{- toYaml \. \| nindent 8 \}\}\n {6}\{\{- end \}\}\n/,
  );
});

test('a template that can be read as YAML stays so', () => {
  const after = fixed({ 'values.yaml': imageValues, 'templates/pod.yaml': imageOfValues });
  assert.match(
    String(after['templates/pod.yaml']),
    /\n {6}securityContext: \{\{ toYaml \.Values\.api\.securityContext \| nindent 8 \}\}\n/,
  );
});

test('inside a loop a new key is read from the root', () => {
  const loop = `{{- range .Values.names }}\n---\n${imageOfValues.replace('.Values', '$.Values').replace('name: shop', 'name: {{ . }}')}{{- end }}\n`;
  const after = fixed({ 'values.yaml': `names: [a]\n${imageValues}`, 'templates/pod.yaml': loop });
  assert.match(String(after['templates/pod.yaml']), /with \$\.Values\.api\.securityContext/);
});

test('no new key where the schema forbids it or the name is taken: then the template says it', () => {
  const closed = JSON.stringify({ properties: { api: { additionalProperties: false, properties: { image: {} } } } });
  const charts = [
    { 'values.yaml': imageValues, 'values.schema.json': closed },
    { 'values.yaml': imageValues.replace('api:', 'api:\n  securityContext: strict') },
  ];
  for (const files of charts) {
    const after = fixed({ ...files, 'templates/pod.yaml': imageOfValues });
    assert.equal(after['values.yaml'], files['values.yaml']);
    assert.match(String(after['templates/pod.yaml']), /securityContext:\n {8}allowPrivilegeEscalation: false/);
  }
});

/** A Deployment whose pod starts with this key. */
const deployment = (first: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector: {matchLabels: {app: shop}}
  template:
    metadata:
      labels: {app: shop}
    spec:
      ${first}
        - name: api
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
`;

test('a template whose pod has nothing but containers is given a key it reads', () => {
  const values = 'image:\n  repository: shop/api\n  tag: "1.4"\n';
  const after = fixed({ 'values.yaml': values, 'templates/a.yaml': commented + deployment('containers:') }, [
    'run-as-non-root-not-enforced',
  ]);
  assert.equal(after['values.yaml'], `podSecurityContext:\n  runAsNonRoot: true\n  runAsUser: 10001\n${values}`);
  const read = [
    '      {{- with .Values.podSecurityContext }}',
    '      securityContext:',
    '        {{- toYaml . | nindent 8 }}',
    '      {{- end }}',
    '      containers:',
  ];
  assert.ok(
    String(after['templates/a.yaml']).includes(`spec:\n${read.join('\n')}\n`),
    String(after['templates/a.yaml']),
  );
});

test('what only this rendering is called is never written down', () => {
  const shared = (label: string) =>
    deployment('containers:')
      .replace('spec:\n', 'spec:\n  replicas: 2\n')
      .replace('{matchLabels: {app: shop}}', `{matchLabels: {app: ${label}}}`)
      .replace('labels: {app: shop}', `labels: {app: ${label}}`);
  for (const [label, isOffered] of [
    ['shop', true],
    ['"{{ .Release.Name }}"', false],
    ['"{{ .Chart.Name }}"', false],
  ] as const) {
    const files = { 'values.yaml': 'image: {repository: a/b, tag: "1"}\n', 'templates/a.yaml': shared(label) };
    const [finding] = check(files, ['replicas-not-spread'], { profile: 'all' }).findings;
    assert.ok(finding, label);
    assert.equal(finding.fix() !== undefined, isOffered, label);
  }
});

test('a new key is read behind the last line of the branch that writes the pod', () => {
  const pod = `{{- if .Values.wanted }}\n${imageOfValues}  restartPolicy: Never\n{{- end }}\n`;
  const files = { 'values.yaml': `wanted: true\n${imageValues}`, 'templates/pod.yaml': pod };
  const after = fixed(files, ['run-as-non-root-not-enforced']);
  assert.ok(
    String(after['templates/pod.yaml']).endsWith(
      [
        '  restartPolicy: Never',
        '  {{- with .Values.api.podSecurityContext }}',
        '  securityContext:',
        '    {{- toYaml . | nindent 4 }}',
        '  {{- end }}',
        '{{- end }}',
        '',
      ].join('\n'),
    ),
    String(after['templates/pod.yaml']),
  );
});

const readOnly = ['root-filesystem-writable'];
const branches = [
  '{{- with .Values.extraMounts }}',
  'volumeMounts:',
  '  {{- toYaml . | nindent 8 }}',
  '{{- end }}',
].join('\n');
const volumes = ['{{- with .Values.extraVolumes }}', 'volumes:', '  {{- toYaml . | nindent 4 }}', '{{- end }}'].join(
  '\n',
);

test('what the template has a branch for is set in the values, beside the new key', () => {
  const mounts = branches.replaceAll('extraMounts', 'extraVolumeMounts');
  const values = 'image: shop/api:1.4\nextraVolumes: [] # more\n# - name: x\nextraVolumeMounts: []\n';
  const pod = podTemplate(mounts, volumes).replace('shop/api:1.4', '{{ .Values.image }}');
  const files = { 'values.yaml': values, 'templates/pod.yaml': pod };
  const after = fixed(files, readOnly);
  assert.match(String(after['templates/pod.yaml']), /\n {6}\{\{- with \.Values\.securityContext \}\}\n/);
  assert.equal(
    after['values.yaml'],
    [
      'image: shop/api:1.4',
      'securityContext:',
      '  readOnlyRootFilesystem: true',
      'extraVolumes: # more',
      '- name: tmp',
      '  emptyDir:',
      '    sizeLimit: 1Gi',
      '# - name: x',
      'extraVolumeMounts:',
      '- name: tmp',
      '  mountPath: /tmp',
      '',
    ].join('\n'),
  );
  const title = check(files, readOnly).findings[0]?.fix()?.title;
  assert.match(
    String(title),
    /read-only, \/tmp apart: set securityContext in values\.yaml, read in templates\/pod\.yaml$/,
  );
});

test('a volume is added to a list of the values that stands beside others', () => {
  const mounts = ['volumeMounts:', '  - {name: data, mountPath: /data}', '  {{- with .Values.moreVolumeMounts }}'];
  const volumes = ['volumes:', '  - {name: data, emptyDir: {}}', '  {{- with .Values.moreVolumes }}'];
  const end = (columns: number) => [`  {{- toYaml . | nindent ${columns} }}`, '  {{- end }}'];
  const files = {
    'values.yaml':
      'context: {}\nsecurityContext: {}\nmoreVolumes: []\nmoreVolumeMounts:\n  - name: data\n    mountPath: /more\n',
    'templates/pod.yaml': podTemplate(
      ['securityContext:', '  {{- toYaml .Values.securityContext | nindent 8 }}', ...mounts, ...end(8)].join('\n'),
      [...volumes, ...end(4)].join('\n'),
    ),
  };
  const after = fixed(files, readOnly);
  assert.equal(
    after['values.yaml'],
    [
      'context: {}',
      'securityContext:',
      '  readOnlyRootFilesystem: true',
      'moreVolumes:',
      '  - name: tmp',
      '    emptyDir:',
      '      sizeLimit: 1Gi',
      'moreVolumeMounts:',
      '  - name: tmp',
      '    mountPath: /tmp',
      '  - name: data',
      '    mountPath: /more',
      '',
    ].join('\n'),
  );
});

test('where no key brings the volumes, the setting alone is offered, and says so', () => {
  const mounts = branches.replace('toYaml .', 'list (dict "name" .name "mountPath" "/data") | toYaml');
  const files = {
    'values.yaml': 'image: shop/api:1.4\nextraMounts: {}\n',
    'templates/pod.yaml': podTemplate(mounts).replace('shop/api:1.4', '{{ .Values.image }}'),
  };
  const [finding] = check(files, readOnly).findings;
  assert.match(String(finding?.fix()?.title), /read-only: set securityContext in values\.yaml/);
  assert.doesNotMatch(String(repaired(files, finding)['templates/pod.yaml']), /mountPath: \/tmp/);
});
