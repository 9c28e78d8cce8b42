import { roleBinding } from '../examples';
import { describe } from '../model/object';
import { readBinding } from '../model/rbac';
import { defineRule } from '../rule';

/** What every API server beside the main one needs to know its callers; it lives in kube-system and holds no secret. */
const callersOfServers = 'extension-apiserver-authentication-reader';

export const rbacCrossNamespaceSubject = defineRule({
  id: 'rbac-cross-namespace-subject',
  title: 'Subject lives in another namespace',
  control: 'rbac-least-privilege',
  level: 'isolation',
  severity: 'medium',
  stride: ['E'],
  layer: 'administration',
  aliases: [],
  references: ['CISK:5.6.1', 'CISA:4.6.1'],
  fixable: 'never',
  subject: 'object',
  why: 'A binding to an account of another namespace tears a hole between tenants: who controls pods there acts here.',
  remedy: 'Bind an account of this namespace, or make sure the other namespace belongs to the same team.',

  *check(object) {
    const binding = readBinding(object);
    if (!binding || object.kind !== 'RoleBinding' || object.namespace === undefined) return;
    if (binding.role?.name === callersOfServers && object.namespace === 'kube-system') return;
    for (const subject of binding.subjects) {
      if (subject.kind !== 'ServiceAccount' || subject.namespace === undefined) continue;
      if (subject.namespace === object.namespace) continue;
      yield {
        at: subject.span,
        message: `${describe(object)} gives rights in "${object.namespace}" to an account of "${subject.namespace}".`,
      };
    }
  },

  examples: [{ bad: roleBinding('- kind: ServiceAccount\n  name: «robot»\n  namespace: build') }],
  accepts: [
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: metrics\n  namespace: kube-system\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role\n  name: extension-apiserver-authentication-reader\nsubjects:\n  - kind: ServiceAccount\n    name: metrics\n    namespace: monitoring\n',
    roleBinding('- kind: ServiceAccount\n  name: robot\n  namespace: shop'),
    roleBinding('- kind: ServiceAccount\n  name: robot'),
    roleBinding('- kind: ServiceAccount\n  name: robot\n  namespace: {{ .Values.namespace }}'),
  ],
});

export const german = {
  title: 'Subjekt lebt in einem anderen Namespace',
  why: 'Eine Bindung an ein Konto eines anderen Namespaces reißt ein Loch zwischen Mandanten: Wer dort Pods steuert, handelt hier.',
  remedy: 'Ein Konto dieses Namespaces binden oder sicherstellen, dass der andere demselben Team gehört.',
  says: {
    '{0} gives rights in "{1}" to an account of "{2}".': '{0} gibt einem Konto von „{2}“ Rechte in „{1}“.',
  },
};
