import { combine } from '../edit/fixes';
import { mergeValue } from '../edit/podEdit';
import { podSpec, podWith } from '../examples';
import { hasResources, isGpuResource, readQuantity } from '../model/podResources';
import { at, entries, isAbsent, items, nearestSpan, plain } from '../model/value';
import type { Container } from '../model/workload';
import { defineRule } from '../rule';

/** Container images that run on NVIDIA GPUs only, and flags that ask a program to use one. */
function wantsGpu(container: Container): boolean {
  const tolerates = items(at(container.pod.spec, 'tolerations')).some((t) => plain(at(t, 'key')) === 'nvidia.com/gpu');
  const image = container.image.value ?? '';
  const isGpuImage = /(^|\/)(nvcr\.io\/nvidia\/(tritonserver|pytorch|tensorflow|nemo)|vllm\/vllm-openai)(:|@|$)/.test(
    image,
  );
  return container.role === 'container' && (isGpuImage || (tolerates && container.pod.containers.length === 1));
}

export const gpuLimitMismatch = defineRule({
  id: 'gpu-limit-mismatch',
  title: 'GPU is used or requested inconsistently',
  control: 'gpu-sharing',
  level: 'isolation',
  severity: 'medium',
  stride: ['D'],
  layer: 'runtime',
  aliases: [],
  references: ['OWASP:D7'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'A container that takes a GPU it did not ask for shares it with whoever was given it; asked for wrongly, the scheduler hands it out twice or never.',
  remedy: 'Ask for whole GPUs in limits; requests may repeat the same number.',

  *check(container) {
    if (container.role === 'ephemeral') return;
    const resources = at(container.value, 'resources');
    const limits = at(resources, 'limits');
    const requests = at(resources, 'requests');
    if ([resources, limits, requests].some((value) => value.kind === 'unknown')) return;
    for (const { key, keySpan, value } of entries(requests)) {
      if (!isGpuResource(key)) continue;
      const limit = at(limits, key);
      const amount = plain(value);
      if (!isAbsent(limit) && (limit.kind === 'unknown' || readQuantity(limit) === readQuantity(value))) continue;
      yield {
        at: keySpan,
        message: isAbsent(limit)
          ? `Container "${container.name}" requests ${key} without a limit, which Kubernetes refuses.`
          : `Container "${container.name}" requests another number of ${key} than it may use, which Kubernetes refuses.`,
        fix: () =>
          typeof amount !== 'number' && typeof amount !== 'string'
            ? undefined
            : combine(mergeValue(resources, { limits: { [key]: amount } }), {
                title: `Limit ${key} to ${amount}`,
                safety: 'review',
              }),
      };
    }
    for (const { key, keySpan, value } of entries(limits)) {
      const amount = readQuantity(value);
      if (!isGpuResource(key) || amount === undefined || Number.isInteger(amount)) continue;
      yield {
        at: keySpan,
        message: `Container "${container.name}" asks for a fraction of a GPU; only whole ones are given.`,
      };
    }
    const asks = [...entries(limits), ...entries(requests)].some(
      ({ key }) => isGpuResource(key) || key.includes('/gpu'),
    );
    if (asks || !hasResources(container) || !wantsGpu(container)) return;
    if (!isAbsent(at(resources, 'claims')) || !isAbsent(at(container.pod.spec, 'resourceClaims'))) return;
    yield {
      at: isAbsent(resources) ? container.nameSpan : nearestSpan(resources),
      message: `Container "${container.name}" is made for a GPU but asks for none.`,
      fix: () =>
        combine(mergeValue(resources, { limits: { 'nvidia.com/gpu': 1 } }), {
          title: 'Ask for one GPU',
          safety: 'review',
        }),
    };
  },

  examples: [
    {
      bad: podWith('- name: model\n  resources:\n    requests:\n      «nvidia.com/gpu»: 2'),
      good: podWith(
        '- name: model\n  resources:\n    limits:\n      nvidia.com/gpu: 2\n    requests:\n      nvidia.com/gpu: 2',
      ),
    },
    {
      bad: podWith('- name: «model»\n  image: vllm/vllm-openai:v0.9.1'),
      good: podWith(
        '- name: model\n  image: vllm/vllm-openai:v0.9.1\n  resources:\n    limits:\n      nvidia.com/gpu: 1',
      ),
    },
  ],
  accepts: [
    podWith('- name: model\n  image: vllm/vllm-openai:v0.9.1\n  resources: { limits: { nvidia.com/gpu: 1 } }'),
    podSpec(
      'resourceClaims: [{ name: gpu }]\ncontainers:\n  - name: model\n    image: vllm/vllm-openai:v0.9.1\n    resources: { claims: [{ name: gpu }] }',
    ),
    podWith('- name: train\n  image: shop/train:2.1'),
  ],
});

export const german = {
  title: 'GPU wird widersprüchlich genutzt oder angefordert',
  why: 'Ein Container, der eine nicht angeforderte GPU nimmt, teilt sie mit dem, dem sie gegeben wurde; falsch angefordert, vergibt der Scheduler sie doppelt oder nie.',
  remedy: 'Ganze GPUs in den Limits verlangen; Requests dürfen dieselbe Zahl wiederholen.',
  says: {
    'Container "{0}" requests {1} without a limit, which Kubernetes refuses.':
      'Container „{0}“ fordert {1} ohne Limit an, was Kubernetes ablehnt.',
    'Container "{0}" requests another number of {1} than it may use, which Kubernetes refuses.':
      'Container „{0}“ fordert eine andere Zahl von {1} an, als er nutzen darf, was Kubernetes ablehnt.',
    'Limit {0} to {1}': '{0} auf {1} begrenzen',
    'Container "{0}" asks for a fraction of a GPU; only whole ones are given.':
      'Container „{0}“ verlangt einen Bruchteil einer GPU; vergeben werden nur ganze.',
    'Container "{0}" is made for a GPU but asks for none.':
      'Container „{0}“ ist für eine GPU gemacht, verlangt aber keine.',
    'Ask for one GPU': 'Eine GPU verlangen',
  },
};
