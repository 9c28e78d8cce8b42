import { clusterRole } from '../examples';
import { roleGrants } from '../model/roleGrants';
import { defineRule } from '../rule';

/** Narrowed to names it stays a way to become somebody else, but only those. */
export const rbacImpersonate = defineRule({
  id: 'rbac-impersonate',
  title: 'Role can impersonate',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'high',
  stride: ['S', 'E'],
  layer: 'administration',
  aliases: ['CKV2_K8S_3', 'KSV-0043', 'KICS:9f85c3f6', 'C-0065'],
  references: ['CISK:5.1.8', 'CISA:4.1.7'],
  fixable: 'never',
  subject: 'object',
  why: 'Who may impersonate acts as any user, group or service account that is not excluded, cluster administrators included, and the log shows the borrowed name.',
  remedy: 'Name the users, groups or service accounts with `resourceNames`, or take the verb away.',

  check: roleGrants({
    grants: [
      { group: '', resources: ['users', 'groups', 'serviceaccounts'], verbs: ['impersonate'] },
      { group: 'authentication.k8s.io', resources: ['users', 'groups', 'uids', 'userextras'], verbs: ['impersonate'] },
    ],
    so: 'who holds it acts as somebody else, with all their rights',
    throughStar: false,
    narrowed: 'low',
  }),

  examples: [
    { bad: clusterRole('- apiGroups: [""]\n  resources: [«users», groups]\n  verbs: [impersonate]') },
    { bad: clusterRole('- apiGroups: [""]\n  resources: [«serviceaccounts»]\n  verbs: ["*"]') },
  ],
  accepts: [clusterRole('- apiGroups: [""]\n  resources: [serviceaccounts]\n  verbs: [get, create]')],
});

export const german = {
  title: 'Rolle kann sich als andere ausgeben',
  why: 'Wer impersonate darf, handelt als jeder nicht ausgeschlossene Benutzer, jede Gruppe oder jedes Dienstkonto, auch als Cluster-Administrator, und das Protokoll zeigt den geborgten Namen.',
  remedy: 'Benutzer, Gruppen oder Dienstkonten mit `resourceNames` nennen oder das Verb wegnehmen.',
  says: {
    'who holds it acts as somebody else, with all their rights':
      'wer sie hat, handelt als jemand anderes mit allen dessen Rechten',
  },
};
