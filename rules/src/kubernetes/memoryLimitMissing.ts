import { fixResource } from '../edit/podResourceEdit';
import { podSpec, podWith } from '../examples';
import { asksForGpu, hasResources, isUnlimited } from '../model/podResources';
import { at, isAbsent, nearestSpan } from '../model/value';
import { defineRule } from '../rule';

export const memoryLimitMissing = defineRule({
  id: 'memory-limit-missing',
  title: 'No memory limit',
  control: 'memory-limits',
  level: 'restricted',
  severity: 'high',
  stride: ['D'],
  layer: 'runtime',
  aliases: [
    'CKV_K8S_13',
    'KSV-0018',
    'KICS:b14d1bc4',
    'KL:unset-memory-requirements',
    'PO:memoryLimitsMissing',
    'KSC:container-resources',
    'C-0271',
    'C-0009',
    'KSE:LimitsMemory',
  ],
  references: ['CISD:5.11', 'OWASP:D7'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'A leak or an attack that fills memory takes the node down, and with it every pod that runs there.',
  remedy:
    'Limit memory to what the program needs at its peak; the fix takes what the container requests, or a guess to be measured.',

  *check(container, context) {
    if (!hasResources(container)) return;
    if (!isUnlimited(container, 'memory', context.kubernetes)) return;
    const resources = at(container.value, 'resources');
    yield {
      at: isAbsent(resources) ? container.nameSpan : nearestSpan(resources),
      message: `Container "${container.name}" may use all memory of its node.`,
      fix: () =>
        fixResource(
          container,
          { list: 'limits', name: 'memory', guess: asksForGpu(container) ? '16Gi' : '512Mi', word: 'memory' },
          context.kubernetes,
        ),
    };
  },

  examples: [
    {
      bad: podWith('- name: model\n  «resources»:\n    limits:\n      nvidia.com/gpu: 1'),
      good: podWith('- name: model\n  resources:\n    limits:\n      nvidia.com/gpu: 1\n      memory: 16Gi'),
    },
    {
      bad: podWith('- name: api\n  «resources»:\n    requests:\n      memory: 256Mi'),
      good: podWith('- name: api\n  resources:\n    limits:\n      memory: 256Mi\n    requests:\n      memory: 256Mi'),
    },
    {
      bad: podWith('- name: «api»\n  image: shop/api:1.4'),
      good: podWith('- name: api\n  image: shop/api:1.4\n  resources:\n    limits:\n      memory: 512Mi'),
    },
    {
      bad: podWith('- name: api\n  «resources»:\n    limits:\n      memory: 0 # no limit'),
      good: podWith('- name: api\n  resources:\n    limits:\n      memory: 512Mi # no limit'),
    },
  ],
  accepts: [
    podWith('- name: api\n  resources: { limits: { memory: 256Mi } }'),
    podWith('- name: api\n  resources: {{ toYaml .Values.resources }}'),
    podSpec('resources: { limits: { memory: 1Gi } }\ncontainers:\n  - name: api'),
  ],
});

export const german = {
  title: 'Kein Speicherlimit',
  why: 'Ein Leck oder ein Angriff, der den Speicher füllt, legt den Node lahm und mit ihm jeden Pod darauf.',
  remedy:
    'Den Speicher auf den Spitzenbedarf des Programms begrenzen; der Fix nimmt, was der Container anfordert, oder einen zu messenden Schätzwert.',
  says: {
    'Container "{0}" may use all memory of its node.': 'Container „{0}“ darf den ganzen Speicher seines Nodes belegen.',
  },
};
