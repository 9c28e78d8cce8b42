import type { Node } from '@bulkhead/helm';
import { below } from '../edit/templateLines';
import { addValue } from '../edit/valuesEdit';
import type { ChartTemplate, ChartView } from '../model/chart';
import { linesFor, linesOfDocument, templateDocuments } from '../model/templateDocuments';
import { at, isAbsent, plain } from '../model/value';
import { defineRule, type FileEdit, type Fix } from '../rule';
import { nextLine } from '../text/lines';
import type { Span } from '../text/span';

/** Texts that are printed whatever the values are. */
function* always(nodes: readonly Node[]): Iterable<Extract<Node, { kind: 'text' }>> {
  for (const node of nodes) if (node.kind === 'text') yield node;
}

/** The key that leaves out what is in such a branch, and what makes it where the chart has none. */
function switchOf(chart: ChartView): { readonly path: string; readonly edits: readonly FileEdit[] } | undefined {
  const [values] = chart.values;
  if (!values) return undefined;
  for (const path of [['rbac'], ['rbac', 'create'], ['rbac', 'enabled']]) {
    if (plain(at(values.root, ...path)) === true) return { path: path.join('.'), edits: [] };
    if (path.length > 1 && !isAbsent(at(values.root, ...path))) return undefined;
  }
  const edits = addValue(chart, ['rbac', 'create'], true);
  return edits && { path: 'rbac.create', edits };
}

/** Puts the document into a branch; what it declares in front of itself stays for those that come after. */
function guarded(template: ChartTemplate, where: Span, chart: ChartView): Fix | undefined {
  const { file, text } = template;
  const document = templateDocuments(template).find(({ start, end }) => start <= where.start && where.start < end);
  const lines = document && linesOfDocument(document);
  const made = lines && switchOf(chart);
  if (!made) return undefined;
  const [before = ''] =
    /^(?:[ \t]*(?:\{\{-?\s*(?:\$\w+\s*:=|\/\*)(?:(?!\}\}).)*\}\})?[ \t]*\r?\n)*/s.exec(
      text.slice(lines.start, lines.end),
    ) ?? [];
  const start = lines.start + before.length;
  const inside = text.slice(start, lines.end).trimEnd();
  if (/:=/.test(inside)) return undefined;
  const end = nextLine(text, start + inside.length);
  const open = linesFor(template, [`{{- if .Values.${made.path} }}`]);
  return {
    title: `Leave it out when ${made.path} is false`,
    safety: 'review',
    edits: [
      { file, span: { start, end: start }, text: open },
      { file, ...below(template, end, linesFor(template, ['{{- end }}'])) },
      ...made.edits,
    ],
    renders: (kinds) => kinds.size === 0,
  };
}

export const templateRbacUnconditional = defineRule({
  id: 'template-rbac-unconditional',
  title: 'Cluster-wide rights that cannot be left out',
  control: 'rbac-least-privilege',
  level: 'restricted',
  severity: 'medium',
  stride: ['E'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'sometimes', // Not where a key of that name is off already, or the document declares what others use.
  subject: 'chart',
  why: 'Everybody who installs the chart grants it rights in all namespaces, also where a role in one would do or the cluster has given them already.',
  remedy: 'Put it into `{{ if .Values.rbac.create }}`, and offer a Role for one namespace beside it.',

  *check(chart) {
    for (const template of chart.templates) {
      const { file, text, tree } = template;
      if (!tree || /(^|\/)_[^/]*$/.test(file)) continue;
      for (const node of always(tree.body)) {
        const stretch = text.slice(node.start, node.end);
        for (const match of stretch.matchAll(/^kind:[ \t]*["']?(ClusterRole(?:Binding)?)\b/gm)) {
          const start = node.start + match.index + match[0].length - (match[1] ?? '').length;
          const place = { start, end: start + (match[1] ?? '').length };
          yield {
            at: place,
            file,
            message: `No value leaves this ${match[1]} out.`,
            fix: () => guarded(template, place, chart),
          };
        }
      }
    }
  },

  examples: [
    {
      file: 'templates/role.yaml',
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: «ClusterRole»\nmetadata:\n  name: {{ .Release.Name }}\nrules: []\n',
    },
    {
      file: 'templates/role.yaml',
      bad: '{{- $name := .Release.Name }}\n# Ours.\napiVersion: rbac.authorization.k8s.io/v1\nkind: «ClusterRole»\nmetadata:\n  name: {{ $name }}\nrules: []\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ $name }}\n',
      good: '{{- $name := .Release.Name }}\n{{- if .Values.rbac.create }}\n# Ours.\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: {{ $name }}\nrules: []\n{{- end }}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ $name }}\n',
      files: { 'values.yaml': 'rbac:\n  annotations: {} # none\n' },
      goodFiles: { 'values.yaml': 'rbac:\n  create: true\n  annotations: {} # none\n' },
    },
    {
      file: 'templates/role.yaml',
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: «ClusterRole» # of ours\nmetadata:\n  name: {{ .Release.Name }}\nrules: []\n',
      good: '# {{- if .Values.rbac }}\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole # of ours\nmetadata:\n  name: {{ .Release.Name }}\nrules: []\n# {{- end }}\n',
      files: { 'values.yaml': 'rbac: true\n' },
    },
    {
      file: 'templates/role.yaml',
      bad: '{{- if .Values.account }}\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: shop\n---\n{{- end }}\napiVersion: rbac.authorization.k8s.io/v1\nkind: «ClusterRoleBinding»\nmetadata:\n  name: shop\nroleRef:\n  kind: ClusterRole\n  name: view\n{{- if .Values.more }}\n---\n{{ .Values.more }}\n{{- end }}\n',
      good: '{{- if .Values.account }}\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: shop\n---\n{{- end }}\n{{- if .Values.rbac.enabled }}\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: shop\nroleRef:\n  kind: ClusterRole\n  name: view\n{{- end }}\n{{- if .Values.more }}\n---\n{{ .Values.more }}\n{{- end }}\n',
      files: { 'values.yaml': 'rbac: { enabled: true }\naccount: true\n' },
    },
    {
      file: 'templates/role.yaml',
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: «ClusterRole»\nmetadata:\n  name: shop\nrules: []\n', // it is off
      files: { 'values.yaml': 'rbac:\n  create: false\n' },
    },
  ],
  accepts: [
    {
      file: 'templates/role.yaml',
      text: '{{- if .Values.rbac.create }}\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: shop\nrules: []\n{{- end }}\n',
      files: { 'values.yaml': 'rbac:\n  create: true\n' },
    },
    {
      file: 'templates/role.yaml',
      text: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: shop\nroleRef:\n  kind: ClusterRole\n  name: view\n',
    },
  ],
});

export const german = {
  title: 'Clusterweite Rechte, die sich nicht weglassen lassen',
  why: 'Jeder, der den Chart installiert, gibt ihm Rechte in allen Namespaces, auch wo eine Rolle in einem genügte oder der Cluster sie schon vergeben hat.',
  remedy: 'In `{{ if .Values.rbac.create }}` setzen und daneben eine Role für einen Namespace anbieten.',
  says: {
    'No value leaves this {0} out.': 'Kein Wert lässt diese {0} weg.',
    'Leave it out when {0} is false': 'Weglassen, wenn {0} false ist',
  },
};
