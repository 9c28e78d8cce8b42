import type { ChartTemplate } from '../model/chart';
import { remember } from '../model/commands/remember';
import { defineRule } from '../rule';
import type { Span } from '../text/span';

/** Namespaces that are written out below a document's `metadata`. */
const namespacesIn = remember(({ text }: ChartTemplate) => [...namespaces(text)]);

function* namespaces(text: string): Iterable<{ name: string; span: Span }> {
  let inMetadata = false;
  let start = 0;
  for (const line of text.split('\n')) {
    const at = start;
    start += line.length + 1;
    if (/^\S/.test(line) && !line.startsWith('{{') && !line.startsWith('#')) inMetadata = /^metadata:\s*$/.test(line);
    const found = inMetadata ? /^( +namespace:[ \t]+["']?)([a-z0-9][a-z0-9-]*)["']?\s*(#.*)?\r?$/.exec(line) : null;
    const [, lead = '', name] = found ?? [];
    if (name !== undefined) yield { name, span: { start: at + lead.length, end: at + lead.length + name.length } };
  }
}

export const templateNamespaceHardcoded = defineRule({
  id: 'template-namespace-hardcoded',
  title: 'Namespace written into a template',
  control: 'namespace-per-tenant',
  level: 'baseline',
  severity: 'low',
  stride: ['E'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'always',
  subject: 'chart',
  why: 'The release lands beside somebody else, whatever namespace it is installed into: its policies and quotas do not hold there.',
  remedy: 'Write `{{ .Release.Namespace }}`.',

  *check(chart) {
    for (const template of chart.templates) {
      for (const { name, span } of namespacesIn(template)) {
        // Rules about manifests speak of these two, and some things must lie in the second.
        if (name === 'default' || /^kube-/.test(name)) continue;
        yield {
          at: span,
          file: template.file,
          message: `This lands in ${name}, wherever the chart is installed.`,
          fix: () => ({
            title: 'Use the namespace of the release',
            safety: 'review',
            edits: [{ span, text: '{{ .Release.Namespace }}' }],
          }),
        };
      }
    }
  },

  examples: [
    {
      file: 'templates/config.yaml',
      bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\n  {{- with .Values.labels }}\n  labels: {{ toYaml . | nindent 4 }}\n  {{- end }}\n  namespace: «payments» # ours\n',
      good: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\n  {{- with .Values.labels }}\n  labels: {{ toYaml . | nindent 4 }}\n  {{- end }}\n  namespace: {{ .Release.Namespace }} # ours\n',
      files: { 'values.yaml': 'labels: {}\n' },
    },
  ],
  accepts: [
    {
      file: 'templates/config.yaml',
      text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\n  namespace: {{ .Release.Namespace }}\ndata:\n  namespace: payments\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: kube-system\n',
    },
  ],
});

export const german = {
  title: 'Namespace fest in der Vorlage',
  why: 'Das Release landet neben jemand anderem, in welchen Namespace es auch installiert wird: Dessen Policies und Quoten gelten dort nicht.',
  remedy: '`{{ .Release.Namespace }}` schreiben.',
  says: {
    'This lands in {0}, wherever the chart is installed.': 'Das landet in {0}, wo immer der Chart installiert wird.',
    'Use the namespace of the release': 'Den Namespace des Releases verwenden',
  },
};
