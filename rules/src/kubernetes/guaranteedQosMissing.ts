import { combine } from '../edit/fixes';
import { mergeValue } from '../edit/podEdit';
import { podSpec, podWith } from '../examples';
import { hasResources, readQuantity, resource } from '../model/podResources';
import { at, isAbsent, nearestSpan, plain } from '../model/value';
import { defineRule } from '../rule';

const either = ['KSC:container-resource-requests-equal-limits', 'KICS:aee3c7d2'];
/** Others have a check for each of the two. */
const ofResource: Readonly<Record<string, readonly string[]>> = {
  CPU: ['KSC:container-cpu-requests-equal-limits', 'KICS:9d43040e'],
  memory: ['KSC:container-memory-requests-equal-limits', 'KICS:aafa7d94'],
};

export const guaranteedQosMissing = defineRule({
  id: 'guaranteed-qos-missing',
  title: 'Pod may use more than it requests',
  control: 'memory-limits',
  level: 'isolation',
  severity: 'medium',
  stride: ['D'],
  layer: 'runtime',
  aliases: [...either, ...Object.values(ofResource).flat()],
  references: [],
  fixable: 'sometimes',
  subject: 'container',
  why: 'What a pod uses beyond its request was promised to its neighbours; code nobody controls takes it on purpose and gets them evicted.',
  remedy: 'Set requests equal to limits for CPU and memory, so that the pod never takes more than it was given.',

  *check(container, context) {
    if (!hasResources(container)) return;
    const words: string[] = [];
    const wish: Record<string, string | number> = {};
    for (const name of ['cpu', 'memory']) {
      const limit = resource(container, 'limits', name, context.kubernetes);
      const request = resource(container, 'requests', name, context.kubernetes);
      if (limit.kind === 'unknown' || request.kind === 'unknown') return;
      const most = readQuantity(limit);
      if (!isAbsent(limit) && (isAbsent(request) || readQuantity(request) === most)) continue;
      words.push(name === 'cpu' ? 'CPU' : 'memory');
      const written = plain(limit);
      if (typeof written === 'string' || typeof written === 'number') wish[name] = written;
    }
    if (words.length === 0) return;
    const resources = at(container.value, 'resources');
    yield {
      at: isAbsent(resources) ? container.nameSpan : nearestSpan(resources),
      message: `Container "${container.name}" may use more ${words.join(' and ')} than it requests.`,
      aliases: [...either, ...words.flatMap((word) => ofResource[word] ?? [])],
      fix: () =>
        Object.keys(wish).length === 0
          ? undefined
          : combine(mergeValue(resources, { requests: wish }), {
              title: `Request what "${container.name}" may use`,
              safety: 'review',
            }),
    };
  },

  examples: [
    {
      bad: podWith(
        '- name: api\n  «resources»:\n    requests:\n      cpu: 250m\n      memory: 256Mi\n    limits:\n      cpu: 1\n      memory: 1Gi',
      ),
      good: podWith(
        '- name: api\n  resources:\n    requests:\n      cpu: 1\n      memory: 1Gi\n    limits:\n      cpu: 1\n      memory: 1Gi',
      ),
    },
    { bad: podWith('- name: «api»\n  image: shop/api:1.4') },
  ],
  accepts: [
    podWith('- name: api\n  resources: { limits: { cpu: 1, memory: 1Gi } }'),
    podWith('- name: api\n  resources: { limits: { cpu: 1, memory: 1Gi }, requests: { cpu: 1000m, memory: 1024Mi } }'),
    podSpec('resources: { limits: { cpu: 1, memory: 1Gi } }\ncontainers:\n  - name: api'),
  ],
});

export const german = {
  title: 'Pod darf mehr nutzen, als er anfordert',
  why: 'Was ein Pod über seinen Request hinaus nutzt, war den Nachbarn versprochen; Code, den niemand kontrolliert, nimmt es absichtlich und lässt sie verdrängen.',
  remedy: 'Requests und Limits für CPU und Speicher gleich setzen, damit der Pod nie mehr nimmt, als ihm gegeben ist.',
  says: {
    'Container "{0}" may use more {1} than it requests.': 'Container „{0}“ darf mehr {1} nutzen, als er anfordert.',
    'Request what "{0}" may use': 'Anfordern, was „{0}“ nutzen darf',
  },
};
