import { clusterRole, objectOf } from '../examples';
import type { PolicyRule } from '../model/rbac';
import { roleGrants } from '../model/roleGrants';
import { at, items, plain } from '../model/value';
import { defineRule } from '../rule';

const grants = [
  { group: '', resources: ['configmaps'], verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
];

/** The ConfigMap by which EKS makes accounts of AWS users of the cluster, its administrators included. */
function isLoginMapping(rule: PolicyRule): boolean {
  return items(at(rule.value, 'resourceNames')).some((item) => plain(item) === 'aws-auth');
}

const inGeneral = roleGrants({
  grants,
  so: 'who holds it rewrites settings of DNS and of other programs',
  throughStar: true,
  narrowed: 'low',
  aliases: () => ['C-0037'],
  applies: (object, rule) =>
    !isLoginMapping(rule) && (object.kind === 'ClusterRole' || object.namespace === 'kube-system'),
});

const loginMapping = roleGrants({
  grants,
  so: 'who holds it decides which accounts of AWS administer the cluster',
  throughStar: true,
  narrowed: 'high',
  applies: (object, rule) =>
    isLoginMapping(rule) && (object.kind === 'ClusterRole' || (object.namespace ?? 'kube-system') === 'kube-system'),
});

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
  fixable: 'never', // Named ones are changed as well: the finding would stay, only less serious.
  subject: 'object',
  why: 'Cluster-wide write access to ConfigMaps reaches the settings of DNS, of the login mapping and of every program that reads its configuration there.',
  remedy: "Give it by a Role in the program's own namespace; for leader election a Lease is enough.",

  *check(object) {
    yield* inGeneral(object);
    yield* loginMapping(object);
  },

  examples: [
    { bad: clusterRole('- apiGroups: [""]\n  resources: [«configmaps»]\n  verbs: [get, update]') },
    {
      bad: objectOf(
        'rbac.authorization.k8s.io/v1',
        'Role',
        '  namespace: kube-system\nrules:\n  - apiGroups: [""]\n    resources: [«configmaps»]\n    verbs: [patch]',
      ),
    },
    {
      bad: objectOf(
        'rbac.authorization.k8s.io/v1',
        'Role',
        'rules:\n  - apiGroups: [""]\n    resources: [«configmaps»]\n    resourceNames: [aws-auth]\n    verbs: [update]',
      ),
    },
  ],
  accepts: [
    objectOf(
      'rbac.authorization.k8s.io/v1',
      'Role',
      'rules:\n  - apiGroups: [""]\n    resources: [configmaps]\n    resourceNames: [aws-auth]\n    verbs: [get]',
    ),
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
    'who holds it decides which accounts of AWS administer the cluster':
      'wer sie hat, bestimmt, welche AWS-Konten den Cluster verwalten',
  },
};
