import { clusterRole } from '../examples';
import { roleGrants } from '../model/roleGrants';
import { defineRule } from '../rule';

export const rbacTokenCreate = defineRule({
  id: 'rbac-token-create',
  title: 'Role can mint service account tokens',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'high',
  stride: ['S'],
  layer: 'administration',
  aliases: ['C-0282'],
  references: ['CISK:5.1.13', 'CISA:4.1.12'],
  fixable: 'never',
  subject: 'object',
  why: 'A fresh token for a service account gives its rights to the caller, from anywhere and for as long as was asked.',
  remedy: 'Name the service accounts with `resourceNames`.',

  check: roleGrants({
    grants: [{ group: '', resources: ['serviceaccounts/token'], verbs: ['create'] }],
    so: 'who holds it becomes any service account there',
    narrowed: 'low',
  }),

  examples: [{ bad: clusterRole('- apiGroups: [""]\n  resources: [«serviceaccounts/token»]\n  verbs: [create]') }],
  accepts: [
    clusterRole('- apiGroups: [""]\n  resources: [serviceaccounts]\n  verbs: [create]'),
    clusterRole('- apiGroups: [authentication.k8s.io]\n  resources: [tokenreviews]\n  verbs: [create]'),
  ],
});

export const german = {
  title: 'Rolle kann Tokens für Dienstkonten ausstellen',
  why: 'Ein frisches Token für ein Dienstkonto gibt dem Aufrufer dessen Rechte, von überall und so lange wie verlangt.',
  remedy: 'Die Dienstkonten mit `resourceNames` nennen.',
  says: {
    'who holds it becomes any service account there': 'wer sie hat, wird dort zu jedem Dienstkonto',
  },
};
