import { fixResource } from '../edit/podResourceEdit';
import { podSpec, podWith } from '../examples';
import { hasResources, isUnlimited } from '../model/podResources';
import { at, isAbsent, nearestSpan } from '../model/value';
import { defineRule } from '../rule';

export const cpuLimitMissing = defineRule({
  id: 'cpu-limit-missing',
  title: 'No CPU limit',
  control: 'cpu-limits',
  level: 'isolation',
  severity: 'medium',
  stride: ['D'],
  layer: 'runtime',
  aliases: [
    'CKV_K8S_11',
    'KSV-0011',
    'KICS:4ac0e2b7',
    'KL:unset-cpu-requirements',
    'PO:cpuLimitsMissing',
    'KSC:container-resources',
    'C-0270',
    'C-0009',
  ],
  references: ['CISD:5.12', 'OWASP:D7'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'Code that nobody controls computes as much as it can; without a limit its neighbours on the node stand still.',
  remedy: 'Limit the CPU of containers that run code you do not control; for others a request is enough.',

  *check(container, context) {
    if (!hasResources(container)) return;
    if (!isUnlimited(container, 'cpu', context.kubernetes)) return;
    const resources = at(container.value, 'resources');
    yield {
      at: isAbsent(resources) ? container.nameSpan : nearestSpan(resources),
      message: `Container "${container.name}" may use every CPU of its node.`,
      fix: () => fixResource(container, { list: 'limits', name: 'cpu', guess: '1', word: 'CPU' }, context.kubernetes),
    };
  },

  examples: [
    {
      bad: podWith('- name: api\n  «resources»: { requests: { cpu: 250m } }'),
      good: podWith('- name: api\n  resources: { requests: { cpu: 250m }, limits: { cpu: 250m } }'),
    },
    {
      bad: podWith('- name: «api»\n  image: shop/api:1.4'),
      good: podWith('- name: api\n  image: shop/api:1.4\n  resources:\n    limits:\n      cpu: "1"'),
    },
  ],
  accepts: [
    podWith('- name: api\n  resources: { limits: { cpu: 1 } }'),
    podSpec('resources: { limits: { cpu: 2 } }\ncontainers:\n  - name: api'),
  ],
});

export const german = {
  title: 'Kein CPU-Limit',
  why: 'Code, den niemand kontrolliert, rechnet, so viel er kann; ohne Limit stehen seine Nachbarn auf dem Node still.',
  remedy: 'Die CPU von Containern begrenzen, die fremden Code ausführen; für andere genügt ein Request.',
  says: {
    'Container "{0}" may use every CPU of its node.': 'Container „{0}“ darf jede CPU seines Nodes belegen.',
  },
};
