import { printedIn, written } from '../model/templateActions';
import { holdsSecret } from '../model/valuesSecrets';
import { defineRule } from '../rule';

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
  fixable: 'never', // The command that fetches it depends on where the chart keeps it.
  subject: 'chart',
  why: 'Helm prints the notes after each installation and keeps them with the release: the secret ends up in terminals and build logs.',
  remedy: 'Print the command that fetches the secret, such as `kubectl get secret`, and not the secret.',

  *check(chart) {
    for (const { file, text, tree } of chart.templates) {
      if (!tree || !/(^|\/)NOTES\.txt$/.test(file)) continue;
      for (const pipe of printedIn(tree.body)) {
        const names = pipe.commands
          .flatMap((command) => command.args)
          .map((operand) => written(text, operand))
          .filter((word) => /^\$?\.Values\./.test(word));
        const name = names.find((word) => holdsSecret(word.split('.').at(-1) ?? ''));
        if (!name) continue;
        const at = { start: pipe.start, end: pipe.end };
        yield { at, file, message: `The notes print ${name.replace(/^\$?\./, '')}.` };
      }
    }
  },

  examples: [
    {
      file: 'templates/NOTES.txt',
      bad: 'Log in with {{ «.Values.admin.password» }}.\n',
      files: { 'values.yaml': 'admin: {}\n' },
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
  },
};
