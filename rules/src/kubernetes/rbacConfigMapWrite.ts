import { nameObjects, namesBeside } from '../edit/roleEdit';
import { clusterRole, objectOf } from '../examples';
import type { KubernetesObject } from '../model/object';
import type { PolicyRule } from '../model/rbac';
import { roleGrants } from '../model/roleGrants';
import { at, items, plain } from '../model/value';
import { readPods } from '../model/workload';
import { defineRule } from '../rule';

const grants = [
  { group: '', resources: ['configmaps'], verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
];

/** The ConfigMap by which EKS makes accounts of AWS users of the cluster, its administrators included. */
function isLoginMapping(rule: PolicyRule): boolean {
  return items(at(rule.value, 'resourceNames')).some((item) => plain(item) === 'aws-auth');
}

/** The lock by which the replicas of a program agree on one of them: it is a ConfigMap in older ones. */
function electionNames(object: KubernetesObject): string[] {
  const option = /^--(?:leader-election-id|leader-elect-resource-name|election-id)=([a-z0-9.-]+)$/;
  return readPods(object).flatMap(({ containers }) =>
    containers.flatMap(({ value }) =>
      ['command', 'args'].flatMap((key) =>
        items(at(value, key)).flatMap((word) => option.exec(String(plain(word)))?.[1] ?? []),
      ),
    ),
  );
}

const inGeneral = roleGrants({
  grants,
  so: 'who holds it rewrites settings of DNS and of other programs',
  throughStar: true,
  narrowed: 'low',
  fixBeside: (object, rule, objects) =>
    nameObjects(rule, {
      resource: 'configmaps',
      verbs: ['get', 'update', 'patch', 'delete'],
      names: [...new Set([...namesBeside(object, objects, ['ConfigMap']), ...objects.flatMap(electionNames)])],
      title: (names) => `Let it change no ConfigMap but ${names}`,
    }),
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
  fixable: 'sometimes', // Only the file tells of names; what is created has none, and named ones are changed as well, which stays a lesser finding.
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
    {
      bad: `${clusterRole('- apiGroups: [""]\n  resources: [pods, «configmaps»]\n  verbs: [get, update]')}---\n${objectOf('v1', 'ConfigMap', 'data: {}')}`,
      good: `${clusterRole('- apiGroups:\n    - ""\n  resources:\n    - configmaps\n  resourceNames:\n    - shop\n  verbs:\n    - get\n    - update\n- apiGroups: [""]\n  resources: [pods]\n  verbs: [get, update]')}---\n${objectOf('v1', 'ConfigMap', 'data: {}')}`,
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
    'Let it change no ConfigMap but {0}': 'Keine ConfigMap außer {0} ändern lassen',
    'who holds it rewrites settings of DNS and of other programs':
      'wer sie hat, schreibt Einstellungen des DNS und anderer Programme um',
    'who holds it decides which accounts of AWS administer the cluster':
      'wer sie hat, bestimmt, welche AWS-Konten den Cluster verwalten',
  },
};
