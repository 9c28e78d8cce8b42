import type { Node } from '@bulkhead/helm';
import { defineRule } from '../rule';

/** Texts that are printed whatever the values are. */
function* always(nodes: readonly Node[]): Iterable<Extract<Node, { kind: 'text' }>> {
  for (const node of nodes) if (node.kind === 'text') yield node;
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
  fixable: 'never', // What the program does without the rights, only its author knows.
  subject: 'chart',
  why: 'Everybody who installs the chart grants it rights in all namespaces, also where a role in one would do or the cluster has given them already.',
  remedy: 'Put it into `{{ if .Values.rbac.create }}`, and offer a Role for one namespace beside it.',

  *check(chart) {
    for (const { file, text, tree } of chart.templates) {
      if (!tree || /(^|\/)_[^/]*$/.test(file)) continue;
      for (const node of always(tree.body)) {
        const stretch = text.slice(node.start, node.end);
        for (const match of stretch.matchAll(/^kind:[ \t]*["']?(ClusterRole(?:Binding)?)\b/gm)) {
          const start = node.start + match.index + match[0].length - (match[1] ?? '').length;
          const at = { start, end: start + (match[1] ?? '').length };
          yield { at, file, message: `No value leaves this ${match[1]} out.` };
        }
      }
    }
  },

  examples: [
    {
      file: 'templates/role.yaml',
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: «ClusterRole»\nmetadata:\n  name: {{ .Release.Name }}\nrules: []\n',
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
  },
};
