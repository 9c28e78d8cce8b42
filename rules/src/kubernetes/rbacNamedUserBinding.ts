import { roleBinding } from '../examples';
import { describe } from '../model/object';
import { readBinding } from '../model/rbac';
import { defineRule } from '../rule';

export const rbacNamedUserBinding = defineRule({
  id: 'rbac-named-user-binding',
  title: 'Right given to a named user',
  control: 'cluster-login',
  level: 'advice',
  severity: 'info',
  stride: ['R'],
  layer: 'administration',
  aliases: ['C-0241'],
  references: ['CISA:5.5.1', 'CISA:5.5.2'],
  fixable: 'never',
  subject: 'object',
  why: 'A right given to one person is forgotten when the person leaves or changes teams; a group of the directory is maintained for everybody at once.',
  remedy: 'Bind a group of the directory (by its object id) or use roles of the cloud.',

  *check(object) {
    for (const subject of readBinding(object)?.subjects ?? []) {
      if (subject.kind !== 'User' || subject.name.startsWith('system:')) continue;
      yield {
        at: subject.span,
        message: `${describe(object)} names the single user "${subject.name}" instead of a group.`,
      };
    }
  },

  examples: [{ bad: roleBinding('- kind: User\n  name: «jane@shop.example»') }],
  accepts: [
    roleBinding('- kind: Group\n  name: shop-developers'),
    roleBinding('- kind: User\n  name: system:kube-scheduler'),
  ],
});

export const german = {
  title: 'Recht an eine einzelne Person vergeben',
  why: 'Ein Recht für eine Person wird vergessen, wenn sie geht oder das Team wechselt; eine Gruppe des Verzeichnisses wird für alle auf einmal gepflegt.',
  remedy: 'Eine Gruppe des Verzeichnisses (mit ihrer Objekt-ID) binden oder Rollen der Cloud verwenden.',
  says: {
    '{0} names the single user "{1}" instead of a group.': '{0} nennt den einzelnen Benutzer „{1}“ statt einer Gruppe.',
  },
};
