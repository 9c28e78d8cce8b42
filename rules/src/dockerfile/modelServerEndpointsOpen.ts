import { startGuarded } from '../edit/dockerfileStart';
import { openEndpoints, toldOf } from '../model/commands/safeguards';
import { sentence } from '../model/dockerfile/judge';
import { unguardedStarts } from '../model/dockerfile/starts';
import { defineRule } from '../rule';

export const modelServerEndpointsOpen = defineRule({
  id: 'model-server-endpoints-open',
  title: 'Endpoints of a model server answer everybody',
  control: 'model-server-admin-api',
  level: 'isolation',
  severity: 'low',
  stride: ['I', 'T'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'sometimes', // The key to a restricted endpoint is not for a file.
  subject: 'stage',
  why: 'Besides inference such a server answers questions about its models, logs, traces and shared memory, and changes some of them. Whoever reaches the port may ask.',
  remedy:
    'Restrict what callers do not need: `--http-restricted-api` and `--grpc-restricted-protocol` of Triton, `--disable-fastapi-docs` and `VLLM_HOST_IP` of vLLM.',

  *check(stage) {
    for (const start of unguardedStarts(stage, openEndpoints)) {
      yield { ...toldOf(sentence(stage.label), start), fix: () => startGuarded(stage, start) };
    }
  },

  examples: [
    {
      bad: 'FROM nvcr.io/nvidia/tritonserver:25.10-py3\nCMD [«"tritonserver"», "--model-repository=/models", "--allow-grpc=false"]\n',
    },
    {
      bad: 'FROM nvcr.io/nvidia/tritonserver:25.10-py3\nCMD «tritonserver» --http-restricted-api=trace:key=$KEY --model-repository /models\n',
    },
    {
      bad: 'FROM python:3.13\nENV VLLM_HOST_IP=127.0.0.1\nCMD [«"vllm"», "serve", "/model"]\n',
      good: 'FROM python:3.13\nENV VLLM_HOST_IP=127.0.0.1\nCMD ["vllm", "serve", "/model", "--disable-fastapi-docs"]\n',
    },
    {
      bad: 'FROM python:3.13\nCMD «vllm» serve /model --disable-fastapi-docs\n',
      good: 'FROM python:3.13\nENV VLLM_HOST_IP=127.0.0.1\nCMD vllm serve /model --disable-fastapi-docs\n',
    },
    {
      bad: 'FROM python:3.13\nENV VLLM_HOST_IP=127.0.0.1\nCMD «vllm» serve /model --disable-fastapi-docs --allowed-media-domains a.example\n',
      good: 'FROM python:3.13\nENV VLLM_HOST_IP=127.0.0.1\nENV VLLM_MEDIA_URL_ALLOW_REDIRECTS=0\nCMD vllm serve /model --disable-fastapi-docs --allowed-media-domains a.example\n',
    },
  ],
  accepts: [
    'FROM nvcr.io/nvidia/tritonserver:25.10-py3\nCMD ["tritonserver", "--http-restricted-api=trace,logging:k=v", "--grpc-restricted-protocol=trace,logging:k=v"]\n',
    'FROM nvcr.io/nvidia/tritonserver:25.10-py3\nCMD tritonserver --allow-http false --grpc-address=127.0.0.1\n',
    'FROM nvcr.io/nvidia/tritonserver:25.10-py3\nCMD tritonserver $TRITON_FLAGS\n',
    'FROM python:3.13\nCMD vllm serve /model --disable-fastapi-docs --nnodes 2 --master-addr 10.0.0.1\n',
    'FROM python:3.13\nCMD VLLM_HOST_IP=127.0.0.1 vllm serve /model --disable-fastapi-docs\n',
  ],
});

export const german = {
  title: 'Endpunkte eines Modellservers antworten jedem',
  why: 'Neben der Inferenz beantwortet ein solcher Server Fragen zu Modellen, Protokollen, Traces und gemeinsamem Speicher und ändert manches davon. Wer den Port erreicht, darf fragen.',
  remedy:
    'Einschränken, was Aufrufer nicht brauchen: `--http-restricted-api` und `--grpc-restricted-protocol` von Triton, `--disable-fastapi-docs` und `VLLM_HOST_IP` von vLLM.',
  says: {
    'the address of a picture may lead it anywhere, whatever hosts are allowed':
      'die Adresse eines Bildes darf es überallhin führen, welche Hosts auch erlaubt sind',
    '{0} starts {1} without {2}: {3}.': '{0} startet {1} ohne {2}: {3}.',
    'everybody on HTTP may ask for and change its models, traces, logs and shared memory':
      'jeder darf über HTTP seine Modelle, Traces, Protokolle und den gemeinsamen Speicher abfragen und ändern',
    'everybody on gRPC may ask for and change its models, traces, logs and shared memory':
      'jeder darf über gRPC seine Modelle, Traces, Protokolle und den gemeinsamen Speicher abfragen und ändern',
    'it describes its whole API to everybody': 'es beschreibt jedem seine ganze API',
    'its parts choose the address on which they talk, without a password':
      'seine Teile wählen die Adresse selbst, auf der sie ohne Passwort miteinander reden',
    'Add {0}': '{0} hinzufügen',
    'Set {0}={1}': '{0}={1} setzen',
  },
};
