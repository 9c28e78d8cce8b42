import { combine } from '../edit/fixes';
import { appendItem, setValue } from '../edit/yamlEdit';
import { networkPolicy } from '../examples';
import { dnsLookups, readNetworkPolicy } from '../model/networkPolicy';
import { describe } from '../model/object';
import { guardsOf } from '../model/selection';
import { matches, sameNamespace } from '../model/selectors';
import { at, isAbsent, keySpan } from '../model/value';
import { defineRule } from '../rule';

/** A policy for egress that selects everything, or the same pods, is enough. */
export const networkPolicyEgressNotGoverned = defineRule({
  id: 'network-policy-egress-not-governed',
  title: 'Policy ignores egress',
  control: 'egress-restricted',
  level: 'restricted',
  severity: 'medium',
  stride: ['I'],
  layer: 'network',
  aliases: [],
  references: ['NSA:2.1'],
  fixable: 'sometimes',
  subject: 'workspace',
  why: 'The pods may call anybody: what an intruder finds leaves unhindered, and the next target is one call away.',
  remedy: 'Add Egress to `policyTypes` and list what the pods call, or let another policy close egress for them.',

  *check(workspace) {
    if (!workspace.whole) return;
    const outgoing = guardsOf(workspace).filter((guard) => guard.governs('egress'));
    for (const { object, file } of workspace.objects) {
      const policy = readNetworkPolicy(object);
      if (policy?.governs.egress !== false || policy.selector.state !== 'known') continue;
      const wanted = policy.selector.requirements.filter((one) => one.operator === 'In' && one.values.length > 0);
      const labels = { known: new Map(wanted.map((one) => [one.key, one.values[0]])), complete: false };
      const covered = outgoing.some(
        (guard) =>
          (guard.clusterWide || sameNamespace(guard.object, object) !== 'no') && guard.selects(labels) !== 'no',
      );
      if (covered || matches(policy.selector, labels) === 'no') continue;
      const types = at(object.root, 'spec', 'policyTypes');
      yield {
        at: keySpan(types) ?? object.nameSpan,
        file,
        message: `${describe(object)} says nothing about outgoing calls: its pods may call anybody.`,
        fix: () =>
          combine(
            [
              isAbsent(types) ? setValue(types, ['Ingress', 'Egress']) : appendItem(types, 'Egress'),
              setValue(at(object.root, 'spec', 'egress'), [dnsLookups]),
            ],
            { title: 'Allow name lookups and no other outgoing call', safety: 'review' },
          ),
      };
    }
  },

  examples: [
    {
      bad: networkPolicy('podSelector: {}\n«policyTypes»: [Ingress]'),
      good: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  egress:\n  - to:\n    - namespaceSelector:\n        matchLabels:\n          kubernetes.io/metadata.name: kube-system\n      podSelector:\n        matchLabels:\n          k8s-app: kube-dns\n    ports:\n    - port: 53\n      protocol: UDP\n    - port: 53\n      protocol: TCP\n  podSelector: {}\n  policyTypes: [Ingress, Egress]\n',
    },
    {
      bad: networkPolicy('podSelector:\n  matchLabels:\n    app: shop\n«policyTypes»: [Ingress]'),
      files: { 'other.yaml': networkPolicy('podSelector:\n  matchLabels:\n    app: db\npolicyTypes: [Egress]') },
      good: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  egress:\n  - to:\n    - namespaceSelector:\n        matchLabels:\n          kubernetes.io/metadata.name: kube-system\n      podSelector:\n        matchLabels:\n          k8s-app: kube-dns\n    ports:\n    - port: 53\n      protocol: UDP\n    - port: 53\n      protocol: TCP\n  podSelector:\n    matchLabels:\n      app: shop\n  policyTypes: [Ingress, Egress]\n',
    },
  ],
  accepts: [
    networkPolicy('podSelector: {}\npolicyTypes: [Ingress, Egress]'),
    networkPolicy('podSelector: {}\npolicyTypes: {{ .Values.types }}'),
    {
      text: networkPolicy('podSelector:\n  matchLabels:\n    app: shop\npolicyTypes: [Ingress]'),
      files: { 'deny.yaml': networkPolicy('podSelector: {}\npolicyTypes: [Egress]') },
    },
  ],
});

export const german = {
  title: 'NetworkPolicy lässt Egress außer Acht',
  why: 'Die Pods dürfen jeden aufrufen: Was ein Eindringling findet, geht ungehindert hinaus, und das nächste Ziel ist einen Aufruf entfernt.',
  remedy:
    'Egress in `policyTypes` aufnehmen und auflisten, was die Pods aufrufen, oder Egress durch eine andere Policy schließen.',
  says: {
    '{0} says nothing about outgoing calls: its pods may call anybody.':
      '{0} sagt nichts über ausgehende Aufrufe: Seine Pods dürfen jeden aufrufen.',
    'Allow name lookups and no other outgoing call': 'Namensauflösung und keine anderen ausgehenden Aufrufe erlauben',
  },
};
