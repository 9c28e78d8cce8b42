import { asFix } from '../edit/fixes';
import { removeItem } from '../edit/yamlRemove';
import { roleBinding } from '../examples';
import { describe } from '../model/object';
import { isBuiltIn, readBinding } from '../model/rbac';
import { defineRule } from '../rule';

export const rbacAnonymousBinding = defineRule({
  id: 'rbac-anonymous-binding',
  title: 'Anonymous users have rights',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'critical',
  stride: ['S'],
  layer: 'administration',
  aliases: ['KSV-0122', 'KSE:BindingsToSystemAnonymous', 'C-0262'],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'These subjects stand for requests without any login: everybody who reaches the API server gets the rights.',
  remedy:
    'Remove the subject; a health check from outside needs no binding beyond the built-in one for public information.',

  *check(object) {
    const binding = readBinding(object);
    if (!binding || isBuiltIn(object) || binding.role?.name === 'system:public-info-viewer') return;
    for (const subject of binding.subjects) {
      if (subject.name !== 'system:anonymous' && subject.name !== 'system:unauthenticated') continue;
      yield {
        at: subject.span,
        message: `${describe(object)} gives rights to everybody who reaches the API server, without login.`,
        fix: () =>
          binding.subjects.length > 1
            ? asFix(removeItem(subject.value), { title: `Remove ${subject.name}`, safety: 'review' })
            : undefined,
      };
    }
  },

  examples: [
    {
      bad: roleBinding('- kind: ServiceAccount\n  name: shop\n- kind: User\n  name: «system:anonymous»'),
      good: roleBinding('- kind: ServiceAccount\n  name: shop'),
    },
  ],
  accepts: [
    roleBinding('- kind: ServiceAccount\n  name: shop'),
    roleBinding('- kind: Group\n  name: system:unauthenticated').replace(
      'name: shop\nsubjects',
      'name: system:public-info-viewer\nsubjects',
    ),
  ],
});

export const german = {
  title: 'Anonyme Benutzer haben Rechte',
  why: 'Diese Subjekte stehen für Anfragen ohne jede Anmeldung: Jeder, der den API-Server erreicht, bekommt die Rechte.',
  remedy: 'Das Subjekt entfernen; eine Zustandsabfrage von außen braucht keine Bindung über die eingebaute hinaus.',
  says: {
    '{0} gives rights to everybody who reaches the API server, without login.':
      '{0} gibt jedem Rechte, der den API-Server erreicht, ohne Anmeldung.',
    'Remove {0}': '{0} entfernen',
  },
};
