import { setField } from '../edit/fixes';
import { podSpec } from '../examples';
import { hasLinuxOnlyFields } from '../model/podOs';
import { at, isAbsent, readString } from '../model/value';
import { takesField } from '../model/workload';
import { defineRule } from '../rule';

export const windowsPodOsUndeclared = defineRule({
  id: 'windows-pod-os-undeclared',
  title: 'Windows pod does not say that it is one',
  control: 'windows-container-user',
  level: 'baseline',
  severity: 'low',
  stride: ['T'],
  layer: 'runtime',
  aliases: [],
  references: [],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Without os.name the API server and every check demand settings that only Linux knows, and refuse or wave through the wrong ones.',
  remedy: 'Write os: { name: windows } beside the node selector.',

  *check(pod, context) {
    if (!isAbsent(at(pod.spec, 'os')) || context.kubernetes < 25 || !takesField(pod, 'os')) return;
    const selected = readString(at(pod.spec, 'nodeSelector', 'kubernetes.io/os'));
    if (selected.value !== 'windows') return;
    yield {
      at: selected.span,
      message: `${pod.title} runs on Windows nodes but does not declare os.name.`,
      fix: () =>
        hasLinuxOnlyFields(pod)
          ? undefined
          : setField(pod.spec, ['os', 'name'], 'windows', { title: 'Declare a Windows pod', safety: 'safe' }),
    };
  },

  examples: [
    {
      bad: podSpec('nodeSelector:\n  kubernetes.io/os: «windows»\ncontainers:\n  - name: web'),
      good: podSpec('os:\n  name: windows\nnodeSelector:\n  kubernetes.io/os: windows\ncontainers:\n  - name: web'),
    },
    {
      bad: podSpec(
        'nodeSelector:\n  kubernetes.io/os: «windows»\ncontainers:\n  - name: web\n    securityContext: { privileged: false }',
      ),
    },
  ],
  accepts: [
    podSpec('os: { name: windows }\nnodeSelector: { kubernetes.io/os: windows }\ncontainers:\n  - name: web'),
    podSpec('nodeSelector: { kubernetes.io/os: linux }\ncontainers:\n  - name: web'),
  ],
});

export const german = {
  title: 'Windows-Pod sagt nicht, dass er einer ist',
  why: 'Ohne os.name verlangen API-Server und Prüfungen Einstellungen, die nur Linux kennt, und lehnen die falschen ab oder winken sie durch.',
  remedy: 'os: { name: windows } neben den Node-Selector schreiben.',
  says: {
    '{0} runs on Windows nodes but does not declare os.name.': '{0} läuft auf Windows-Nodes, nennt aber kein os.name.',
    'Declare a Windows pod': 'Als Windows-Pod kennzeichnen',
  },
};
