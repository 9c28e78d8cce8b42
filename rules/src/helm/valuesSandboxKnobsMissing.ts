import { addKnobs, podTemplates } from '../edit/chartKnobs';
import { at, spanOf } from '../model/value';
import { defineRule } from '../rule';

/** What a cluster may need to set so that foreign code runs apart from everything else, with what sets nothing. */
const knobs = { runtimeClassName: '', nodeSelector: {}, tolerations: [] };

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
  fixable: 'sometimes', // Not where the pods are written in definitions or in other ways than on lines of their own.
  subject: 'chart',
  why: 'Whoever installs the chart cannot give its pods a sandboxed runtime or nodes of their own: foreign code then shares the kernel with everybody.',
  remedy:
    'Let the pod template take runtimeClassName, nodeSelector and tolerations from the values; empty ones change nothing.',

  *check(chart) {
    const where = spanOf(at(chart.metadata.root, 'name'));
    // The pods of a subchart are its own affair, and those that a library writes that of the library.
    if (!where || !chart.isWhole || podTemplates(chart).length === 0) return;
    const missing = Object.entries(knobs).filter(([knob]) => !chart.templates.some(({ text }) => text.includes(knob)));
    if (missing.length === 0) return;
    yield {
      at: where,
      message: `The pods of chart ${chart.name} cannot be given ${missing.map(([knob]) => knob).join(', ')}.`,
      fix: () => addKnobs(chart, Object.fromEntries(missing)),
    };
  },

  examples: [
    {
      file: 'Chart.yaml',
      bad: 'apiVersion: v2\nname: «shop»\nversion: 1.0.0\n',
      files: { 'templates/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  containers: []\n' },
    },
    {
      file: 'Chart.yaml',
      bad: 'apiVersion: v2\nname: «shop»\nversion: 1.0.0\n',
      files: {
        'values.yaml': 'jobs: [a]\ntolerations: []\n',
        'templates/job.yaml':
          '{{- range .Values.jobs }}\n---\napiVersion: batch/v1\nkind: Job\nmetadata:\n  name: {{ . }}\nspec:\n  template:\n    spec:\n      nodeSelector: {}\n      # The work.\n      containers: []\n{{- end }}\n',
        'templates/custom.yaml':
          'apiVersion: ray.io/v1\nkind: RayCluster\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  headGroupSpec:\n    template:\n      spec:\n        containers: []\n',
      },
      good: 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      goodFiles: {
        'values.yaml': 'jobs: [a]\ntolerations: []\nruntimeClassName: ""\n',
        'templates/job.yaml':
          '{{- range .Values.jobs }}\n---\napiVersion: batch/v1\nkind: Job\nmetadata:\n  name: {{ . }}\nspec:\n  template:\n    spec:\n      nodeSelector: {}\n      {{- with $.Values.runtimeClassName }}\n      runtimeClassName: {{ . }}\n      {{- end }}\n      {{- with $.Values.tolerations }}\n      tolerations:\n        {{- toYaml . | nindent 8 }}\n      {{- end }}\n      # The work.\n      containers: []\n{{- end }}\n',
        'templates/custom.yaml':
          'apiVersion: ray.io/v1\nkind: RayCluster\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  headGroupSpec:\n    template:\n      spec:\n        # {{- with .Values.runtimeClassName }}\n        runtimeClassName: {{ . }}\n        # {{- end }}\n        # {{- with .Values.tolerations }}\n        tolerations:\n          # {{- toYaml . | nindent 10 }}\n        # {{- end }}\n        containers: []\n',
      },
    },
  ],
  accepts: [
    {
      file: 'Chart.yaml',
      text: 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      files: {
        'charts/a/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n',
        'charts/a/templates/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  containers: []\n',
      },
    },
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
    'Let the values give the pods {0}, empty for now': 'Die Values den Pods {0} geben lassen, vorerst leer',
  },
};
