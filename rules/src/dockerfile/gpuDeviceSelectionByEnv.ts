import { dockerfileFix, removeItem } from '../edit/dockerfileEdit';
import { on, placeName } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

const watched: Readonly<Record<string, RegExp>> = {
  NVIDIA_VISIBLE_DEVICES: /^(?!void$|none$|$)/i,
  NVIDIA_DRIVER_CAPABILITIES: /^all$/i,
  NVIDIA_MIG_CONFIG_DEVICES: /./,
  NVIDIA_MIG_MONITOR_DEVICES: /./,
  CUDA_MPS_PIPE_DIRECTORY: /./,
};

export const gpuDeviceSelectionByEnv = defineRule({
  id: 'gpu-device-selection-by-env',
  title: 'GPU visibility forced by environment',
  control: 'gpu-sharing',
  level: 'isolation',
  severity: 'info',
  stride: ['E', 'I', 'D'],
  layer: 'host',
  aliases: [],
  references: ['CISD:5.18'],
  fixable: 'sometimes', // The last variable behind a comment stays for a human.
  subject: 'instruction',
  why: 'On nodes that honour these variables, the image and not the scheduler decides which GPUs a container sees, also those of others.',
  remedy: 'Leave the variable out and ask for `nvidia.com/gpu` in the limits; `NVIDIA_VISIBLE_DEVICES=void` opts out.',

  check: on(['ENV'], function* (instruction) {
    if (instruction.keyword !== 'ENV' || instruction.stage?.ships === false) return;
    for (const variable of instruction.variables) {
      const { name, value, span } = variable;
      if (!Object.hasOwn(watched, name) || value?.value === undefined || !watched[name]?.test(value.value)) continue;
      yield {
        at: span,
        message: `ENV ${name} in ${placeName(instruction)} chooses GPUs past the scheduler.`,
        fix: () =>
          dockerfileFix(`Remove ${name}`, 'review', [removeItem(instruction, instruction.variables, variable)]),
      };
    }
  }),

  examples: [
    {
      bad: 'FROM debian:13.1\nENV «NVIDIA_VISIBLE_DEVICES=all»\nCMD ["a"]\n',
      good: 'FROM debian:13.1\nCMD ["a"]\n',
    },
    {
      bad: 'FROM debian:13.1\nENV A=1 «NVIDIA_DRIVER_CAPABILITIES=all» \\\n    # keep\n    B=2\n',
    },
  ],
  accepts: ['FROM debian:13.1\nENV NVIDIA_VISIBLE_DEVICES=void NVIDIA_DRIVER_CAPABILITIES=compute,utility\n'],
});

export const german = {
  title: 'GPU-Sichtbarkeit durch die Umgebung erzwungen',
  why: 'Auf Nodes, die diese Variablen beachten, bestimmt das Image und nicht der Scheduler, welche GPUs ein Container sieht, auch die anderer.',
  remedy:
    'Die Variable weglassen und `nvidia.com/gpu` in den Limits verlangen; `NVIDIA_VISIBLE_DEVICES=void` verzichtet.',
  says: {
    'ENV {0} in {1} chooses GPUs past the scheduler.': 'ENV {0} in {1} wählt GPUs am Scheduler vorbei.',
    'Remove {0}': '{0} entfernen',
  },
};
