import { combine } from '../edit/fixes';
import { renameKey } from '../edit/yamlPairs';
import { podSpec, podWith } from '../examples';
import { readQuantity } from '../model/podResources';
import { hostPaths } from '../model/podVolumes';
import { at, entries, isAbsent, items, plain, spanOf, type Value } from '../model/value';
import { defineRule, type Fix } from '../rule';

/** Resources that stand for a slice of time, not a slice of memory. */
const sharedName =
  /^nvidia\.com\/(gpu\.shared|mig-.*\.shared)$|^(aliyun\.com\/gpu-mem|tencent\.com\/vcuda-(core|memory)|volcano\.sh\/(vgpu|gpu)-(number|memory)|nvidia\.com\/gpu(mem|cores))$/;

/** Where a slice of time is offered under a name of its own, the whole has the same name without it. */
const unshared = /^(nvidia\.com\/(?:gpu|mig-.+))\.shared$/;

/** As many wholes as there were slices, in limits and requests alike: Kubernetes wants both to be the same. */
function askForWhole(resources: Value, key: string): Fix | undefined {
  const whole = unshared.exec(key)?.[1];
  const limits = at(resources, 'limits');
  const requests = at(resources, 'requests');
  if (!whole || ![limits, requests].every((list) => at(list, whole).kind === 'absent')) return undefined;
  const asked = at(requests, key);
  const amount = readQuantity(at(limits, key));
  if (!amount || !Number.isInteger(amount) || (!isAbsent(asked) && readQuantity(asked) !== amount)) return undefined;
  const lists = isAbsent(asked) ? [limits] : [limits, requests];
  return combine(
    lists.map((list) => renameKey(at(list, key), whole)),
    { title: `Ask for ${amount} ${whole} that nobody shares`, safety: 'review' },
  );
}

export const gpuSharedWithoutIsolation = defineRule({
  id: 'gpu-shared-without-isolation',
  title: 'GPU shared without separate memory',
  control: 'gpu-sharing',
  level: 'isolation',
  severity: 'high',
  stride: ['I', 'D'],
  layer: 'host',
  aliases: [],
  references: ['CISD:5.18'],
  fixable: 'sometimes', // Not for shares of memory, nor for MPS: how many GPUs those make is not in the file.
  subject: 'container',
  why: 'Time slices and MPS divide the computing, not the memory: what one tenant leaves on the card another reads, and one crash takes all down.',
  remedy: 'Give untrusted code a whole GPU or a MIG slice (nvidia.com/mig-1g.10gb), which has memory of its own.',

  *check(container) {
    const resources = at(container.value, 'resources');
    for (const list of ['limits', 'requests']) {
      for (const { key, keySpan } of entries(at(resources, list))) {
        if (!sharedName.test(key)) continue;
        yield {
          at: keySpan,
          message: `Container "${container.name}" shares a GPU (${key}) whose memory nothing divides.`,
          fix: () => askForWhole(resources, key),
        };
      }
    }
    for (const variable of items(at(container.value, 'env'))) {
      const name = at(variable, 'name');
      const where = spanOf(name);
      if (plain(name) !== 'CUDA_MPS_PIPE_DIRECTORY' || !where) continue;
      yield {
        at: where,
        message: `Container "${container.name}" joins others on one GPU by MPS, without memory of its own.`,
      };
    }
    if (container.pod.containers[0] !== container) return;
    for (const { path, normal } of hostPaths(container.pod)) {
      if (path.state !== 'literal' || !/nvidia-mps|\/mps(\/|$)/.test(normal ?? '')) continue;
      yield {
        at: path.span,
        message: `${container.pod.title} mounts the MPS pipe of its node to share a GPU without memory of its own.`,
      };
    }
  },

  examples: [
    {
      bad: podWith('- name: model\n  resources:\n    limits:\n      «nvidia.com/gpu.shared»: 1 # time-sliced'),
      good: podWith('- name: model\n  resources:\n    limits:\n      nvidia.com/gpu: 1 # time-sliced'),
    },
    {
      bad: podWith(
        '- name: model\n  resources:\n    limits:\n      «nvidia.com/mig-1g.10gb.shared»: 2\n    requests:\n      «nvidia.com/mig-1g.10gb.shared»: "2"',
      ),
      good: podWith(
        '- name: model\n  resources:\n    limits:\n      nvidia.com/mig-1g.10gb: 2\n    requests:\n      nvidia.com/mig-1g.10gb: "2"',
      ),
    },
    { bad: podWith('- name: model\n  resources:\n    limits:\n      «aliyun.com/gpu-mem»: 3') },
    {
      bad: podWith(
        '- name: model\n  resources:\n    limits:\n      «nvidia.com/gpu.shared»: 1\n      nvidia.com/gpu: 1',
      ),
    },
    { bad: podWith('- name: model\n  env:\n    - name: «CUDA_MPS_PIPE_DIRECTORY»\n      value: /tmp/mps') },
  ],
  accepts: [
    podWith('- name: model\n  resources: { limits: { nvidia.com/gpu: 1 } }'),
    podWith('- name: model\n  resources: { limits: { nvidia.com/mig-1g.10gb: 1 } }'),
    podSpec('containers: []'),
  ],
});

export const german = {
  title: 'GPU ohne getrennten Speicher geteilt',
  why: 'Zeitscheiben und MPS teilen die Rechenzeit, nicht den Speicher: Was ein Mandant auf der Karte zurücklässt, liest der nächste, und ein Absturz reißt alle mit.',
  remedy:
    'Nicht vertrauenswürdigem Code eine ganze GPU oder einen MIG-Teil geben (nvidia.com/mig-1g.10gb), der eigenen Speicher hat.',
  says: {
    'Container "{0}" shares a GPU ({1}) whose memory nothing divides.':
      'Container „{0}“ teilt eine GPU ({1}), deren Speicher nichts trennt.',
    'Container "{0}" joins others on one GPU by MPS, without memory of its own.':
      'Container „{0}“ teilt sich per MPS eine GPU mit anderen, ohne eigenen Speicher.',
    'Ask for {0} {1} that nobody shares': '{0} {1} anfordern, die niemand teilt',
    '{0} mounts the MPS pipe of its node to share a GPU without memory of its own.':
      '{0} bindet die MPS-Pipe seines Nodes ein, um eine GPU ohne eigenen Speicher zu teilen.',
  },
};
