import { clusterRole, objectOf } from '../examples';
import { roleGrants } from '../model/roleGrants';
import { defineRule } from '../rule';

/** In a namespace of its own it is an ordinary right, so Roles count only in the namespace of the cluster's own programs. */
export const rbacConfigMapWrite = defineRule({
  id: 'rbac-config-map-write',
  title: 'Role can change cluster ConfigMaps',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'medium',
  stride: ['S', 'T'],
  layer: 'administration',
  aliases: ['C-0037', 'KSV-0115'],
  references: [],
  fixable: 'never', // Which of them is needed is not in the file.
  subject: 'object',
  why: 'Cluster-wide write access to ConfigMaps reaches the settings of DNS, of the login mapping and of every program that reads its configuration there.',
  remedy: "Give it by a Role in the program's own namespace; for leader election a Lease is enough.",

  check: roleGrants({
    grants: [
      { group: '', resources: ['configmaps'], verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
    ],
    so: 'who holds it rewrites settings of DNS and of other programs',
    throughStar: true,
    narrowed: 'low',
    applies: (object) => object.kind === 'ClusterRole' || object.namespace === 'kube-system',
  }),

  examples: [
    { bad: clusterRole('- apiGroups: [""]\n  resources: [«configmaps»]\n  verbs: [get, update]') },
    {
      bad: objectOf(
        'rbac.authorization.k8s.io/v1',
        'Role',
        '  namespace: kube-system\nrules:\n  - apiGroups: [""]\n    resources: [«configmaps»]\n    verbs: [patch]',
      ),
    },
  ],
  accepts: [
    clusterRole('- apiGroups: [""]\n  resources: [configmaps]\n  verbs: [get, list, watch]'),
    objectOf(
      'rbac.authorization.k8s.io/v1',
      'Role',
      'rules:\n  - apiGroups: [""]\n    resources: [configmaps]\n    verbs: [get, create, update]',
    ),
  ],
});

export const german = {
  title: 'Rolle kann ConfigMaps des Clusters ändern',
  why: 'Clusterweiter Schreibzugriff auf ConfigMaps erreicht die Einstellungen des DNS, der Anmeldezuordnung und jedes Programms, das seine Konfiguration dort liest.',
  remedy: 'Durch eine Role im eigenen Namespace des Programms geben; für die Leader-Wahl genügt ein Lease.',
  says: {
    'who holds it rewrites settings of DNS and of other programs':
      'wer sie hat, schreibt Einstellungen des DNS und anderer Programme um',
  },
};
