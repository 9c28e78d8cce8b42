import { quotaKinds, unguardedNamespaces } from '../edit/namespaceGuard';
import { objectOf, objectSpec } from '../examples';
import { defineRule } from '../rule';

export const namespaceWithoutResourceQuota = defineRule({
  id: 'namespace-without-resource-quota',
  title: 'Namespace has no ResourceQuota',
  control: 'namespace-quotas',
  level: 'isolation',
  severity: 'medium',
  stride: ['D'],
  layer: 'administration',
  aliases: [],
  references: ['NSA:4.0'],
  fixable: 'sometimes',
  subject: 'workspace',
  why: 'Without a quota one tenant takes the memory, processors and load balancers of all others.',
  remedy: 'Add a ResourceQuota; the fix starts with small numbers that have to be adapted.',

  check: (workspace) =>
    unguardedNamespaces(workspace, {
      isOne: ({ kind }) => kind === 'ResourceQuota',
      message: (namespace) => `${namespace} has no ResourceQuota here: nothing bounds what it takes.`,
      title: 'Add a ResourceQuota to adapt',
      make: quotaFor,
    }),

  examples: [
    {
      bad: objectOf('v1', 'Namespace', '  labels: {}').replace('name: shop', 'name: «shop»'),
      good: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: {}\n---\napiVersion: v1\nkind: ResourceQuota\nmetadata:\n  name: quota\n  namespace: shop\nspec:\n  hard:\n    requests.cpu: "4"\n    requests.memory: 8Gi\n    limits.cpu: "8"\n    limits.memory: 16Gi\n    limits.ephemeral-storage: 20Gi\n    pods: "50"\n    persistentvolumeclaims: "10"\n    requests.storage: 200Gi\n    requests.nvidia.com/gpu: "0"\n    services.loadbalancers: "0"\n    services.nodeports: "0"\n',
    },
  ],
  accepts: [
    {
      text: objectOf('v1', 'Namespace', '  labels: {}'),
      files: { 'quota.yaml': objectSpec('v1', 'ResourceQuota', 'hard: {}') },
    },
    objectOf('v1', 'Namespace', '  labels: {}').replace('name: shop', 'name: kube-system'),
  ],
});

function quotaFor(namespace: string) {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'quota', namespace },
    spec: {
      hard: {
        'requests.cpu': '4',
        'requests.memory': '8Gi',
        'limits.cpu': '8',
        'limits.memory': '16Gi',
        ...quotaKinds,
      },
    },
  };
}

export const german = {
  title: 'Namespace ohne ResourceQuota',
  why: 'Ohne Quota nimmt ein Mandant Speicher, Prozessoren und Load Balancer aller anderen.',
  remedy: 'Eine ResourceQuota hinzufügen; der Fix beginnt mit kleinen Zahlen, die anzupassen sind.',
  says: {
    '{0} has no ResourceQuota here: nothing bounds what it takes.':
      '{0} hat hier keine ResourceQuota: Nichts begrenzt, was er nimmt.',
    'Add a ResourceQuota to adapt': 'Eine anzupassende ResourceQuota hinzufügen',
  },
};
