import { fixResource } from '../edit/podResourceEdit';
import { podSpec, podWith } from '../examples';
import { hasResources, resource } from '../model/podResources';
import { at, isAbsent, nearestSpan } from '../model/value';
import { defineRule } from '../rule';

export const ephemeralStorageLimitMissing = defineRule({
  id: 'ephemeral-storage-limit-missing',
  title: 'No limit for local disk',
  control: 'disk-and-process-limits',
  level: 'isolation',
  severity: 'medium',
  stride: ['D'],
  layer: 'runtime',
  aliases: ['KSC:container-ephemeral-storage-request-equals-limit'],
  references: [],
  fixable: 'sometimes',
  subject: 'container',
  why: 'Logs and scratch files of one container can fill the disk of the node, and then every pod on it is evicted.',
  remedy: 'Limit ephemeral-storage; it counts logs, the writable layer and emptyDir volumes.',

  *check(container, context) {
    if (!hasResources(container)) return;
    if (!isAbsent(resource(container, 'limits', 'ephemeral-storage', context.kubernetes))) return;
    const resources = at(container.value, 'resources');
    yield {
      at: isAbsent(resources) ? container.nameSpan : nearestSpan(resources),
      message: `Container "${container.name}" may fill the disk of its node.`,
      fix: () =>
        fixResource(
          container,
          { list: 'limits', name: 'ephemeral-storage', guess: '2Gi', word: 'local disk' },
          context.kubernetes,
        ),
    };
  },

  examples: [
    {
      bad: podWith('- name: api\n  «resources»:\n    limits:\n      memory: 1Gi'),
      good: podWith('- name: api\n  resources:\n    limits:\n      memory: 1Gi\n      ephemeral-storage: 2Gi'),
    },
    {
      bad: podWith('- name: «api»\n  image: shop/api:1.4'),
      good: podWith('- name: api\n  image: shop/api:1.4\n  resources:\n    limits:\n      ephemeral-storage: 2Gi'),
    },
  ],
  accepts: [podWith('- name: api\n  resources: { limits: { ephemeral-storage: 1Gi } }'), podSpec('containers: []')],
});

export const german = {
  title: 'Kein Limit für lokalen Speicher',
  why: 'Protokolle und temporäre Dateien eines Containers können die Platte des Nodes füllen, und dann wird jeder Pod darauf verdrängt.',
  remedy: 'ephemeral-storage begrenzen; es zählt Protokolle, die beschreibbare Schicht und emptyDir-Volumes.',
  says: {
    'Container "{0}" may fill the disk of its node.': 'Container „{0}“ darf die Platte seines Nodes füllen.',
  },
};
