import { asFix } from '../edit/fixes';
import { addDocuments } from '../edit/newDocument';
import type { Data } from '../edit/yamlEdit';
import { deploymentSpec, networkPolicy, podSpec, service } from '../examples';
import { dnsLookups } from '../model/networkPolicy';
import type { KubernetesObject } from '../model/object';
import {
  guards,
  guardsOf,
  hasCallersFromAfar,
  type PlacedPod,
  podsOf,
  selectorLabels,
  usesHostNetwork,
} from '../model/selection';
import { at, items, readNumber } from '../model/value';
import { defineRule, type Fix } from '../rule';

/** Policies of an unknown namespace, and those of other makers that cannot be read, are believed to fit. */
export const workloadWithoutNetworkPolicy = defineRule({
  id: 'workload-without-network-policy',
  title: 'No NetworkPolicy selects the workload',
  control: 'pod-traffic-deny-by-default',
  level: 'restricted',
  severity: 'high',
  stride: ['I', 'E'],
  layer: 'network',
  aliases: ['CKV2_K8S_6', 'KL:non-isolated-pod', 'KSC:pod-networkpolicy'],
  references: ['CISK:5.3.2', 'CISA:5.4.4', 'NSA:2.0', 'OWASP:D5', 'CISA:4.4.2'],
  fixable: 'sometimes', // Only where the labels of the pods are known, and nobody calls them from afar.
  subject: 'workspace',
  why: 'Without a policy every pod of the cluster can call these pods, and a captured one is the way to all others.',
  remedy:
    'Add a NetworkPolicy that selects the pods and names who may call them; policies kept in another repository can be named in an ignore comment.',

  *check(workspace) {
    const all = guardsOf(workspace);
    const policies = all.filter((guard) => guard.governs('ingress'));
    // A file that keeps policies beside its workloads shows where they are kept.
    if (!workspace.whole && all.length === 0) return;
    for (const placed of podsOf(workspace)) {
      const { pod, file } = placed;
      if (!makesItsPods(pod.object) || usesHostNetwork(pod) || /^kube-/.test(pod.object.namespace ?? '')) continue;
      if (policies.some((policy) => guards(policy, placed) !== 'no')) continue;
      yield {
        at: pod.nameSpan,
        file,
        message: `${pod.title} is selected by no NetworkPolicy here: every pod of the cluster can call it.`,
        // It would keep out those whom a Service or an Ingress lets in, and who these are is not in the file.
        fix: () => (hasCallersFromAfar(workspace, placed) ? undefined : guard(placed)),
      };
    }
  },

  examples: [
    {
      bad: deploymentSpec('containers:\n  - name: web\n    ports:\n      - containerPort: 8080').replace(
        'name: shop',
        'name: «shop»',
      ),
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  selector:\n    matchLabels:\n      app: shop\n  template:\n    metadata:\n      labels:\n        app: shop\n    spec:\n      containers:\n        - name: web\n          ports:\n            - containerPort: 8080\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector:\n    matchLabels:\n      app: shop\n  policyTypes:\n    - Ingress\n    - Egress\n  ingress:\n    - from:\n        - podSelector: {}\n      ports:\n        - port: 8080\n  egress:\n    - to:\n        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: kube-system\n          podSelector:\n            matchLabels:\n              k8s-app: kube-dns\n      ports:\n        - port: 53\n          protocol: UDP\n        - port: 53\n          protocol: TCP\n',
    },
    {
      bad: deploymentSpec('containers: []').replace('name: shop', 'name: «shop»'),
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  selector:\n    matchLabels:\n      app: shop\n  template:\n    metadata:\n      labels:\n        app: shop\n    spec:\n      containers: []\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector:\n    matchLabels:\n      app: shop\n  policyTypes:\n  - Ingress\n  - Egress\n  egress:\n  - to:\n    - namespaceSelector:\n        matchLabels:\n          kubernetes.io/metadata.name: kube-system\n      podSelector:\n        matchLabels:\n          k8s-app: kube-dns\n    ports:\n    - port: 53\n      protocol: UDP\n    - port: 53\n      protocol: TCP\n',
      files: { 'policy.yaml': networkPolicy('podSelector:\n  matchLabels:\n    app: other') },
    },
    {
      bad: deploymentSpec('containers: []').replace('name: shop', 'name: «shop»'),
      files: { 'service.yaml': service('type: LoadBalancer\nselector:\n  app: shop\nports:\n  - port: 443') },
    },
  ],
  accepts: [
    {
      text: deploymentSpec('containers: []'),
      files: { 'policy.yaml': networkPolicy('podSelector:\n  matchLabels:\n    app: shop') },
    },
    { text: deploymentSpec('containers: []'), files: { 'policy.yaml': networkPolicy('podSelector: {}') } },
    {
      text: deploymentSpec('containers: []'),
      files: { 'policy.yaml': networkPolicy('podSelector:\n  matchLabels:\n    app: {{ .Values.app }}') },
    },
    {
      text: deploymentSpec('containers: []'),
      files: {
        'policy.yaml': networkPolicy('endpointSelector: {}').replace(
          'kind: NetworkPolicy',
          'kind: CiliumNetworkPolicy',
        ),
      },
    },
    podSpec('hostNetwork: true\ncontainers: []'),
  ],
});

/** A policy for these pods: calls from their namespace to the ports they declare, and name lookups. */
function guard({ pod }: PlacedPod): Fix | undefined {
  const { object } = pod;
  const labels = selectorLabels(object);
  const { name, namespace } = object;
  const ports = pod.containers
    .flatMap((container) => items(at(container.value, 'ports')))
    .flatMap((port) => readNumber(at(port, 'containerPort')).value ?? []);
  if (!labels || !name) return undefined;
  const policy: { readonly [key: string]: Data } = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress', 'Egress'],
      ...(ports.length > 0
        ? { ingress: [{ from: [{ podSelector: {} }], ports: ports.map((port) => ({ port })) }] }
        : {}),
      egress: [dnsLookups],
    },
  };
  return asFix(addDocuments(object.document, [policy]), {
    title:
      ports.length > 0
        ? 'Add a policy: calls from its namespace and name lookups only'
        : 'Add a policy: name lookups only',
    safety: 'review',
  });
}

/** An operator labels the pods it makes as it likes: only kinds whose pods carry exactly the labels of their template. */
function makesItsPods({ group, kind }: KubernetesObject): boolean {
  return (
    /^(|apps|batch|extensions|apps\.openshift\.io)$/.test(group) || (group === 'argoproj.io' && kind === 'Rollout')
  );
}

export const german = {
  title: 'Keine NetworkPolicy wählt die Anwendung aus',
  why: 'Ohne Policy kann jeder Pod des Clusters diese Pods aufrufen, und ein gekaperter ist der Weg zu allen anderen.',
  remedy:
    'Eine NetworkPolicy hinzufügen, die die Pods auswählt und nennt, wer sie aufrufen darf; Policies in einem anderen Repository in einem Ignore-Kommentar nennen.',
  says: {
    '{0} is selected by no NetworkPolicy here: every pod of the cluster can call it.':
      '{0} wird hier von keiner NetworkPolicy ausgewählt: Jeder Pod des Clusters kann es aufrufen.',
    'Add a policy: calls from its namespace and name lookups only':
      'Eine Policy hinzufügen: nur Aufrufe aus seinem Namespace und Namensauflösung',
    'Add a policy: name lookups only': 'Eine Policy hinzufügen: nur Namensauflösung',
  },
};
