import { podWith } from '../examples';
import { toldOf, weightFormats } from '../model/commands/safeguards';
import { unguardedPodStarts } from '../model/podStarts';
import { defineRule } from '../rule';

export const pickledWeightsAcceptedInPod = defineRule({
  id: 'pickled-weights-accepted-in-pod',
  title: 'vLLM of the pod loads pickled weights as well',
  control: 'model-serialization',
  level: 'isolation',
  severity: 'low',
  stride: ['T', 'E'],
  layer: 'supply-chain',
  aliases: [],
  references: [],
  fixable: 'never',
  subject: 'container',
  why: 'Where vLLM finds no safetensors it takes the *.bin files, and these are pickles: what keeps their code from running has had holes before.',
  remedy: 'Say `--load-format=safetensors`: a model that has none is refused at start.',

  *check(container) {
    for (const start of unguardedPodStarts(container, weightFormats))
      yield toldOf(`Container "${container.name}"`, start);
  },

  examples: [
    { bad: podWith('- name: llm\n  image: shop/llm:1.4\n  command: [«vllm», serve, /model]') },
    {
      bad: podWith('- name: llm\n  image: vllm/vllm-openai:v0.23.0\n  args: [«--model», /model, --load-format, auto]'),
    },
  ],
  accepts: [
    podWith('- name: llm\n  image: vllm/vllm-openai:v0.23.0\n  args: [--model, /model, --load-format=safetensors]'),
    podWith('- name: llm\n  image: vllm/vllm-openai:v0.23.0'),
    podWith('- name: llm\n  command: [/start.sh]\n  image: vllm/vllm-openai:v0.23.0\n  args: [/model]'),
  ],
});

export const german = {
  title: 'vLLM des Pods lädt auch gepickelte Gewichte',
  why: 'Wo vLLM keine Safetensors findet, nimmt es die *.bin-Dateien, und das sind Pickles: Was deren Code am Laufen hindert, hatte schon Löcher.',
  remedy: '`--load-format=safetensors` sagen: Ein Modell, das keine hat, wird beim Start abgelehnt.',
  says: {
    'Container "{0}" starts {1} without {2}: {3}.': 'Container „{0}“ startet {1} ohne {2}: {3}.',
    'where it finds no safetensors it loads pickled weights':
      'wo es keine Safetensors findet, lädt es gepickelte Gewichte',
  },
};
