import { fixResource } from '../edit/podResourceEdit';
import { podSpec, podWith } from '../examples';
import { hasResources, resource } from '../model/podResources';
import { at, isAbsent, nearestSpan } from '../model/value';
import { defineRule } from '../rule';

export const cpuRequestMissing = defineRule({
  id: 'cpu-request-missing',
  title: 'No CPU request',
  control: 'cpu-limits',
  level: 'restricted',
  severity: 'low',
  stride: ['D'],
  layer: 'runtime',
  aliases: ['CKV_K8S_10', 'KSV-0015', 'KL:unset-cpu-requirements', 'PO:cpuRequestsMissing', 'KSC:container-resources'],
  references: [],
  fixable: 'sometimes',
  subject: 'container',
  why: 'The scheduler packs pods that request nothing onto one node until none of them gets enough CPU, and a busy one starves the others.',
  remedy: 'Request the CPU the program usually needs; a limit alone counts as an equal request.',

  *check(container, context) {
    if (!hasResources(container)) return;
    if (!isAbsent(resource(container, 'requests', 'cpu', context.kubernetes))) return;
    // A limit alone is a request too.
    if (!isAbsent(resource(container, 'limits', 'cpu', context.kubernetes))) return;
    const resources = at(container.value, 'resources');
    yield {
      at: isAbsent(resources) ? container.nameSpan : nearestSpan(resources),
      message: `Container "${container.name}" requests no CPU, so its node may be overbooked.`,
      fix: () =>
        fixResource(container, { list: 'requests', name: 'cpu', guess: '100m', word: 'CPU' }, context.kubernetes),
    };
  },

  examples: [
    {
      bad: podWith('- name: «api»\n  image: shop/api:1.4'),
      good: podWith('- name: api\n  image: shop/api:1.4\n  resources:\n    requests:\n      cpu: 100m'),
    },
  ],
  accepts: [
    podWith('- name: api\n  resources: { limits: { cpu: 1 } }'),
    podWith('- name: api\n  resources: { requests: { cpu: 100m } }'),
    podSpec('resources: { requests: { cpu: 1 } }\ncontainers:\n  - name: api'),
  ],
});

export const german = {
  title: 'Kein CPU-Request',
  why: 'Der Scheduler packt Pods, die nichts anfordern, auf einen Node, bis keiner mehr genug CPU bekommt, und ein reger hungert die anderen aus.',
  remedy: 'Die CPU anfordern, die das Programm gewöhnlich braucht; ein Limit allein zählt als gleicher Request.',
  says: {
    'Container "{0}" requests no CPU, so its node may be overbooked.':
      'Container „{0}“ fordert keine CPU an, sein Node kann also überbucht werden.',
  },
};
