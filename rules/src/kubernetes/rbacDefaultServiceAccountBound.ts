import { roleBinding } from '../examples';
import { describe } from '../model/object';
import { isBuiltIn, readBinding } from '../model/rbac';
import { defineRule } from '../rule';

export const rbacDefaultServiceAccountBound = defineRule({
  id: 'rbac-default-service-account-bound',
  title: 'Default service account has rights',
  control: 'api-identity-minimal',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'administration',
  aliases: ['KICS:1e749bc9', 'C-0053', 'CKV_K8S_42'],
  references: ['CISK:5.1.5', 'CISA:4.1.5'],
  fixable: 'never',
  subject: 'object',
  why: 'Every pod that names no service account of its own runs as "default": the rights go to all of them, also to those added later.',
  remedy: 'Create a service account for the one workload that needs the rights and bind that.',

  *check(object) {
    const binding = readBinding(object);
    if (!binding || isBuiltIn(object)) return;
    for (const subject of binding.subjects) {
      const isDefault = subject.kind === 'ServiceAccount' && subject.name === 'default';
      const isGroup = subject.kind === 'Group' && /^system:serviceaccounts(:|$)/.test(subject.name);
      if (!isDefault && !isGroup) continue;
      // Letting every service account look up published issuer keys is what Kubernetes itself does.
      if (binding.role?.name === 'system:service-account-issuer-discovery') continue;
      const who = isDefault ? 'the default service account' : 'every service account';
      yield {
        at: subject.span,
        message: `${describe(object)} gives rights to ${who}: every pod that names no account of its own gets them.`,
      };
    }
  },

  examples: [
    { bad: roleBinding('- kind: ServiceAccount\n  name: «default»\n  namespace: shop') },
    { bad: roleBinding('- kind: Group\n  name: «system:serviceaccounts:shop»') },
  ],
  accepts: [roleBinding('- kind: ServiceAccount\n  name: shop'), roleBinding('- kind: User\n  name: default')],
});

export const german = {
  title: 'Default-Dienstkonto hat Rechte',
  why: 'Jeder Pod, der kein eigenes Dienstkonto nennt, läuft als „default“: Die Rechte gehen an alle, auch an später dazugekommene.',
  remedy: 'Ein Dienstkonto für die eine Anwendung anlegen, die die Rechte braucht, und dieses binden.',
  says: {
    'the default service account': 'dem Default-Dienstkonto',
    'every service account': 'jedem Dienstkonto',
    '{0} gives rights to {1}: every pod that names no account of its own gets them.':
      '{0} gibt {1} Rechte: Jeder Pod, der kein eigenes Konto nennt, bekommt sie.',
  },
};
