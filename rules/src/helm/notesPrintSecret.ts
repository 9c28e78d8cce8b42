import type { ChartTemplate, ChartView } from '../model/chart';
import { printedIn, written } from '../model/templateActions';
import { rootAt } from '../model/templateDocuments';
import { entryFor } from '../model/templateSecrets';
import { holdsSecret } from '../model/valuesSecrets';
import { defineRule, type Fix } from '../rule';
import type { Span } from '../text/span';

/** The command in the place of the secret: in prose it says where to look, in a command it is what it was. */
function fetching(chart: ChartView, template: ChartTemplate, { start, end }: Span): Fix | undefined {
  const { file, text } = template;
  const value = /^\$?\.Values\.([\w.]+)$/.exec(text.slice(start, end).trim())?.[1];
  const entry = value === undefined ? undefined : entryFor(chart, value);
  const action = { start: text.lastIndexOf('{{', start), end: text.indexOf('}}', end) + 2 };
  const trims = /^\{\{-|-\}\}$/.test(text.slice(action.start, action.end));
  if (!entry || trims || rootAt(template, start) !== '') return undefined;
  const { name, namespace = '{{ .Release.Namespace }}', key } = entry;
  const path = key.replace(/\./g, '\\.');
  const command = `$(kubectl get secret ${name} --namespace ${namespace} -o jsonpath='{.data.${path}}' | base64 -d)`;
  return {
    title: 'Print the command that fetches it from the Secret',
    safety: 'review',
    edits: [{ file, span: action, text: command }],
  };
}

export const notesPrintSecret = defineRule({
  id: 'notes-print-secret',
  title: 'NOTES.txt or hook prints a secret',
  control: 'secrets-not-in-manifests',
  level: 'baseline',
  severity: 'medium',
  stride: ['I'],
  layer: 'secrets',
  aliases: [],
  references: ['CISD:4.10'],
  fixable: 'sometimes', // Only where one Secret of the chart always has it, and its name is written there.
  subject: 'chart',
  why: 'Helm prints the notes after each installation and keeps them with the release: the secret ends up in terminals and build logs.',
  remedy: 'Print the command that fetches the secret, such as `kubectl get secret`, and not the secret.',

  *check(chart) {
    for (const template of chart.templates) {
      const { file, text, tree } = template;
      if (!tree || !/(^|\/)NOTES\.txt$/.test(file)) continue;
      for (const pipe of printedIn(tree.body)) {
        const names = pipe.commands
          .flatMap((command) => command.args)
          .map((operand) => written(text, operand))
          .filter((word) => /^\$?\.Values\./.test(word));
        const name = names.find((word) => holdsSecret(word.split('.').at(-1) ?? ''));
        if (!name) continue;
        const at = { start: pipe.start, end: pipe.end };
        yield {
          at,
          file,
          message: `The notes print ${name.replace(/^\$?\./, '')}.`,
          fix: () => fetching(chart, template, at),
        };
      }
    }
  },

  examples: [
    {
      file: 'templates/NOTES.txt',
      bad: 'Log in with {{ «.Values.admin.password» }}.\n',
      files: { 'values.yaml': 'admin: {}\n' },
    },
    {
      file: 'templates/NOTES.txt',
      bad: 'Log in as admin with {{ «.Values.admin.password» }}.\n{{- with .Values.admin }}\nOr {{ «$.Values.admin.password» }}.\n{{- end }}\n',
      good: "Log in as admin with $(kubectl get secret {{ .Release.Name }}-auth --namespace {{ .Release.Namespace }} -o jsonpath='{.data.admin\\.password}' | base64 -d).\n{{- with .Values.admin }}\nOr {{ $.Values.admin.password }}.\n{{- end }}\n",
      files: {
        'values.yaml': 'admin:\n  password: ""\n',
        'templates/secret.yaml':
          'apiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}-auth # ours\ndata:\n  admin.password: {{ .Values.admin.password | b64enc | quote }}\n',
      },
    },
    {
      file: 'templates/NOTES.txt',
      bad: 'Log in with {{ «.Values.admin.password» }}.\n', // it may be in another one
      files: {
        'values.yaml': 'admin:\n  password: ""\n',
        'templates/secret.yaml':
          '{{- if not .Values.existing }}\napiVersion: v1\nkind: Secret\nmetadata:\n  name: auth\nstringData:\n  password: {{ .Values.admin.password }}\n{{- end }}\n',
      },
    },
  ],
  accepts: [
    {
      file: 'templates/NOTES.txt',
      text: 'kubectl get secret {{ .Values.admin.existingSecret }}\n{{ if .Values.admin.password }}Set.{{ end }}\n',
    },
  ],
});

export const german = {
  title: 'NOTES.txt oder Hook gibt ein Geheimnis aus',
  why: 'Helm gibt die Notizen nach jeder Installation aus und bewahrt sie beim Release auf: Das Geheimnis landet in Terminals und Build-Protokollen.',
  remedy: 'Den Befehl ausgeben, der das Geheimnis holt, etwa `kubectl get secret`, und nicht das Geheimnis.',
  says: {
    'The notes print {0}.': 'Die Notizen geben {0} aus.',
    'Print the command that fetches it from the Secret': 'Den Befehl ausgeben, der es aus dem Secret holt',
  },
};
