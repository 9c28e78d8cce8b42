import { fixRemovedKey } from '../edit/podEdit';
import { podWith } from '../examples';
import { at, items, readString } from '../model/value';
import { defineRule } from '../rule';

export const mountPropagationBidirectional = defineRule({
  id: 'mount-propagation-bidirectional',
  title: 'Mounts made in the container appear on the node',
  control: 'host-paths',
  level: 'baseline',
  severity: 'high',
  stride: ['T', 'E'],
  layer: 'host',
  aliases: [],
  references: ['CISD:5.20'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'With Bidirectional propagation whatever the container mounts shows up on the node and in every other pod that uses the volume.',
  remedy: 'Leave mountPropagation out; only storage drivers need it.',

  *check(container) {
    for (const mount of items(at(container.value, 'volumeMounts'))) {
      const value = at(mount, 'mountPropagation');
      const mode = readString(value);
      if (mode.value !== 'Bidirectional') continue;
      yield {
        at: mode.span,
        message: `Container "${container.name}" hands its mounts on to the node.`,
        fix: () => fixRemovedKey(value, { title: 'Keep mounts inside the container', safety: 'review' }),
      };
    }
  },

  examples: [
    {
      bad: podWith(
        '- name: csi\n  volumeMounts:\n    - name: pods\n      mountPath: /pods\n      mountPropagation: «Bidirectional»',
      ),
      good: podWith('- name: csi\n  volumeMounts:\n    - name: pods\n      mountPath: /pods'),
    },
  ],
  accepts: [
    podWith('- name: csi\n  volumeMounts:\n    - { name: pods, mountPath: /pods, mountPropagation: HostToContainer }'),
  ],
});

export const german = {
  title: 'Im Container eingehängte Dateisysteme erscheinen auf dem Node',
  why: 'Mit Bidirectional erscheint alles, was der Container einhängt, auf dem Node und in jedem anderen Pod, der das Volume nutzt.',
  remedy: 'mountPropagation weglassen; nur Speichertreiber brauchen es.',
  says: {
    'Container "{0}" hands its mounts on to the node.': 'Container „{0}“ reicht seine Mounts an den Node weiter.',
    'Keep mounts inside the container': 'Mounts im Container behalten',
  },
};
