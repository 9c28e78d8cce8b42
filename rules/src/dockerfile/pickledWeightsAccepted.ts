import { startGuarded } from '../edit/dockerfileStart';
import { toldOf, weightFormats } from '../model/commands/safeguards';
import { sentence } from '../model/dockerfile/judge';
import { unguardedStarts } from '../model/dockerfile/starts';
import { defineRule } from '../rule';

export const pickledWeightsAccepted = defineRule({
  id: 'pickled-weights-accepted',
  title: 'vLLM loads pickled weights as well',
  control: 'model-serialization',
  level: 'isolation',
  severity: 'low',
  stride: ['T', 'E'],
  layer: 'supply-chain',
  aliases: [],
  references: [],
  fixable: 'sometimes', // Not where another value stands already.
  subject: 'stage',
  why: 'Where vLLM finds no safetensors it takes the *.bin files, and these are pickles: what keeps their code from running has had holes before.',
  remedy: 'Say `--load-format=safetensors`: a model that has none is refused at start.',

  *check(stage) {
    for (const start of unguardedStarts(stage, weightFormats)) {
      yield { ...toldOf(sentence(stage.label), start), fix: () => startGuarded(stage, start) };
    }
  },

  examples: [
    {
      bad: 'FROM python:3.13\nENTRYPOINT [«"vllm"», "serve", "/model"]\n',
      good: 'FROM python:3.13\nENTRYPOINT ["vllm", "serve", "/model", "--load-format=safetensors"]\n',
    },
    {
      bad: 'FROM python:3.13\nCMD python3 -m «vllm.entrypoints.openai.api_server» --model /model # one\n',
      good: 'FROM python:3.13\nCMD python3 -m vllm.entrypoints.openai.api_server --model /model --load-format=safetensors # one\n',
    },
    {
      bad: 'FROM python:3.13\nCMD «vllm» serve /model --load_format auto\n',
    },
  ],
  accepts: [
    'FROM python:3.13\nCMD ["vllm", "serve", "/model", "--load-format", "safetensors"]\n',
    'FROM python:3.13\nCMD vllm serve /model --load_format=runai_streamer\n',
    'FROM python:3.13\nCMD vllm serve /model/q4.gguf && vllm serve team/model-GGUF:Q4_K_M\n',
    'FROM python:3.13\nCMD vllm serve --config /vllm.yaml\n',
    'FROM python:3.13\nCMD vllm serve /model --port $PORT --disable-log-requests $MORE\n',
    'FROM python:3.13\nENTRYPOINT ["vllm", "serve"]\n',
    'FROM python:3.13\nCMD vllm bench latency\n',
    'FROM vllm/vllm-openai:v0.23.0\nUSER 2000\n',
  ],
});

export const german = {
  title: 'vLLM lädt auch gepickelte Gewichte',
  why: 'Wo vLLM keine Safetensors findet, nimmt es die *.bin-Dateien, und das sind Pickles: Was deren Code am Laufen hindert, hatte schon Löcher.',
  remedy: '`--load-format=safetensors` sagen: Ein Modell, das keine hat, wird beim Start abgelehnt.',
  says: {
    '{0} starts {1} without {2}: {3}.': '{0} startet {1} ohne {2}: {3}.',
    'where it finds no safetensors it loads pickled weights':
      'wo es keine Safetensors findet, lädt es gepickelte Gewichte',
    'Add {0}': '{0} hinzufügen',
  },
};
