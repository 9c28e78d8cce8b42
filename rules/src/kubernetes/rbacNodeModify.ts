import { clusterRole } from '../examples';
import { roleGrants } from '../model/roleGrants';
import { defineRule } from '../rule';

export const rbacNodeModify = defineRule({
  id: 'rbac-node-modify',
  title: 'Role can change or delete nodes',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'medium',
  stride: ['E', 'D'],
  layer: 'administration',
  aliases: [],
  references: ['NSA:7.1'],
  fixable: 'never',
  subject: 'object',
  why: 'Labels and taints of nodes decide where pods run: who changes them moves sensitive pods onto a node it controls, or empties the cluster.',
  remedy: 'Leave nodes to the cloud controller and the autoscaler.',

  check: roleGrants({
    grants: [{ group: '', resources: ['nodes'], verbs: ['update', 'patch', 'delete', 'deletecollection'] }],
    so: 'who holds it relabels, taints or removes nodes',
    narrowed: 'low',
  }),

  examples: [{ bad: clusterRole('- apiGroups: [""]\n  resources: [«nodes»]\n  verbs: [get, patch]') }],
  accepts: [clusterRole('- apiGroups: [""]\n  resources: [nodes]\n  verbs: [get, list, watch]')],
});

export const german = {
  title: 'Rolle kann Nodes ändern oder löschen',
  why: 'Labels und Taints der Nodes bestimmen, wo Pods laufen: Wer sie ändert, holt heikle Pods auf einen Node, den er kontrolliert, oder leert den Cluster.',
  remedy: 'Nodes dem Cloud-Controller und dem Autoscaler überlassen.',
  says: {
    'who holds it relabels, taints or removes nodes':
      'wer sie hat, ändert Labels und Taints von Nodes oder entfernt sie',
  },
};
