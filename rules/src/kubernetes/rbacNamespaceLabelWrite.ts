import { clusterRole } from '../examples';
import { roleGrants } from '../model/roleGrants';
import { defineRule } from '../rule';

export const rbacNamespaceLabelWrite = defineRule({
  id: 'rbac-namespace-label-write',
  title: 'Role can relax pod security of a namespace',
  control: 'admission-policy',
  level: 'isolation',
  severity: 'high',
  stride: ['E'],
  layer: 'administration',
  aliases: [],
  references: ['CISK:5.2.1'],
  fixable: 'never',
  subject: 'object',
  why: 'The Pod Security level of a namespace is a label: who may change namespaces lowers it and starts a privileged pod a second later.',
  remedy: 'Name the namespaces with `resourceNames`, or leave namespaces to the pipeline that deploys the cluster.',

  check: roleGrants({
    grants: [{ group: '', resources: ['namespaces'], verbs: ['update', 'patch'] }],
    so: 'who holds it removes the Pod Security level of any namespace',
    applies: (object, rule) => object.kind === 'ClusterRole' && !rule.narrowed,
  }),

  examples: [{ bad: clusterRole('- apiGroups: [""]\n  resources: [«namespaces»]\n  verbs: [get, patch]') }],
  accepts: [
    clusterRole('- apiGroups: [""]\n  resources: [namespaces]\n  verbs: [get, create]'),
    clusterRole('- apiGroups: [""]\n  resources: [namespaces]\n  resourceNames: [shop]\n  verbs: [patch]'),
  ],
});

export const german = {
  title: 'Rolle kann die Pod Security eines Namespaces lockern',
  why: 'Die Pod-Security-Stufe eines Namespaces ist ein Label: Wer Namespaces ändern darf, senkt sie und startet eine Sekunde später einen privilegierten Pod.',
  remedy: 'Die Namespaces mit `resourceNames` nennen oder sie der Pipeline überlassen, die den Cluster bereitstellt.',
  says: {
    'who holds it removes the Pod Security level of any namespace':
      'wer sie hat, entfernt die Pod-Security-Stufe jedes Namespaces',
  },
};
