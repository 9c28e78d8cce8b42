import { leaveToExistingSecret } from '../edit/valuesSecretEdit';
import { isEncrypted, type ValuesView, valuesKeys } from '../model/chart';
import { findSecrets } from '../model/secretFormats';
import { isHarmlessValue, isPlaceholder } from '../model/secretNames';
import { plain, spanOf } from '../model/value';
import { couldBeSecret, holdsSecret, isWellKnown } from '../model/valuesSecrets';
import { defineRule, type Problem } from '../rule';

function* check(values: ValuesView): Iterable<Problem> {
  if (isEncrypted(values)) return;
  for (const { name, path, value } of valuesKeys(values.root)) {
    const text = plain(value);
    const at = spanOf(value);
    if (typeof text !== 'string' || !at || text.includes('{{') || isWellKnown(name, text)) continue;
    const byName = holdsSecret(name) && couldBeSecret(text) && !isHarmlessValue(text) && !isPlaceholder(text);
    if (byName || findSecrets(text).length > 0)
      yield {
        at,
        message: `${path.join('.')} carries a secret in plain text.`,
        fix: () => leaveToExistingSecret(value, name),
      };
  }
}

export const valuesSecretLiteral = defineRule({
  id: 'values-secret-literal',
  title: 'Secret value in values file',
  control: 'secrets-not-in-manifests',
  level: 'baseline',
  severity: 'high',
  stride: ['I'],
  layer: 'secrets',
  aliases: ['DS-0031', 'C-0012', 'PO:sensitiveContainerEnvVar'],
  references: [],
  fixable: 'sometimes', // Only beside the name of an existing Secret: else its owner alone knows where it should live.
  subject: 'values',
  why: 'Whoever can read the repository, the chart archive or the release in the cluster has the secret, and the history keeps it.',
  remedy:
    'Empty the value, let the chart take the name of an existing Secret instead, and replace the secret that was written down.',
  check,
  examples: [
    { bad: 'database:\n  password: «Kx7-horse-staple»\n' },
    { bad: 'apiToken: «"Kx7-horse-staple"»\n' },
    {
      bad: 'db:\n  existingSecret: shop-db\n  password: «Kx7-horse-staple» # unused\n',
      good: 'db:\n  existingSecret: shop-db\n  password: "" # unused\n',
    },
    {
      file: 'values.yaml',
      bad: 'existingSecret: shop-db\npassword: «Kx7-horse-staple»\n', // the chart uses it all the same
      files: {
        'templates/secret.yaml':
          'apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\nstringData:\n  other: {{ .Values.password | quote }}\n',
      },
    },
  ],
  accepts: [
    { text: 'database:\n  password: ""\n  existingSecret: shop-db\n  passwordKey: db-password\n' },
    { text: 'password: "{{ .Values.global.password }}"\n' },
    { text: 'password: ENC[AES256_GCM,data:abcdefgh,type:str]\nsops:\n  version: 3.8.1\n' },
    {
      file: 'values.yaml',
      text: 'password: <your password>\napiToken: YourApiToken1\nsecretNameAnnotation: a.example/Secret1\n',
    },
    { text: 'database:\n  connectionString: "Cache1:6379"\n' },
  ],
});

export const german = {
  title: 'Geheimer Wert in der Values-Datei',
  why: 'Wer das Repository, das Chart-Archiv oder das Release im Cluster lesen kann, hat das Geheimnis, und die Historie behält es.',
  remedy:
    'Den Wert leeren, den Chart den Namen eines vorhandenen Secrets nehmen lassen und das niedergeschriebene Geheimnis ersetzen.',
  says: {
    '{0} carries a secret in plain text.': '{0} trägt ein Geheimnis im Klartext.',
    'Empty {0}: {1} names where it is': '{0} leeren: {1} nennt, wo es liegt',
  },
};
