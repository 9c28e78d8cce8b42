import { podSpec, podWith } from '../examples';
import { at, entries, items, plain, spanOf } from '../model/value';
import { defineRule } from '../rule';

const identityVariable =
  /^(AZURE_CLIENT_ID|AZURE_FEDERATED_TOKEN_FILE|AWS_ROLE_ARN|AWS_WEB_IDENTITY_TOKEN_FILE|GOOGLE_APPLICATION_CREDENTIALS)$/;

export const cloudIdentityOnUntrustedPod = defineRule({
  id: 'cloud-identity-on-untrusted-pod',
  title: 'Cloud identity for code nobody controls',
  control: 'workload-identity',
  level: 'isolation',
  severity: 'high',
  stride: ['E', 'S'],
  layer: 'secrets',
  aliases: ['C-0052'],
  references: ['CISA:5.2.1'],
  fixable: 'never',
  subject: 'pod',
  why: 'Code nobody controls asks the cloud in the name of this identity and takes whatever it may see: models, buckets, keys.',
  remedy: 'Leave the identity to a gateway in a pod of its own.',

  *check(pod) {
    for (const { key, keySpan, value } of entries(at(pod.metadata, 'labels'))) {
      const isAzure =
        key === 'azure.workload.identity/use' ? String(plain(value)) === 'true' : key === 'aadpodidbinding';
      if (!isAzure) continue;
      yield { at: keySpan, message: `${pod.title} runs code nobody controls with an Azure identity.` };
    }
    for (const container of pod.containers) {
      for (const variable of items(at(container.value, 'env'))) {
        const name = at(variable, 'name');
        const text = plain(name);
        const where = spanOf(name);
        if (typeof text !== 'string' || !where || !identityVariable.test(text)) continue;
        yield {
          at: where,
          message: `Container "${container.name}" runs code nobody controls with a cloud identity (${text}).`,
        };
      }
    }
  },

  examples: [
    { bad: podWith('- name: model\n  env:\n    - name: «AWS_ROLE_ARN»\n      value: a') },
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n  labels:\n    «azure.workload.identity/use»: "true"\nspec:\n  containers:\n    - name: model\n',
    },
  ],
  accepts: [podSpec('containers:\n  - name: model')],
});

export const german = {
  title: 'Cloud-Identität für Code, den niemand kontrolliert',
  why: 'Code, den niemand kontrolliert, fragt die Cloud im Namen dieser Identität und nimmt, was sie sehen darf: Modelle, Buckets, Schlüssel.',
  remedy: 'Die Identität einem Gateway in einem eigenen Pod überlassen.',
  says: {
    '{0} runs code nobody controls with an Azure identity.':
      '{0} führt Code, den niemand kontrolliert, mit einer Azure-Identität aus.',
    'Container "{0}" runs code nobody controls with a cloud identity ({1}).':
      'Container „{0}“ führt Code, den niemand kontrolliert, mit einer Cloud-Identität aus ({1}).',
  },
};
