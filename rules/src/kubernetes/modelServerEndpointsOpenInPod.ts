import { podWith } from '../examples';
import { openEndpoints, toldOf } from '../model/commands/safeguards';
import { unguardedPodStarts } from '../model/podStarts';
import { defineRule } from '../rule';

export const modelServerEndpointsOpenInPod = defineRule({
  id: 'model-server-endpoints-open-in-pod',
  title: "Endpoints of the pod's model server answer everybody",
  control: 'model-server-admin-api',
  level: 'isolation',
  severity: 'low',
  stride: ['I', 'T'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'never',
  subject: 'container',
  why: 'Besides inference such a server answers questions about its models, logs, traces and shared memory, and changes some of them. Whoever reaches the port may ask.',
  remedy:
    'Restrict what callers do not need: `--http-restricted-api` and `--grpc-restricted-protocol` of Triton, `--disable-fastapi-docs` and `VLLM_HOST_IP` of vLLM.',

  *check(container) {
    for (const start of unguardedPodStarts(container, openEndpoints))
      yield toldOf(`Container "${container.name}"`, start);
  },

  examples: [
    { bad: podWith('- name: triton\n  args: [«tritonserver», --http-restricted-api=trace:k=v]') },
    {
      bad: podWith(
        '- name: llm\n  image: vllm/vllm-openai:v0.23.0\n  env: [{ name: VLLM_HOST_IP, valueFrom: { fieldRef: { fieldPath: status.podIP } } }]\n  args: [«--model», /model]',
      ),
    },
  ],
  accepts: [
    podWith('- name: triton\n  args: [tritonserver, --http-restricted-api=trace:k=v, --allow-grpc=false]'),
    podWith('- name: llm\n  image: shop/llm:1.4\n  command: [vllm, serve, /model, --disable-fastapi-docs]'),
  ],
});

export const german = {
  title: 'Endpunkte des Modellservers im Pod antworten jedem',
  why: 'Neben der Inferenz beantwortet ein solcher Server Fragen zu Modellen, Protokollen, Traces und gemeinsamem Speicher und ändert manches davon. Wer den Port erreicht, darf fragen.',
  remedy:
    'Einschränken, was Aufrufer nicht brauchen: `--http-restricted-api` und `--grpc-restricted-protocol` von Triton, `--disable-fastapi-docs` und `VLLM_HOST_IP` von vLLM.',
  says: {
    'the address of a picture may lead it anywhere, whatever hosts are allowed':
      'die Adresse eines Bildes darf es überallhin führen, welche Hosts auch erlaubt sind',
    'Container "{0}" starts {1} without {2}: {3}.': 'Container „{0}“ startet {1} ohne {2}: {3}.',
    'everybody on HTTP may ask for and change its models, traces, logs and shared memory':
      'jeder darf über HTTP seine Modelle, Traces, Protokolle und den gemeinsamen Speicher abfragen und ändern',
    'everybody on gRPC may ask for and change its models, traces, logs and shared memory':
      'jeder darf über gRPC seine Modelle, Traces, Protokolle und den gemeinsamen Speicher abfragen und ändern',
    'it describes its whole API to everybody': 'es beschreibt jedem seine ganze API',
    'its parts choose the address on which they talk, without a password':
      'seine Teile wählen die Adresse selbst, auf der sie ohne Passwort miteinander reden',
  },
};
