import { leaveToExistingSecret } from '../edit/valuesSecretEdit';
import { valuesKeys } from '../model/chart';
import { fallbacksIn } from '../model/templateActions';
import { scalarText, spanOf } from '../model/value';
import { isWellKnown } from '../model/valuesSecrets';
import { defineRule } from '../rule';

export const valuesDefaultCredentials = defineRule({
  id: 'values-default-credentials',
  title: 'Chart falls back to a well-known credential',
  control: 'secrets-not-in-manifests',
  level: 'baseline',
  severity: 'high',
  stride: ['S'],
  layer: 'secrets',
  aliases: ['C-0012'],
  references: [],
  fixable: 'sometimes', // Only beside the name of an existing Secret: else the chart must ask for one, and its author knows how.
  subject: 'values',
  why: 'Most people install a chart as it is: whoever reaches the service logs in with the password that the chart ships.',
  remedy: 'Leave the value empty and ask for it with `required`, generate one, or take the name of an existing Secret.',

  *check({ root, file, chart }) {
    for (const { name, path, value } of valuesKeys(root)) {
      const at = spanOf(value);
      if (!at || !isWellKnown(name, scalarText(value) ?? '')) continue;
      yield {
        at,
        message: `${path.join('.')} is a password that everybody knows.`,
        fix: () => leaveToExistingSecret(value, name),
      };
    }
    // The templates are the same for every values file.
    if (chart?.values[0]?.file !== file) return;
    for (const { file, tree } of chart.templates) {
      for (const { name, text, start, end } of tree ? fallbacksIn(tree) : []) {
        if (!isWellKnown(name, text)) continue;
        yield { at: { start, end }, file, message: `Without ${name} in the values it is one that everybody knows.` };
      }
    }
  },

  examples: [
    { bad: 'auth:\n  adminPassword: «changeme»\n' },
    { bad: 'auth:\n  user: admin\n  password: «"123456"»\n' },
    {
      file: 'values.yaml',
      bad: 'auth:\n  password: «changeme»\n  existingSecret: shop-admin\n',
      good: 'auth:\n  password: ""\n  existingSecret: shop-admin\n',
      files: {
        'templates/secret.yaml':
          '{{- if not .Values.auth.existingSecret }}\napiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\nstringData:\n  password: {{ .Values.auth.password | quote }}\n{{- end }}\n',
      },
    },
    {
      file: 'templates/secret.yaml',
      bad: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\nstringData:\n  password: {{ .Values.auth.password | default «"admin"» | quote }}\n',
      files: { 'values.yaml': 'auth: {}\n' },
    },
  ],
  accepts: [
    { text: 'auth:\n  adminPassword: ""\n  user: admin\n' },
    { text: 'auth:\n  passwordSecretKey: password\n' },
  ],
});

export const german = {
  title: 'Chart weicht auf bekannte Zugangsdaten aus',
  why: 'Die meisten installieren einen Chart, wie er ist: Wer den Dienst erreicht, meldet sich mit dem mitgelieferten Passwort an.',
  remedy:
    'Den Wert leer lassen und mit `required` verlangen, einen erzeugen oder den Namen eines vorhandenen Secrets nehmen.',
  says: {
    '{0} is a password that everybody knows.': '{0} ist ein Passwort, das jeder kennt.',
    'Empty {0}: {1} names where it is': '{0} leeren: {1} nennt, wo es liegt',
    'Without {0} in the values it is one that everybody knows.':
      'Ohne {0} in den Values ist es eines, das jeder kennt.',
  },
};
