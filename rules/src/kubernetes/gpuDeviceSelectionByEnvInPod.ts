import { fixRemovedItem } from '../edit/podEdit';
import { podWith } from '../examples';
import { podVariables } from '../model/podCommands';
import { defineRule } from '../rule';

export const gpuDeviceSelectionByEnvInPod = defineRule({
  id: 'gpu-device-selection-by-env-in-pod',
  title: 'Variable chooses the GPUs',
  control: 'gpu-sharing',
  level: 'isolation',
  severity: 'high',
  stride: ['E', 'I', 'D'],
  layer: 'host',
  aliases: [],
  references: ['CISD:5.18'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'On many nodes the variable alone hands out GPUs, past the scheduler and past whoever they were given to.',
  remedy: 'Take the variable out and ask for nvidia.com/gpu in the limits.',

  *check(container) {
    const watched: Readonly<Record<string, RegExp>> = {
      NVIDIA_VISIBLE_DEVICES: /^(?!void$|none$|$)/i,
      NVIDIA_DRIVER_CAPABILITIES: /^all$/i,
      NVIDIA_MIG_CONFIG_DEVICES: /./,
      NVIDIA_MIG_MONITOR_DEVICES: /./,
    };
    for (const { name, value, item, span } of podVariables(container)) {
      if (!Object.hasOwn(watched, name) || !watched[name]?.test(value)) continue;
      yield {
        at: span,
        message: `Container "${container.name}" takes GPUs past the scheduler: ${name} is ${value}.`,
        fix: () => fixRemovedItem(item, { title: `Take ${name} out`, safety: 'review' }),
      };
    }
  },

  examples: [
    {
      bad: podWith(
        '- name: model\n  env:\n    - { name: «NVIDIA_VISIBLE_DEVICES», value: all }\n    - { name: A, value: b }',
      ),
      good: podWith('- name: model\n  env:\n    - { name: A, value: b }'),
    },
  ],
  accepts: [podWith('- name: model\n  env: [{ name: NVIDIA_VISIBLE_DEVICES, value: void }]')],
});

export const german = {
  title: 'Variable wählt die GPUs aus',
  why: 'Auf vielen Nodes vergibt schon die Variable GPUs, am Scheduler und an denen vorbei, denen sie gegeben wurden.',
  remedy: 'Die Variable entfernen und nvidia.com/gpu in den Limits verlangen.',
  says: {
    'Container "{0}" takes GPUs past the scheduler: {1} is {2}.':
      'Container „{0}“ nimmt GPUs am Scheduler vorbei: {1} ist {2}.',
    'Take {0} out': '{0} entfernen',
  },
};
