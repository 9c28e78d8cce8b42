import { asFix } from '../edit/fixes';
import { removeItem } from '../edit/yamlRemove';
import { objectOf, roleBinding } from '../examples';
import { describe, placeOf } from '../model/object';
import { isBuiltIn, readBinding } from '../model/rbac';
import { at, items, plain } from '../model/value';
import { defineRule } from '../rule';

export const rbacSystemMasters = defineRule({
  id: 'rbac-system-masters',
  title: 'Bound to system:masters',
  control: 'cluster-login',
  level: 'baseline',
  severity: 'critical',
  stride: ['E'],
  layer: 'administration',
  aliases: ['KSV-0123', 'C-0246'],
  references: ['CISK:5.1.7'],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Members of system:masters pass every check, also after all roles and bindings are deleted: such an access cannot be taken away.',
  remedy: 'Bind a role to a named group instead, and keep system:masters for an emergency certificate in a safe.',

  *check(object) {
    const binding = readBinding(object);
    if (object.group === 'certificates.k8s.io' && object.kind === 'CertificateSigningRequest') {
      for (const group of items(at(object.root, 'spec', 'groups'))) {
        if (plain(group) !== 'system:masters') continue;
        yield { at: placeOf(group), message: `${describe(object)} asks for a certificate of system:masters.` };
      }
      return;
    }
    if (!binding || isBuiltIn(object)) return;
    for (const subject of binding.subjects) {
      if (subject.name !== 'system:masters') continue;
      yield {
        at: subject.span,
        message: `${describe(object)} names system:masters, whose members pass every check for ever.`,
        fix: () =>
          binding.subjects.length > 1
            ? asFix(removeItem(subject.value), { title: 'Remove system:masters', safety: 'review' })
            : undefined,
      };
    }
  },

  examples: [
    {
      bad: roleBinding('- kind: ServiceAccount\n  name: shop\n- kind: Group\n  name: «system:masters»'),
      good: roleBinding('- kind: ServiceAccount\n  name: shop'),
    },
    {
      bad: objectOf('certificates.k8s.io/v1', 'CertificateSigningRequest', 'spec:\n  groups:\n    - «system:masters»'),
    },
  ],
  accepts: [
    roleBinding('- kind: Group\n  name: shop-admins'),
    roleBinding('- kind: Group\n  name: system:masters').replace(
      'metadata:\n',
      'metadata:\n  labels:\n    kubernetes.io/bootstrapping: rbac-defaults\n',
    ),
  ],
});

export const german = {
  title: 'An system:masters gebunden',
  why: 'Mitglieder von system:masters bestehen jede Prüfung, auch wenn alle Rollen und Bindungen gelöscht sind: So ein Zugang lässt sich nicht entziehen.',
  remedy:
    'Stattdessen eine Rolle an eine benannte Gruppe binden und system:masters für ein Notfallzertifikat im Tresor aufheben.',
  says: {
    '{0} asks for a certificate of system:masters.': '{0} verlangt ein Zertifikat für system:masters.',
    '{0} names system:masters, whose members pass every check for ever.':
      '{0} nennt system:masters, deren Mitglieder für immer jede Prüfung bestehen.',
    'Remove system:masters': 'system:masters entfernen',
  },
};
