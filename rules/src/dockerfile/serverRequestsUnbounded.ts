import { requestBounds, toldOf } from '../model/commands/safeguards';
import { sentence } from '../model/dockerfile/judge';
import { unguardedStarts } from '../model/dockerfile/starts';
import { defineRule } from '../rule';

export const serverRequestsUnbounded = defineRule({
  id: 'server-requests-unbounded',
  title: 'Server takes any number of requests',
  control: 'inference-cost-abuse',
  level: 'isolation',
  severity: 'low',
  stride: ['D'],
  layer: 'runtime',
  aliases: [],
  references: [],
  fixable: 'never', // How much the server bears is not written anywhere.
  subject: 'stage',
  why: 'Requests that cost a GPU or a core for seconds pile up until memory is gone or nobody else is served; one caller is enough for that.',
  remedy:
    'Say how much the server bears: `--limit-concurrency` for uvicorn, `VLLM_MAX_N_SEQUENCES` for the answers to one request of vLLM.',

  *check(stage) {
    for (const start of unguardedStarts(stage, requestBounds)) yield toldOf(sentence(stage.label), start);
  },

  examples: [
    {
      bad: 'FROM python:3.13\nCMD [«"uvicorn"», "app:app", "--host", "0.0.0.0"]\n',
    },
    {
      bad: 'FROM python:3.13\nENTRYPOINT python -m «uvicorn» app:app --host=0.0.0.0 --port $PORT\n',
    },
    {
      bad: 'FROM vllm/vllm-openai:v0.23.0\nCMD [«"--model"», "/model"]\n',
    },
  ],
  accepts: [
    'FROM python:3.13\nCMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--limit-concurrency", "64"]\n',
    'FROM python:3.13\nENTRYPOINT ["uvicorn", "app:app", "--host", "0.0.0.0"]\nCMD ["--limit-concurrency=64"]\n',
    'FROM python:3.13\nENV UVICORN_LIMIT_CONCURRENCY=64\nCMD uvicorn app:app --host 0.0.0.0\n',
    'FROM python:3.13\nCMD uvicorn app:app --host 0.0.0.0 $UVICORN_ARGS\n',
    'FROM python:3.13\nCMD uvicorn app:app --uds /run/app.sock & exec uvicorn admin:app\n',
    'FROM python:3.13\nCMD ["gunicorn", "app:app", "-k", "uvicorn.workers.UvicornWorker", "-b", "0.0.0.0:80"]\n',
    'FROM python:3.13 AS dev\nCMD uvicorn app:app --host 0.0.0.0\nFROM python:3.13\nCMD ["python", "app.py"]\n',
    'FROM vllm/vllm-openai:v0.23.0\nENV VLLM_MAX_N_SEQUENCES=16\nENTRYPOINT ["vllm", "serve", "/model"]\n',
  ],
});

export const german = {
  title: 'Server nimmt beliebig viele Anfragen an',
  why: 'Anfragen, die eine GPU oder einen Kern Sekunden kosten, stauen sich, bis der Speicher voll ist oder niemand sonst bedient wird; ein Aufrufer genügt dafür.',
  remedy:
    'Sagen, was der Server aushält: `--limit-concurrency` für uvicorn, `VLLM_MAX_N_SEQUENCES` für die Antworten auf eine Anfrage an vLLM.',
  says: {
    '{0} starts {1} without {2}: {3}.': '{0} startet {1} ohne {2}: {3}.',
    'it takes any number of requests at once': 'er nimmt beliebig viele Anfragen zugleich an',
    'one request may ask for 16384 answers': 'eine Anfrage darf 16384 Antworten verlangen',
  },
};
