import { clusterRole } from '../examples';
import { roleGrants } from '../model/roleGrants';
import { defineRule } from '../rule';

export const rbacRoleBindingCreate = defineRule({
  id: 'rbac-role-binding-create',
  title: 'Role can create role bindings',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'administration',
  aliases: ['CKV2_K8S_1', 'KSV-0051', 'KSV-0052'],
  references: [],
  fixable: 'never',
  subject: 'object',
  why: 'Role bindings decide who may do what: who writes them hands rights it has to others, keeps them after being removed, and with the bind verb reaches every role.',
  remedy: 'Take the right away from programs; leave it to the pipeline that deploys the cluster.',

  check: roleGrants({
    grants: [
      {
        group: 'rbac.authorization.k8s.io',
        resources: ['rolebindings', 'clusterrolebindings'],
        verbs: ['create', 'update', 'patch'],
      },
    ],
    so: 'who holds it hands out rights, to itself for good or to others',
    narrowed: 'low',
  }),

  examples: [
    {
      bad: clusterRole(
        '- apiGroups: [rbac.authorization.k8s.io]\n  resources: [roles, «rolebindings»]\n  verbs: [create]',
      ),
    },
  ],
  accepts: [
    clusterRole('- apiGroups: [rbac.authorization.k8s.io]\n  resources: [rolebindings]\n  verbs: [get, list]'),
    clusterRole('- apiGroups: [rbac.authorization.k8s.io]\n  resources: [roles]\n  verbs: [create]'),
  ],
});

export const german = {
  title: 'Rolle kann Rollenbindungen anlegen',
  why: 'Rollenbindungen bestimmen, wer was darf: Wer sie schreibt, gibt eigene Rechte weiter, behält sie nach seiner Entfernung und erreicht mit dem Verb bind jede Rolle.',
  remedy: 'Programmen das Recht wegnehmen; es der Pipeline überlassen, die den Cluster bereitstellt.',
  says: {
    'who holds it hands out rights, to itself for good or to others':
      'wer sie hat, vergibt Rechte, sich selbst auf Dauer oder anderen',
  },
};
