import { clusterRole } from '../examples';
import { roleGrants } from '../model/roleGrants';
import { defineRule } from '../rule';

const verbs = ['delete', 'deletecollection'];

/** Controllers delete what they made: this is a right to know of, not one to be without. */
export const rbacWorkloadDelete = defineRule({
  id: 'rbac-workload-delete',
  title: 'Role can delete workloads or Secrets',
  control: 'rbac-least-privilege',
  level: 'advice',
  severity: 'low',
  stride: ['D'],
  layer: 'administration',
  aliases: ['KSV-0048', 'C-0007'],
  references: [],
  fixable: 'never',
  subject: 'object',
  why: 'Who deletes workloads stops them, the guards of the cluster included, and has pods start again on a node that is already taken over.',
  remedy: 'Give it by a Role in the namespace of what the controller made, only for the kinds it makes.',

  check: roleGrants({
    grants: [
      { group: '', resources: ['pods', 'services', 'secrets', 'replicationcontrollers'], verbs },
      { group: 'apps', resources: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'], verbs },
      { group: 'batch', resources: ['jobs', 'cronjobs'], verbs },
    ],
    so: 'who holds it stops programs of others',
    throughStar: true,
    narrowed: 'info',
  }),

  examples: [
    { bad: clusterRole('- apiGroups: [apps]\n  resources: [«deployments»]\n  verbs: [get, delete]') },
    { bad: clusterRole('- apiGroups: [""]\n  resources: [configmaps, «pods»]\n  verbs: [deletecollection]') },
  ],
  accepts: [
    clusterRole('- apiGroups: [apps]\n  resources: [deployments]\n  verbs: [get, list, create]'),
    clusterRole('- apiGroups: [""]\n  resources: [configmaps]\n  verbs: [delete]'),
  ],
});

export const german = {
  title: 'Rolle darf Workloads oder Secrets löschen',
  why: 'Wer Workloads löscht, hält sie an, auch die Wächter des Clusters, und lässt Pods auf einem Node neu starten, der schon übernommen ist.',
  remedy:
    'Über eine Role im Namespace dessen geben, was der Controller angelegt hat, und nur für die Arten, die er anlegt.',
  says: { 'who holds it stops programs of others': 'wer sie hat, hält Programme anderer an' },
};
