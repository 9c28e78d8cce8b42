import { clusterRole } from '../examples';
import { roleGrants } from '../model/roleGrants';
import { defineRule } from '../rule';

export const rbacWorkloadCreate = defineRule({
  id: 'rbac-workload-create',
  title: 'Role can create or change workloads',
  control: 'rbac-workload-exec',
  level: 'baseline',
  severity: 'medium',
  stride: ['E'],
  layer: 'administration',
  aliases: ['KSV-0048', 'KICS:592ad21d', 'KL:access-to-create-pods', 'C-0188'],
  references: ['CISK:5.1.4', 'CISA:4.1.4'],
  fixable: 'never',
  subject: 'object',
  why: "A new pod can mount any Secret, use any service account and, without Pod Security, the node's disk: creating workloads is as good as those rights.",
  remedy: 'Give it in a namespace of its own with Pod Security enforced, by a Role instead of a ClusterRole.',

  check: roleGrants({
    grants: [
      {
        group: '',
        resources: ['pods', 'replicationcontrollers', 'podtemplates'],
        verbs: ['create', 'update', 'patch'],
      },
      {
        group: 'apps',
        resources: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'],
        verbs: ['create', 'update', 'patch'],
      },
      { group: 'batch', resources: ['jobs', 'cronjobs'], verbs: ['create', 'update', 'patch'] },
      {
        group: 'agents.x-k8s.io',
        resources: ['sandboxes'],
        verbs: ['create', 'update', 'patch'],
      },
      {
        group: 'extensions.agents.x-k8s.io',
        resources: ['sandboxtemplates'],
        verbs: ['create', 'update', 'patch'],
      },
    ],
    so: 'who holds it can start a pod with any Secret and any service account of the namespace',
    throughStar: true,
    narrowed: 'low',
  }),

  examples: [
    { bad: clusterRole('- apiGroups: [apps]\n  resources: [«deployments»]\n  verbs: [get, create]') },
    { bad: clusterRole('- apiGroups: [""]\n  resources: [«pods»]\n  verbs: ["*"]') },
  ],
  accepts: [
    clusterRole('- apiGroups: [apps]\n  resources: [deployments]\n  verbs: [get, list, watch]'),
    clusterRole('- apiGroups: [""]\n  resources: [pods]\n  verbs: [get, delete]'),
    clusterRole('- apiGroups: [apiextensions.k8s.io]\n  resources: ["*"]\n  verbs: [create]'),
  ],
});

export const german = {
  title: 'Rolle kann Anwendungen anlegen oder ändern',
  why: 'Ein neuer Pod kann jedes Secret einbinden, jedes Dienstkonto nutzen und ohne Pod Security die Platte des Nodes: Anwendungen anzulegen ist so gut wie diese Rechte.',
  remedy: 'In einem eigenen Namespace mit erzwungener Pod Security geben, durch eine Role statt einer ClusterRole.',
  says: {
    'who holds it can start a pod with any Secret and any service account of the namespace':
      'wer sie hat, kann einen Pod mit jedem Secret und jedem Dienstkonto des Namespaces starten',
  },
};
