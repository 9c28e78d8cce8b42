import { clusterRole } from '../examples';
import { roleGrants } from '../model/roleGrants';
import { defineRule } from '../rule';

export const rbacEvidenceDelete = defineRule({
  id: 'rbac-evidence-delete',
  title: 'Role can erase evidence',
  control: 'logs-off-the-pod',
  level: 'baseline',
  severity: 'medium',
  stride: ['R'],
  layer: 'monitoring',
  aliases: ['KSV-0042', 'C-0031'],
  references: [],
  fixable: 'never',
  subject: 'object',
  why: 'Events and logs show what an intruder did: who deletes them covers the traces.',
  remedy: 'Take the delete verbs away; events expire by themselves.',

  check: roleGrants({
    grants: [
      { group: '', resources: ['events', 'pods/log'], verbs: ['delete', 'deletecollection'] },
      { group: 'events.k8s.io', resources: ['events'], verbs: ['delete', 'deletecollection'] },
    ],
    so: 'who holds it removes the traces of what happened',
    throughStar: true,
    narrowed: 'low',
  }),

  examples: [{ bad: clusterRole('- apiGroups: [""]\n  resources: [«events»]\n  verbs: [create, delete]') }],
  accepts: [clusterRole('- apiGroups: [""]\n  resources: [events]\n  verbs: [create, patch]')],
});

export const german = {
  title: 'Rolle kann Spuren löschen',
  why: 'Events und Protokolle zeigen, was ein Eindringling getan hat: Wer sie löscht, verwischt die Spuren.',
  remedy: 'Die Löschverben wegnehmen; Events laufen von selbst ab.',
  says: {
    'who holds it removes the traces of what happened': 'wer sie hat, entfernt die Spuren des Geschehenen',
  },
};
