import { addNetworkPolicy } from '../edit/chartNetworkPolicy';
import { at, spanOf } from '../model/value';
import { defineRule } from '../rule';

const workloads = ['Deployment', 'StatefulSet', 'DaemonSet'];

export const chartWithoutNetworkPolicy = defineRule({
  id: 'chart-without-network-policy',
  title: 'Chart renders no NetworkPolicy',
  control: 'pod-traffic-deny-by-default',
  level: 'restricted',
  severity: 'medium',
  stride: ['I'],
  layer: 'network',
  aliases: ['CKV2_K8S_6'],
  references: [],
  fixable: 'sometimes', // Not where somebody calls from afar, or the templates do not show which pods there are.
  subject: 'chart',
  why: 'Nobody who installs the chart can keep other pods away without writing the policy alone: whoever takes over one pod of the cluster reaches these as well.',
  remedy: 'Add a NetworkPolicy template that lets in who must come in, with a key in the values that is on.',

  *check(chart) {
    const where = spanOf(at(chart.metadata.root, 'name'));
    if (!where || !chart.isWhole || !workloads.some((kind) => chart.kinds.has(kind))) return;
    const isKnown = [...chart.kinds].some((kind) => kind.endsWith('NetworkPolicy'));
    if (isKnown || chart.templates.some(({ text }) => /NetworkPolicy/.test(text))) return;
    yield {
      at: where,
      message: `Chart ${chart.name} has no network policy for its pods.`,
      fix: () => addNetworkPolicy(chart),
    };
  },

  examples: [
    {
      file: 'Chart.yaml',
      bad: 'apiVersion: v2\nname: «shop»\nversion: 1.0.0\n',
      files: { 'templates/shop.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec: {}\n' },
    },
    {
      file: 'Chart.yaml',
      bad: 'apiVersion: v2\nname: «shop»\nversion: 1.0.0\n',
      files: {
        'values.yaml': 'port: 8080\n# The end.\n',
        'templates/shop.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}-shop # ours\n  labels:\n    app: shop\nspec:\n  selector:\n    matchLabels:\n      app: shop\n      release: {{ .Release.Name }}\n  template:\n    metadata:\n      labels:\n        app: shop\n        release: {{ .Release.Name }}\n    spec:\n      containers:\n        - name: shop\n          image: shop/api:1.4\n          ports:\n            - name: http\n              containerPort: {{ .Values.port }}\n',
      },
      good: 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      goodFiles: {
        'values.yaml': 'port: 8080\n# The end.\nnetworkPolicy:\n  enabled: true\n  ingress: []\n  egress: []\n',
        'templates/shop.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}-shop # ours\n  labels:\n    app: shop\nspec:\n  selector:\n    matchLabels:\n      app: shop\n      release: {{ .Release.Name }}\n  template:\n    metadata:\n      labels:\n        app: shop\n        release: {{ .Release.Name }}\n    spec:\n      containers:\n        - name: shop\n          image: shop/api:1.4\n          ports:\n            - name: http\n              containerPort: {{ .Values.port }}\n{{- if .Values.networkPolicy.enabled }}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: {{ .Release.Name }}-shop\n  labels:\n    app: shop\nspec:\n  podSelector:\n    matchLabels:\n      app: shop\n      release: {{ .Release.Name }}\n  policyTypes: [Ingress, Egress]\n  ingress:\n    - from:\n        - podSelector: {}\n      ports:\n        - port: {{ .Values.port }}\n    {{- with .Values.networkPolicy.ingress }}\n    {{- toYaml . | nindent 4 }}\n    {{- end }}\n  egress:\n    - to:\n        - podSelector: {}\n    - to:\n        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: kube-system\n          podSelector:\n            matchLabels:\n              k8s-app: kube-dns\n      ports:\n        - port: 53\n          protocol: UDP\n        - port: 53\n          protocol: TCP\n    {{- with .Values.networkPolicy.egress }}\n    {{- toYaml . | nindent 4 }}\n    {{- end }}\n{{- end }}\n',
      },
    },
    {
      file: 'Chart.yaml',
      bad: 'apiVersion: v2\nname: «shop»\nversion: 1.0.0\n',
      files: {
        'values.yaml': 'port: 8080\n',
        'templates/shop.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}-shop # ours\n  labels:\n    app: shop\nspec:\n  selector:\n    matchLabels:\n      app: shop\n      release: {{ .Release.Name }}\n  template:\n    metadata:\n      labels:\n        app: shop\n        release: {{ .Release.Name }}\n    spec:\n      hostNetwork: true\n      containers:\n        - name: shop\n          image: shop/api:1.4\n          ports:\n            - name: http\n              containerPort: {{ .Values.port }}\n',
      },
    },
  ],
  accepts: [
    {
      file: 'Chart.yaml',
      text: 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      files: { 'templates/shop.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\n' },
    },
    {
      file: 'Chart.yaml',
      text: 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      files: {
        'templates/shop.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec: {}\n---\n{{ if .Values.policy }}\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\n{{ end }}\n',
      },
    },
  ],
});

export const german = {
  title: 'Chart erzeugt keine NetworkPolicy',
  why: 'Wer den Chart installiert, kann andere Pods nur fernhalten, indem er die Policy selbst schreibt: Wer einen Pod des Clusters übernimmt, erreicht auch diese.',
  remedy:
    'Eine NetworkPolicy-Vorlage hinzufügen, die einlässt, wer hinein muss, mit einem eingeschalteten Schlüssel in den Values.',
  says: {
    'Chart {0} has no network policy for its pods.': 'Chart {0} hat keine NetworkPolicy für seine Pods.',
    'Add a network policy: calls from the namespace only; networkPolicy.ingress takes others':
      'Eine NetworkPolicy hinzufügen: nur Aufrufe aus dem Namespace; networkPolicy.ingress nimmt andere',
    'Add a network policy: calls within the namespace and name lookups only; networkPolicy.ingress and networkPolicy.egress take others':
      'Eine NetworkPolicy hinzufügen: nur Aufrufe im Namespace und Namensauflösung; networkPolicy.ingress und networkPolicy.egress nehmen andere',
  },
};
