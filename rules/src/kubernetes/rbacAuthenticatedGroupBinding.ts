import { asFix } from '../edit/fixes';
import { removeItem } from '../edit/yamlRemove';
import { roleBinding } from '../examples';
import { describe } from '../model/object';
import { isBuiltIn, readBinding } from '../model/rbac';
import { defineRule } from '../rule';

/** Kubernetes itself binds a few discovery roles to this group. */
export const rbacAuthenticatedGroupBinding = defineRule({
  id: 'rbac-authenticated-group-binding',
  title: 'All authenticated users have rights',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'high',
  stride: ['S', 'E'],
  layer: 'administration',
  aliases: ['KSV-01011', 'C-0265'],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'The group holds every person who can log in and every service account, so any stolen token of any pod gets these rights.',
  remedy: 'Bind a group or a service account that stands for those who need it.',

  *check(object) {
    const binding = readBinding(object);
    if (!binding || isBuiltIn(object)) return;
    if (
      /^system:(basic-user|discovery|public-info-viewer|service-account-issuer-discovery)$/.test(
        binding.role?.name ?? '',
      )
    )
      return;
    for (const subject of binding.subjects) {
      if (subject.kind !== 'Group' || subject.name !== 'system:authenticated') continue;
      yield {
        at: subject.span,
        message: `${describe(object)} gives rights to everybody who is logged in, every pod with a token included.`,
        fix: () =>
          binding.subjects.length > 1
            ? asFix(removeItem(subject.value), { title: 'Remove system:authenticated', safety: 'review' })
            : undefined,
      };
    }
  },

  examples: [
    {
      bad: roleBinding('- kind: ServiceAccount\n  name: shop\n- kind: Group\n  name: «system:authenticated»'),
      good: roleBinding('- kind: ServiceAccount\n  name: shop'),
    },
    { bad: roleBinding('- kind: Group\n  name: «system:authenticated»') },
  ],
  accepts: [
    roleBinding('- kind: Group\n  name: shop-developers'),
    roleBinding('- kind: Group\n  name: system:authenticated').replace(
      'name: shop\nsubjects',
      'name: system:discovery\nsubjects',
    ),
  ],
});

export const german = {
  title: 'Alle angemeldeten Benutzer haben Rechte',
  why: 'Die Gruppe enthält jede Person, die sich anmelden kann, und jedes Dienstkonto; jedes gestohlene Token eines Pods bekommt also diese Rechte.',
  remedy: 'Eine Gruppe oder ein Dienstkonto binden, das für die steht, die es brauchen.',
  says: {
    '{0} gives rights to everybody who is logged in, every pod with a token included.':
      '{0} gibt jedem Angemeldeten Rechte, auch jedem Pod mit einem Token.',
    'Remove system:authenticated': 'system:authenticated entfernen',
  },
};
