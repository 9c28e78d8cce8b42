import { dockerfileFix } from '../edit/dockerfileEdit';
import { sentence } from '../model/dockerfile/judge';
import { setsVariable } from '../model/dockerfile/ofKind';
import { insertBeforeStart } from '../model/dockerfile/users';
import { defineRule } from '../rule';

/** Where the libraries of Hugging Face keep what they fetched: who sets one of them uses them. */
const caches = ['HF_HOME', 'HF_HUB_CACHE', 'HUGGINGFACE_HUB_CACHE', 'TRANSFORMERS_CACHE', 'SENTENCE_TRANSFORMERS_HOME'];

/** Each of them switches the hub off, for all of these libraries. */
const switches = ['HF_HUB_OFFLINE', 'TRANSFORMERS_OFFLINE'];

export const hubNotSwitchedOff = defineRule({
  id: 'hub-not-switched-off',
  title: 'Models may be fetched while the program runs',
  control: 'model-source-trust',
  level: 'isolation',
  severity: 'info',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.12'],
  fixable: 'sometimes', // A file of one unfinished line has no place for it.
  subject: 'stage',
  why: 'A name in a configuration or a request is enough for these libraries to fetch another model: what then runs was checked by nobody, and the pod needs a way to the internet.',
  remedy:
    'Bring the models in the build, with their checksums, and set `ENV HF_HUB_OFFLINE=1`: what is not there is an error, not a download.',

  *check(stage) {
    if (!stage.isTarget || switches.some((name) => setsVariable(stage, name))) return;
    const cache = caches.find((name) => setsVariable(stage, name));
    if (cache === undefined) return;
    yield {
      at: stage.nameSpan,
      message: `${sentence(stage.label)} keeps models of the hub (${cache}), and its program may fetch more while it runs.`,
      fix: () =>
        dockerfileFix('Switch the hub off while it runs', 'review', [
          insertBeforeStart(stage, ['ENV HF_HUB_OFFLINE=1'], 'ENV HF_HUB_OFFLINE'),
        ]),
    };
  },

  examples: [
    {
      bad: 'FROM «python:3.13»\nENV HF_HOME=/models\nRUN hf download shop/model\nCMD ["python", "app.py"]\n',
      good: 'FROM python:3.13\nENV HF_HOME=/models\nRUN hf download shop/model\nENV HF_HUB_OFFLINE=1\nCMD ["python", "app.py"]\n',
    },
  ],
  accepts: [
    'FROM python:3.13\nENV HF_HOME=/models HF_HUB_OFFLINE=1\nCMD ["python", "app.py"]\n',
    'FROM python:3.13 AS base\nENV TRANSFORMERS_CACHE=/models TRANSFORMERS_OFFLINE=1\nFROM base\nCMD ["python", "app.py"]\n',
    'FROM python:3.13\nARG OFFLINE=1\nENV HF_HOME=/models HF_HUB_OFFLINE=$OFFLINE\nCMD ["python", "app.py"]\n',
    'FROM python:3.13 AS get\nENV HF_HOME=/models\nRUN hf download shop/model\nFROM debian:13.1\nCOPY --from=get /models /models\n',
    'FROM python:3.13\nCMD ["python", "app.py"]\n',
  ],
});

export const german = {
  title: 'Modelle können geholt werden, während das Programm läuft',
  why: 'Ein Name in einer Konfiguration oder Anfrage genügt diesen Bibliotheken, um ein anderes Modell zu holen: Was dann läuft, hat niemand geprüft, und der Pod braucht einen Weg ins Internet.',
  remedy:
    'Die Modelle im Build mitbringen, mit ihren Prüfsummen, und `ENV HF_HUB_OFFLINE=1` setzen: Was nicht da ist, ist dann ein Fehler und kein Download.',
  says: {
    '{0} keeps models of the hub ({1}), and its program may fetch more while it runs.':
      '{0} hält Modelle des Hubs ({1}), und ihr Programm darf im Betrieb weitere holen.',
    'Switch the hub off while it runs': 'Den Hub im Betrieb abschalten',
  },
};
