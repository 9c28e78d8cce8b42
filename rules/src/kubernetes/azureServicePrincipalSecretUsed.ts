import { podWith } from '../examples';
import { at, items, plain, spanOf } from '../model/value';
import { defineRule } from '../rule';

/** The account of the storage emulator: everybody has its key, and it opens nothing in Azure. */
const emulator = /\bdevstoreaccount1\b|^UseDevelopmentStorage=true/;

const names =
  /^(AZURE_CLIENT_SECRET|ARM_CLIENT_SECRET|AZURE_STORAGE_(ACCOUNT_)?KEY|AZURE_STORAGE_CONNECTION_STRING|AZURE_CLIENT_CERTIFICATE_PATH)$/;

export const azureServicePrincipalSecretUsed = defineRule({
  id: 'azure-service-principal-secret-used',
  title: 'Azure secret instead of a federated identity',
  control: 'workload-identity',
  level: 'restricted',
  severity: 'medium',
  stride: ['I'],
  layer: 'secrets',
  aliases: [],
  references: ['CISA:5.3.1'],
  fixable: 'never',
  subject: 'container',
  why: 'The secret of a service principal works from anywhere until it expires, months later; whoever copies it is that principal.',
  remedy:
    'Use AKS workload identity: annotate a service account with the client id and label the pod, and no secret is left to steal.',

  *check(container) {
    for (const variable of items(at(container.value, 'env'))) {
      const name = at(variable, 'name');
      const text = plain(name);
      const where = spanOf(name);
      if (typeof text !== 'string' || !where || !names.test(text)) continue;
      if (emulator.test(String(plain(at(variable, 'value'))))) continue;
      yield { at: where, message: `Container "${container.name}" signs in to Azure with a secret (${text}).` };
    }
  },

  examples: [
    {
      bad: podWith(
        '- name: api\n  env:\n    - name: «AZURE_CLIENT_SECRET»\n      valueFrom: { secretKeyRef: { name: a, key: b } }',
      ),
    },
  ],
  accepts: [
    podWith('- name: api\n  env:\n    - name: AZURE_CLIENT_ID\n      value: 11111111-1111-1111-1111-111111111111'),
    podWith(
      '- name: api\n  env:\n    - name: AZURE_STORAGE_CONNECTION_STRING\n      value: AccountName=devstoreaccount1;BlobEndpoint=http://azurite:10000',
    ),
  ],
});

export const german = {
  title: 'Azure-Geheimnis statt föderierter Identität',
  why: 'Das Geheimnis eines Service Principals gilt von überall, bis es Monate später abläuft; wer es kopiert, ist dieser Principal.',
  remedy:
    'AKS Workload Identity verwenden: ein Dienstkonto mit der Client-ID annotieren und den Pod kennzeichnen; dann bleibt kein Geheimnis zum Stehlen.',
  says: {
    'Container "{0}" signs in to Azure with a secret ({1}).':
      'Container „{0}“ meldet sich bei Azure mit einem Geheimnis an ({1}).',
  },
};
