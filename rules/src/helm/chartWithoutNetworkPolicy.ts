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
  fixable: 'never', // Whom the pods talk to, only their author knows.
  subject: 'chart',
  why: 'Nobody who installs the chart can keep other pods away without writing the policy alone: whoever takes over one pod of the cluster reaches these as well.',
  remedy: 'Add a NetworkPolicy template that lets in who must come in, with a key in the values that is on.',

  *check(chart) {
    const where = spanOf(at(chart.metadata.root, 'name'));
    if (!where || !chart.isWhole || !workloads.some((kind) => chart.kinds.has(kind))) return;
    const isKnown = [...chart.kinds].some((kind) => kind.endsWith('NetworkPolicy'));
    if (isKnown || chart.templates.some(({ text }) => /NetworkPolicy/.test(text))) return;
    yield { at: where, message: `Chart ${chart.name} has no network policy for its pods.` };
  },

  examples: [
    {
      file: 'Chart.yaml',
      bad: 'apiVersion: v2\nname: «shop»\nversion: 1.0.0\n',
      files: { 'templates/shop.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec: {}\n' },
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
  },
};
