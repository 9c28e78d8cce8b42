import { asFix } from '../edit/fixes';
import { addDocuments } from '../edit/newDocument';
import type { Data } from '../edit/yamlEdit';
import { networkPolicy, objectOf, podSpec } from '../examples';
import { type Direction, dnsLookups, isDnsOnly, readNetworkPolicy } from '../model/networkPolicy';
import { describe } from '../model/object';
import { selectsAll } from '../model/selectors';
import type { PlacedObject } from '../model/workspace';
import { defineRule } from '../rule';

/** Only namespaces whose object and workloads are both here. A policy of an unknown namespace may be the one. */
export const namespaceWithoutDefaultDeny = defineRule({
  id: 'namespace-without-default-deny',
  title: 'Namespace lacks default-deny policies',
  control: 'pod-traffic-deny-by-default',
  level: 'restricted',
  severity: 'high',
  stride: ['I', 'E'],
  layer: 'network',
  aliases: ['C-0240'],
  references: ['CISK:5.3.2', 'NSA:2.1', 'CISA:5.4.4', 'CISA:4.4.2'],
  fixable: 'sometimes',
  subject: 'workspace',
  why: 'Pods that no policy selects, such as one added tomorrow or by an attacker, talk to everybody and are reachable for everybody.',
  remedy:
    'Add a policy with an empty podSelector for Ingress and Egress, and allow what is needed by policies of their own.',

  *check(workspace) {
    if (!workspace.whole) return;
    for (const { object, file } of workspace.objects) {
      if (object.kind !== 'Namespace' || object.group !== '' || !object.name || /^kube-/.test(object.name)) continue;
      const inside = workspace.objects.filter((other) => other.object.namespace === object.name);
      if (!inside.some((other) => other.pods.length > 0)) continue;
      const policies = workspace.objects.filter(
        (other) => !other.object.namespaceKnown || other.object.namespace === object.name,
      );
      const open = (['ingress', 'egress'] as const).filter(
        (direction) => !policies.some((policy) => denies(policy, direction)),
      );
      if (open.length === 0) continue;
      const name = object.name;
      yield {
        at: object.nameSpan,
        file,
        message: `${describe(object)} has workloads, but no policy closes its ${open.join(' and ')} for pods that are not named.`,
        fix: () =>
          asFix(addDocuments(object.document, defaultDeny(name)), {
            title: 'Close the namespace except for name lookups',
            safety: 'review',
          }),
      };
    }
  },

  examples: [
    {
      bad: `${objectOf('v1', 'Namespace', '  labels: {}').replace('name: shop', 'name: «shop»')}---\n${podSpec('containers: []').replace('name: shop', 'name: shop\n  namespace: shop')}`,
      good: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: {}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: default-deny\n  namespace: shop\nspec:\n  podSelector: {}\n  policyTypes:\n  - Ingress\n  - Egress\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: allow-dns\n  namespace: shop\nspec:\n  podSelector: {}\n  policyTypes:\n  - Egress\n  egress:\n  - to:\n    - namespaceSelector:\n        matchLabels:\n          kubernetes.io/metadata.name: kube-system\n      podSelector:\n        matchLabels:\n          k8s-app: kube-dns\n    ports:\n    - port: 53\n      protocol: UDP\n    - port: 53\n      protocol: TCP\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n  namespace: shop\nspec:\n  containers: []\n',
    },
  ],
  accepts: [
    objectOf('v1', 'Namespace', '  labels: {}'),
    `${objectOf('v1', 'Namespace', '  labels: {}')}---\n${podSpec('containers: []').replace('name: shop', 'name: shop\n  namespace: shop')}---\n${networkPolicy('podSelector: {}\npolicyTypes: [Ingress, Egress]')}`,
  ],
});

/** A policy for all pods of its namespace that allows nothing in this direction, or nothing but name lookups. */
function denies({ object }: PlacedObject, direction: Direction): boolean {
  if (/^(Cilium|Global|Admin|BaselineAdmin).*NetworkPolicy$/.test(object.kind)) return true;
  const policy = readNetworkPolicy(object);
  if (!policy || policy.governs[direction] === false || !selectsAll(policy.selector)) return false;
  return policy.rules[direction].every((entry) => isDnsOnly(entry) || !entry.anybody);
}

function defaultDeny(namespace: string) {
  const policy = (name: string, spec: { readonly [key: string]: Data }) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: { podSelector: {}, ...spec },
  });
  return [
    policy('default-deny', { policyTypes: ['Ingress', 'Egress'] }),
    policy('allow-dns', { policyTypes: ['Egress'], egress: [dnsLookups] }),
  ];
}

export const german = {
  title: 'Namespace ohne Default-Deny-Policies',
  why: 'Pods, die keine Policy auswählt, etwa morgen oder von einem Angreifer hinzugefügte, sprechen mit jedem und sind für jeden erreichbar.',
  remedy:
    'Eine Policy mit leerem podSelector für Ingress und Egress hinzufügen und das Nötige durch eigene Policies erlauben.',
  says: {
    '{0} has workloads, but no policy closes its {1} for pods that are not named.':
      '{0} hat Anwendungen, aber keine Policy schließt {1} für nicht genannte Pods.',
    'Close the namespace except for name lookups': 'Den Namespace bis auf Namensauflösung schließen',
  },
};
