import { podWith } from '../examples';
import { requestBounds, toldOf } from '../model/commands/safeguards';
import { unguardedPodStarts } from '../model/podStarts';
import { defineRule } from '../rule';

export const serverRequestsUnboundedInPod = defineRule({
  id: 'server-requests-unbounded-in-pod',
  title: 'Server of the pod takes any number of requests',
  control: 'inference-cost-abuse',
  level: 'isolation',
  severity: 'low',
  stride: ['D'],
  layer: 'runtime',
  aliases: [],
  references: [],
  fixable: 'never',
  subject: 'container',
  why: 'Requests that cost a GPU or a core for seconds pile up until memory is gone or nobody else is served; one caller is enough for that.',
  remedy:
    'Say how much the server bears: `--limit-concurrency` for uvicorn, `VLLM_MAX_N_SEQUENCES` for the answers to one request of vLLM.',

  *check(container) {
    for (const start of unguardedPodStarts(container, requestBounds))
      yield toldOf(`Container "${container.name}"`, start);
  },

  examples: [
    { bad: podWith('- name: api\n  command: [«uvicorn», "app:app", --host, 0.0.0.0]') },
    { bad: podWith('- name: llm\n  image: vllm/vllm-openai:v0.23.0\n  args: [«--model», /model]') },
  ],
  accepts: [
    podWith('- name: api\n  command: [uvicorn, "app:app", --host, 0.0.0.0, --limit-concurrency, "64"]'),
    podWith(
      '- name: api\n  envFrom: [{ configMapRef: { name: a } }]\n  command: [uvicorn, "app:app", --host, 0.0.0.0]',
    ),
    podWith(
      '- name: api\n  env: [{ name: UVICORN_LIMIT_CONCURRENCY, value: "64" }]\n  command: [uvicorn, "app:app", --host, 0.0.0.0]',
    ),
    podWith('- name: api\n  command: [uvicorn, "app:app", --host, 0.0.0.0, $(EXTRA)]'),
    podWith('- name: llm\n  image: shop/llm:1.4\n  command: [vllm, serve, /model]'),
  ],
});

export const german = {
  title: 'Server des Pods nimmt beliebig viele Anfragen an',
  why: 'Anfragen, die eine GPU oder einen Kern Sekunden kosten, stauen sich, bis der Speicher voll ist oder niemand sonst bedient wird; ein Aufrufer genügt dafür.',
  remedy:
    'Sagen, was der Server aushält: `--limit-concurrency` für uvicorn, `VLLM_MAX_N_SEQUENCES` für die Antworten auf eine Anfrage an vLLM.',
  says: {
    'Container "{0}" starts {1} without {2}: {3}.': 'Container „{0}“ startet {1} ohne {2}: {3}.',
    'it takes any number of requests at once': 'er nimmt beliebig viele Anfragen zugleich an',
    'one request may ask for 16384 answers': 'eine Anfrage darf 16384 Antworten verlangen',
  },
};
