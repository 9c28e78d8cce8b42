import { clusterRole } from '../examples';
import { roleGrants } from '../model/roleGrants';
import { defineRule } from '../rule';

export const rbacBindOrEscalate = defineRule({
  id: 'rbac-bind-or-escalate',
  title: 'Role can bind or escalate roles',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'critical',
  stride: ['E'],
  layer: 'administration',
  aliases: ['KICS:8320826e', 'KSV-0050', 'CKV2_K8S_1', 'CKV_K8S_157', 'CKV_K8S_158', 'C-0191'],
  references: ['CISK:5.1.8', 'CISA:4.1.7'],
  fixable: 'never',
  subject: 'object',
  why: 'Kubernetes stops people from granting rights they do not have; bind and escalate lift exactly that, so the holder can give itself any role.',
  remedy:
    'Name the roles with `resourceNames`, or take the verbs away; without them role bindings to own rights still work.',

  check: roleGrants({
    grants: [
      {
        group: 'rbac.authorization.k8s.io',
        resources: ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'],
        verbs: ['bind', 'escalate'],
      },
    ],
    so: 'who holds it can give itself any role',
    narrowed: 'medium',
  }),

  examples: [
    {
      bad: clusterRole('- apiGroups: [rbac.authorization.k8s.io]\n  resources: [«clusterroles»]\n  verbs: [bind]'),
    },
    { bad: clusterRole('- apiGroups: [rbac.authorization.k8s.io]\n  resources: [«"*"»]\n  verbs: ["*"]') },
  ],
  accepts: [
    clusterRole('- apiGroups: [rbac.authorization.k8s.io]\n  resources: [roles]\n  verbs: [get, update]'),
    clusterRole('- apiGroups: [apps]\n  resources: [deployments]\n  verbs: [bind]'),
  ],
});

export const german = {
  title: 'Rolle kann Rollen binden oder ausweiten',
  why: 'Kubernetes hindert daran, Rechte zu vergeben, die man nicht hat; bind und escalate heben genau das auf, der Inhaber kann sich also jede Rolle geben.',
  remedy:
    'Die Rollen mit `resourceNames` nennen oder die Verben wegnehmen; Bindungen an eigene Rechte gehen auch ohne sie.',
  says: {
    'who holds it can give itself any role': 'wer sie hat, kann sich jede Rolle geben',
  },
};
