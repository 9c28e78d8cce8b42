import { asFix } from '../edit/fixes';
import { replacePair } from '../edit/yamlPairs';
import { podSpec } from '../examples';
import { at, keySpan, scalarText } from '../model/value';
import { readPods } from '../model/workload';
import { defineRule } from '../rule';

const kinds = new Set(['AzureIdentity', 'AzureIdentityBinding', 'AzureAssignedIdentity', 'AzurePodIdentityException']);

export const azurePodIdentityDeprecated = defineRule({
  id: 'azure-pod-identity-deprecated',
  title: 'Retired Azure pod identity',
  control: 'workload-identity',
  level: 'baseline',
  severity: 'medium',
  stride: ['S', 'E'],
  layer: 'administration',
  aliases: [],
  references: ['CISA:5.5.1'],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Pod identity sits between pods and the metadata service of the node; it has had no maintenance since 2023, and other pods can ask it for the same identity.',
  remedy:
    'Move to workload identity: label the pod azure.workload.identity/use: "true" and annotate its service account.',

  *check(object) {
    if (object.group === 'aadpodidentity.k8s.io' && kinds.has(object.kind)) {
      yield {
        at: object.nameSpan,
        message: `${object.kind} "${object.name ?? ''}" belongs to the retired Azure pod identity.`,
      };
      return;
    }
    if (object.kind === 'SecretProviderClass') {
      const value = at(object.root, 'spec', 'parameters', 'usePodIdentity');
      const where = keySpan(value);
      if (where && /^["']?true["']?$/.test(scalarText(value) ?? '')) {
        yield {
          at: where,
          message: `SecretProviderClass "${object.name ?? ''}" signs in by the retired Azure pod identity.`,
        };
      }
    }
    for (const pod of readPods(object)) {
      const binding = at(pod.metadata, 'labels', 'aadpodidbinding');
      const where = keySpan(binding);
      if (!where) continue;
      yield {
        at: where,
        message: `${pod.title} gets its Azure identity from the retired pod identity.`,
        // The client id that the service account needs stands in no manifest; the webhook names it when it is missing.
        fix: () =>
          asFix(replacePair(binding, 'azure.workload.identity/use', 'true'), {
            title: 'Use workload identity (annotate the service account with its client id)',
            safety: 'review',
          }),
      };
    }
  },

  examples: [
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n  labels:\n    «aadpodidbinding»: shop\nspec:\n  containers:\n    - name: api\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n  labels:\n    azure.workload.identity/use: "true"\nspec:\n  containers:\n    - name: api\n',
    },
    { bad: 'apiVersion: aadpodidentity.k8s.io/v1\nkind: AzureIdentity\nmetadata:\n  name: «shop»\n' },
  ],
  accepts: [podSpec('containers:\n  - name: api')],
});

export const german = {
  title: 'Eingestellte Azure-Pod-Identität',
  why: 'Pod Identity sitzt zwischen den Pods und dem Metadatendienst des Nodes; sie wird seit 2023 nicht mehr gepflegt, und andere Pods können dieselbe Identität anfordern.',
  remedy:
    'Auf Workload Identity umstellen: den Pod mit azure.workload.identity/use: "true" kennzeichnen und sein Dienstkonto annotieren.',
  says: {
    '{0} "{1}" belongs to the retired Azure pod identity.': '{0} „{1}“ gehört zur eingestellten Azure-Pod-Identität.',
    'SecretProviderClass "{0}" signs in by the retired Azure pod identity.':
      'SecretProviderClass „{0}“ meldet sich mit der eingestellten Azure-Pod-Identität an.',
    '{0} gets its Azure identity from the retired pod identity.':
      '{0} bekommt seine Azure-Identität von der eingestellten Pod Identity.',
    'Use workload identity (annotate the service account with its client id)':
      'Workload Identity verwenden (am Dienstkonto die Client-ID annotieren)',
  },
};
