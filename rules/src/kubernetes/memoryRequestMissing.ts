import { fixResource } from '../edit/podResourceEdit';
import { podSpec, podWith } from '../examples';
import { asksForGpu, hasResources, resource } from '../model/podResources';
import { at, isAbsent, nearestSpan } from '../model/value';
import { defineRule } from '../rule';

export const memoryRequestMissing = defineRule({
  id: 'memory-request-missing',
  title: 'No memory request',
  control: 'memory-limits',
  level: 'restricted',
  severity: 'medium',
  stride: ['D'],
  layer: 'runtime',
  aliases: [
    'CKV_K8S_12',
    'KSV-0016',
    'KL:unset-memory-requirements',
    'PO:memoryRequestsMissing',
    'KSC:container-resources',
    'KSE:RequestsMemory',
  ],
  references: [],
  fixable: 'sometimes',
  subject: 'container',
  why: 'The scheduler puts a pod that requests nothing onto any node, also a full one, and the kernel kills such pods, or their neighbours, first.',
  remedy: 'Request the memory the program usually needs; a limit alone counts as an equal request.',

  *check(container, context) {
    if (!hasResources(container)) return;
    if (!isAbsent(resource(container, 'requests', 'memory', context.kubernetes))) return;
    // A limit alone is a request too.
    if (!isAbsent(resource(container, 'limits', 'memory', context.kubernetes))) return;
    const resources = at(container.value, 'resources');
    yield {
      at: isAbsent(resources) ? container.nameSpan : nearestSpan(resources),
      message: `Container "${container.name}" requests no memory, so any node looks empty enough for it.`,
      fix: () =>
        fixResource(
          container,
          { list: 'requests', name: 'memory', guess: asksForGpu(container) ? '8Gi' : '256Mi', word: 'memory' },
          context.kubernetes,
        ),
    };
  },

  examples: [
    {
      bad: podWith('- name: «api»\n  image: shop/api:1.4'),
      good: podWith('- name: api\n  image: shop/api:1.4\n  resources:\n    requests:\n      memory: 256Mi'),
    },
  ],
  accepts: [
    podWith('- name: api\n  resources: { limits: { memory: 256Mi } }'),
    podWith('- name: api\n  resources: { requests: { memory: 256Mi } }'),
    podSpec('resources: { requests: { memory: 1Gi } }\ncontainers:\n  - name: api'),
  ],
});

export const german = {
  title: 'Kein Speicher-Request',
  why: 'Einen Pod, der nichts anfordert, setzt der Scheduler auf irgendeinen Node, auch einen vollen, und der Kernel beendet solche Pods oder ihre Nachbarn zuerst.',
  remedy: 'Den Speicher anfordern, den das Programm gewöhnlich braucht; ein Limit allein zählt als gleicher Request.',
  says: {
    'Container "{0}" requests no memory, so any node looks empty enough for it.':
      'Container „{0}“ fordert keinen Speicher an, jeder Node sieht also leer genug für ihn aus.',
  },
};
