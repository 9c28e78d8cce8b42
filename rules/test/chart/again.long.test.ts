import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createEngine, defaultContext } from '../../src';
import type { ChartInput, ChartReport } from '../../src/chart/types';
import { chartYaml } from './chart';

/** Parts of a chart, each with what may stand in its place; the first is what it is without an edit. */
const slots = {
  tag: ['"1.4"', 'latest', '""'],
  resources: ['{}', '\n  limits:\n    memory: 1Gi', '\n  requests: {cpu: 1}'],
  context: ['\n  runAsNonRoot: true', ' {}', ' null', '\n  # runAsNonRoot: true\n  privileged: true'],
  names: ['', 'nameOverride: other\n', '# a comment\n'],
  env: ['[]', '[{name: A, value: "1"}]', '\n  - name: TOKEN\n    value: s3cr3tValue12'],
  sidecar: ['false', 'true'],
  role: ['false', 'true'],
  overlay: ['replicas: 3\n', 'sidecar: true\n', 'securityContext:\n  privileged: true\n', 'image: {tag: latest}\n'],
  dbUser: ['1000', '0'],
  dbEnabled: ['true', 'false'],
  global: ['{}', '{user: 0}'],
  helper: ['shop', '{{ .Values.nameOverride | default "shop" }}', '{{ .Chart.Name }}-{{ .Values.replicas }}'],
  own: ['', 'hostNetwork: true', '{{ if .Values.sidecar }}hostPID: true{{ end }}', '{{ lookup "v1" "Node" "" "" }}'],
  reach: ['', '{{- $_ := set .Values "role" true }}\n'],
  extra: ['', '{{ tpl (toYaml .Values.env) . }}', '{{ range $k, $v := .Values.image }}{{ $k }}{{ end }}'],
} as const;
type Slot = keyof typeof slots;
type Chosen = Readonly<Record<Slot, number>>;

function chartOf(chosen: Chosen): ChartInput {
  const at = (slot: Slot) => slots[slot][chosen[slot]] ?? slots[slot][0];
  const container = (name: string, context: string) =>
    `        - name: ${name}\n          image: shop/${name}:{{ .Values.image.tag }}\n          securityContext: {{ toYaml ${context} | nindent 12 }}\n`;
  const workload = (name: string, containers: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  replicas: {{ .Values.replicas | default 1 }}\n  selector:\n    matchLabels: {app: ${name}}\n  template:\n    metadata:\n      labels: {app: ${name}}\n    spec:\n      ${at('own')}\n      containers:\n${containers}`;
  const files = {
    'Chart.yaml': `${chartYaml}dependencies:\n  - {name: db, version: 1.0.0, condition: db.enabled}\n`,
    'values.yaml': `${at('names')}image:\n  tag: ${at('tag')}\nresources: ${at('resources')}\nreplicas: 2\nsecurityContext:${at('context')}\nenv: ${at('env')}\nsidecar: ${at('sidecar')}\nrole: ${at('role')}\ndb:\n  enabled: ${at('dbEnabled')}\n  securityContext: {runAsUser: ${at('dbUser')}}\nglobal: ${at('global')}\n`,
    'values-prod.yaml': at('overlay'),
    'templates/_helpers.tpl': `{{- define "shop.name" -}}${at('helper')}{{- end }}\n`,
    'templates/a.yaml': `${at('reach')}${workload('{{ include "shop.name" . }}', `${container('api', '.Values.securityContext')}          resources: {{ toYaml .Values.resources | nindent 12 }}\n          {{- with .Values.env }}\n          env: {{ toYaml . | nindent 12 }}\n          {{- end }}\n{{- if .Values.sidecar }}\n${container('proxy', '.Values.securityContext')}{{- end }}\n`)}`,
    'templates/role.yaml': `{{- if .Values.role }}\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: {{ include "shop.name" . }}\nrules:\n  - {apiGroups: ["*"], resources: ["*"], verbs: ["*"]}\n{{- end }}\n`,
    'templates/config.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: fixed\ndata:\n  extra: |\n    ${at('extra')}\n`,
    'charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n',
    'charts/db/values.yaml': 'image: {tag: "16"}\nsecurityContext: {}\n',
    'charts/db/templates/db.yaml': workload(
      'db',
      container('db', '(merge .Values.securityContext (dict "runAsUser" .Values.global.user))'),
    ),
  };
  return { folder: '', files: new Map(Object.entries(files)) };
}

function said({ findings, suppressed, notes }: ChartReport, withFixes: boolean) {
  const heard = findings.map(({ rule, file, span, message, severity, related, fix }) => {
    const offered = withFixes ? fix() : undefined;
    return { rule, file, span, message, severity, related, fix: offered && [offered.title, offered.edits] };
  });
  return { heard, suppressed: suppressed.length, notes };
}

const names = Object.keys(slots) as Slot[];
const untouched = Object.fromEntries(names.map((name) => [name, 0])) as Chosen;
const edit = fc.record({ slot: fc.constantFrom(...names), choice: fc.nat(3), isAsked: fc.boolean() });

test('what is remembered of a chart changes nothing that is said after edits of values, templates and helpers', () => {
  const context = { ...defaultContext, profile: 'all' } as const;
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      const engine = createEngine();
      let chosen = untouched;
      engine.checkChart(chartOf(chosen), context);
      for (const [i, { slot, choice, isAsked }] of edits.entries()) {
        chosen = { ...chosen, [slot]: choice % slots[slot].length };
        // Fixes that are tried leave their own marks in what is remembered.
        const withFixes = isAsked && i > edits.length - 3;
        const kept = said(engine.checkChart(chartOf(chosen), context), withFixes);
        if (i < edits.length - 2) continue;
        assert.deepEqual(kept, said(createEngine().checkChart(chartOf(chosen), context), withFixes));
      }
    }),
    { numRuns: 12, seed: 3 },
  );
});
