import { at, spanOf } from '../model/value';
import { defineRule } from '../rule';

/** What a cluster may need to set so that foreign code runs apart from everything else. */
const knobs = ['runtimeClassName', 'nodeSelector', 'tolerations'];

export const valuesSandboxKnobsMissing = defineRule({
  id: 'values-sandbox-knobs-missing',
  title: 'Chart cannot be put into a sandbox',
  control: 'sandboxed-runtime',
  level: 'isolation',
  severity: 'low',
  stride: ['E'],
  layer: 'host',
  aliases: [],
  references: ['NSA:1.15'],
  fixable: 'never', // Where in the pod they go, each chart decides.
  subject: 'chart',
  why: 'Whoever installs the chart cannot give its pods a sandboxed runtime or nodes of their own: foreign code then shares the kernel with everybody.',
  remedy:
    'Let the pod template take runtimeClassName, nodeSelector and tolerations from the values; empty ones change nothing.',

  *check(chart) {
    const where = spanOf(at(chart.metadata.root, 'name'));
    const hasPods = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Pod'].some((kind) =>
      chart.kinds.has(kind),
    );
    if (!where || !chart.isWhole || !hasPods) return;
    const missing = knobs.filter((knob) => !chart.templates.some(({ text }) => text.includes(knob)));
    if (missing.length === 0) return;
    yield { at: where, message: `The pods of chart ${chart.name} cannot be given ${missing.join(', ')}.` };
  },

  examples: [
    {
      file: 'Chart.yaml',
      bad: 'apiVersion: v2\nname: «shop»\nversion: 1.0.0\n',
      files: { 'templates/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  containers: []\n' },
    },
  ],
  accepts: [
    {
      file: 'Chart.yaml',
      text: 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      files: {
        'templates/pod.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  runtimeClassName: {{ .Values.runtimeClassName }}\n  nodeSelector: {{ toYaml .Values.nodeSelector }}\n  tolerations: {{ toYaml .Values.tolerations }}\n  containers: []\n',
      },
    },
    { file: 'Chart.yaml', text: 'apiVersion: v2\nname: shop\nversion: 1.0.0\n' },
  ],
});

export const german = {
  title: 'Chart lässt sich nicht in eine Sandbox setzen',
  why: 'Wer den Chart installiert, kann seinen Pods weder eine abgeschottete Laufzeit noch eigene Knoten geben: Fremder Code teilt dann den Kernel mit allen.',
  remedy:
    'Die Pod-Vorlage runtimeClassName, nodeSelector und tolerations aus den Values nehmen lassen; leere ändern nichts.',
  says: {
    'The pods of chart {0} cannot be given {1}.': 'Den Pods von Chart {0} lässt sich {1} nicht geben.',
  },
};
