import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine, defaultContext } from '../../src';
import { check, podTemplate, repaired, told } from './chart';

const escalation = ['privilege-escalation-allowed'];
const privileged = ['privileged-container'];

test('a literal in a template is told in the template', () => {
  const files = { 'templates/pod.yaml': podTemplate('securityContext:\n  privileged: true') };
  const [finding, more] = check(files, privileged).findings;
  assert.ok(finding && !more);
  assert.equal(told(files, finding), 'templates/pod.yaml: true');
});

test('a bad value is told on the values key that feeds it, and points to the template', () => {
  const files = {
    'values.yaml': 'api:\n  privileged: true # for now\n',
    'templates/pod.yaml': podTemplate('securityContext:\n  privileged: {{ .Values.api.privileged }}'),
  };
  const [finding] = check(files, privileged).findings;
  assert.ok(finding);
  assert.equal(told(files, finding), 'values.yaml: true');
  const [related] = finding.related;
  assert.equal(related?.file, 'chart/templates/pod.yaml');
  assert.equal(files['templates/pod.yaml'].slice(related?.at.start, related?.at.end), '{{ .Values.api.privileged }}');
});

const ways = {
  'a `with` that is skipped':
    '{{- with .Values.securityContext }}\nsecurityContext:\n  {{- toYaml . | nindent 8 }}\n{{- end }}',
  'a map that is printed empty': 'securityContext:\n  {{- toYaml .Values.securityContext | nindent 8 }}',
  'an `if` that is skipped':
    '{{- if .Values.securityContext }}\nsecurityContext: {{- toYaml .Values.securityContext | nindent 8 }}\n{{- end }}',
};
for (const [way, container] of Object.entries(ways)) {
  test(`what is missing because of ${way} is told on the key that would feed it`, () => {
    const files = { 'values.yaml': 'securityContext: {}\n', 'templates/pod.yaml': podTemplate(container) };
    const [finding, more] = check(files, escalation).findings;
    assert.ok(finding && !more);
    assert.equal(told(files, finding), 'values.yaml: securityContext');
  });
}

test('what no value can supply is told in the template', () => {
  const files = { 'values.yaml': 'name: x\n', 'templates/pod.yaml': podTemplate('') };
  const [finding] = check(files, escalation).findings;
  assert.ok(finding);
  assert.equal(told(files, finding), 'templates/pod.yaml: api');
});

test('a name from the values is not blamed for what its bearer lacks', () => {
  const files = {
    'values.yaml': 'container: api\n',
    'templates/pod.yaml': podTemplate('').replace('name: api', 'name: {{ .Values.container }}'),
  };
  const [finding] = check(files, escalation).findings;
  assert.equal(finding?.file, 'chart/templates/pod.yaml');
});

test('one finding says in which scenarios it occurs', () => {
  const files = {
    'values.yaml': 'privileged: false\n',
    'values-dev.yaml': 'privileged: true\n',
    'ci/other.yaml': 'privileged: false\n',
    'templates/pod.yaml': podTemplate('securityContext:\n  privileged: {{ .Values.privileged }}'),
  };
  const [finding, more] = check(files, privileged).findings;
  assert.ok(finding && !more);
  assert.equal(told(files, finding), 'values-dev.yaml: true');
  assert.match(finding.message, /\(with values-dev\.yaml\)\.$/);
});

test('the same finding in all scenarios is told once and names none', () => {
  const files = {
    'values.yaml': 'privileged: true\nname: a\n',
    'values-dev.yaml': 'name: b\n',
    'templates/pod.yaml': podTemplate('securityContext:\n  privileged: {{ .Values.privileged }}'),
  };
  const { findings } = check(files, privileged);
  assert.equal(findings.length, 1);
  assert.doesNotMatch(findings[0]?.message ?? '', /with/);
});

test('a pod-level setting is told on its own key, not on that of a container', () => {
  const files = {
    'values.yaml': 'podSecurityContext:\n  runAsUser: 0\nsecurityContext: {}\n',
    'templates/pod.yaml': podTemplate(
      'securityContext:\n  {{- toYaml .Values.securityContext | nindent 8 }}',
      'securityContext:\n  {{- toYaml .Values.podSecurityContext | nindent 4 }}',
    ),
  };
  const [finding] = check(files, [
    'run-as-user-zero',
    'run-as-root',
    'run-as-user-root',
    'root-user-explicit',
  ]).findings;
  if (finding) assert.equal(told(files, finding), 'values.yaml: 0');
  const [escalating] = check(files, escalation).findings;
  assert.ok(escalating);
  assert.equal(told(files, escalating), 'values.yaml: securityContext');
});

test('what an own helper writes is told in the helper; what it prints of the values, there', () => {
  const files = {
    'values.yaml': 'grants:\n  privileged: true\n',
    'templates/_helpers.tpl':
      '{{- define "shop.security" -}}\nallowPrivilegeEscalation: true\nprivileged: {{ .Values.grants.privileged }}\n{{- end }}\n',
    'templates/pod.yaml': podTemplate('securityContext:\n  {{- include "shop.security" . | nindent 8 }}'),
  };
  const [literal] = check(files, escalation).findings;
  assert.ok(literal);
  assert.equal(told(files, literal), 'templates/_helpers.tpl: true');
  const [fed] = check(files, privileged).findings;
  assert.ok(fed);
  assert.equal(told(files, fed), 'values.yaml: true');
});

const subchart = {
  'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - name: db\n    version: 1.0.0\n',
  'charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n',
  'charts/db/values.yaml': 'privileged: false\n',
  'charts/db/templates/pod.yaml': podTemplate('securityContext:\n  privileged: {{ .Values.privileged }}'),
};

test("a subchart's value is told on the parent's key", () => {
  const files = { ...subchart, 'values.yaml': 'db:\n  privileged: true\n' };
  const [finding, more] = check(files, privileged).findings;
  assert.ok(finding && !more);
  assert.equal(told(files, finding), 'values.yaml: true');
});

test('what only a vendored subchart sets is told on the key of its name, and set below that', () => {
  const files = { ...subchart, 'charts/db/values.yaml': 'privileged: true\n', 'values.yaml': 'db: {} # ours\n' };
  const [finding, more] = check(files, privileged).findings;
  assert.ok(finding && !more);
  assert.equal(told(files, finding), 'values.yaml: db');
  assert.equal(repaired(files, finding)['values.yaml'], 'db: # ours\n  privileged: false\n');
  assert.deepEqual(check({ ...files, 'values.yaml': 'other: {}\n' }, privileged).findings, []);
});

test('a dependency that lies in the workspace is not told again on the key of its name', () => {
  const files = { ...subchart, 'charts/db/values.yaml': 'privileged: true\n', 'values.yaml': 'db: {}\n' };
  const given = { folder: 'chart', files: new Map(Object.entries(files)) };
  for (const [linked, count] of [
    [new Map([['charts/db', '../db']]), 0],
    [new Map(), 1],
  ] as const) {
    const { findings } = createEngine().checkChart({ ...given, linked }, defaultContext);
    assert.equal(findings.filter(({ rule }) => privileged.includes(rule)).length, count);
  }
});

test('what a subchart lacks is told on the nearest key that is there for it, of two files on the lower one', () => {
  for (const [values, place] of [
    ['db:\n  enabled: true\n', 'db'],
    ['db:\n  resources: {}\n', 'resources'],
  ] as const) {
    for (const own of ['resources: {}\n', '']) {
      const files = {
        ...subchart,
        'charts/db/values.yaml': own,
        'charts/db/templates/pod.yaml': podTemplate('resources: {{ toYaml .Values.resources | nindent 8 }}'),
        'values.yaml': values,
        'values-prod.yaml': values,
      };
      const [finding, more] = check(files, ['memory-limit-missing']).findings;
      assert.ok(finding && !more);
      assert.equal(told(files, finding), `values.yaml: ${place}`);
      assert.doesNotMatch(finding.message, /\(with /);
    }
  }
});

test('what is wrong with a volume is told there, whatever else its fix needs', () => {
  const volume = 'volumes:\n  - name: key\n    secret: {secretName: key}';
  const context = 'securityContext:\n  {{- toYaml .Values.podSecurityContext | nindent 4 }}\n';
  const files = { 'values.yaml': 'podSecurityContext: {}\n', 'templates/pod.yaml': podTemplate('', context + volume) };
  const [finding] = check(files, ['secret-volume-world-readable'], { profile: 'all' }).findings;
  assert.equal(finding && told(files, finding), 'templates/pod.yaml: secret');
});

test('a value that a fix would only mention is no place for what is missing', () => {
  const files = {
    'values.yaml': 'port: 8080\n',
    'templates/pod.yaml': podTemplate('ports:\n  - containerPort: {{ .Values.port }}'),
  };
  const [finding] = check(files, ['readiness-probe-missing'], { profile: 'all' }).findings;
  assert.equal(finding && told(files, finding), 'templates/pod.yaml: api');
});

test('what is wrong about a name is told where it is used, not where it is made', () => {
  const files = {
    'values.yaml': 'nameOverride: admin\n',
    'templates/_helpers.tpl':
      '{{- define "shop.name" -}}\n{{ .Release.Name }}-{{ .Values.nameOverride }}\n{{- end -}}\n',
    'templates/role.yaml':
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: {{ include "shop.name" . }}\nrules:\n  - apiGroups: [""]\n    resources: [secrets]\n    verbs: [get]\n',
    'templates/binding.yaml':
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: shop\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: {{ include "shop.name" . }}\nsubjects:\n  - kind: ServiceAccount\n    name: shop\n    namespace: default\n',
    'templates/pod.yaml': podTemplate('', 'serviceAccountName: shop'),
  };
  const { findings } = check(files, ['rbac-takeover-role-bound', 'workload-bound-to-dangerous-role'], {
    profile: 'all',
  });
  assert.ok(findings.length > 0);
  for (const finding of findings) assert.match(told(files, finding), /^templates\/(?:binding|pod)\.yaml: /);
});

test('a tag that moves is told on the key of the tag, however the image is put together', () => {
  const rule = 'image-tag-missing-or-latest';
  const helper = '{{- define "image" -}}{{ printf "%s:%s" .Values.image.repository .Values.image.tag }}{{- end }}';
  for (const [image, tag] of [
    ['"{{ .Values.image.repository }}:{{ .Values.image.tag }}"', 'latest'],
    ['{{ include "image" . }}', 'latest'],
    ['{{ .Values.image.repository }}:{{ .Values.image.tag | default "latest" }}', '""'],
    ['{{ .Values.image.repository }}{{ with .Values.image.tag }}:{{ . }}{{ end }}', '""'],
  ] as const) {
    const files = {
      'values.yaml': `image:\n  repository: shop/api\n  tag: ${tag}\n`,
      'templates/_helpers.tpl': helper,
      'templates/pod.yaml': podTemplate('').replace('shop/api:1.4', image),
    };
    const { findings } = check(files, [rule]);
    assert.deepEqual(
      findings.map((finding) => told(files, finding)),
      [`values.yaml: ${tag}`],
      image,
    );
  }
});

test('behind a byte order mark everything stands where it does in the file', () => {
  const files = {
    'values.yaml': '\ufeffsecurityContext:\n  privileged: true\n',
    'templates/pod.yaml': `\ufeff${podTemplate('securityContext: {{ toYaml .Values.securityContext | nindent 8 }}', 'hostNetwork: true')}`,
  };
  const { findings } = check(files, ['privileged-container', 'host-network']);
  assert.deepEqual(
    findings.map((finding) => told(files, finding)),
    ['templates/pod.yaml: true', 'values.yaml: true'],
  );
  for (const finding of findings) {
    const after = repaired(files, finding);
    assert.ok(Object.values(after).every((text) => String(text).startsWith('\ufeff')));
    assert.deepEqual(check(after, [finding.rule]).findings, []);
  }
});

test('a limit that is missing is told on the component it belongs to, though nothing of its resources is there yet', () => {
  const files = {
    'values.yaml': 'api:\n  replicas: 1\n',
    'templates/pod.yaml': podTemplate(
      '{{- with .Values.api.resources }}\nresources: {{- toYaml . | nindent 8 }}\n{{- end }}',
    ),
  };
  const [finding, more] = check(files, ['memory-limit-missing']).findings;
  assert.ok(finding && !more);
  assert.equal(told(files, finding), 'values.yaml: api');
});

test('a list has no key for what is missing, whatever its name', () => {
  const files = {
    'values.yaml': 'modelSpec:\n  - tag: a\n',
    'templates/pod.yaml': `{{- range $m := .Values.modelSpec }}\n${podTemplate('').replace('1.4', '{{ $m.tag }}')}{{- end }}\n`,
  };
  const [finding] = check(files, ['service-account-token-automounted']).findings;
  assert.equal(finding?.file, 'chart/templates/pod.yaml');
});
