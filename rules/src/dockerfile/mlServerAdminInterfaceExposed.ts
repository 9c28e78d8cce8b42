import { dockerfileFix, removeItem, replacePart } from '../edit/dockerfileEdit';
import { startSafer } from '../edit/dockerfileStart';
import { closedTorchserveConfig, openModelServer, openTorchserveConfig, sharedGradio } from '../model/commands/servers';
import type { EnvInstruction, Variable } from '../model/dockerfile';
import { allCommands, on, placeName } from '../model/dockerfile/judge';
import { shifted } from '../parse/place';
import { defineRule, type Fix } from '../rule';

function closed(instruction: EnvInstruction, variable: Variable): Fix | undefined {
  const { name, value } = variable;
  if (name !== 'TS_MANAGEMENT_ADDRESS')
    return dockerfileFix(`Remove ${name}`, 'review', [removeItem(instruction, instruction.variables, variable)]);
  const edit = value && replacePart(instruction.dockerfile, value, '0.0.0.0', '127.0.0.1');
  return dockerfileFix('Bind it to 127.0.0.1', 'review', [edit]);
}

export const mlServerAdminInterfaceExposed = defineRule({
  id: 'ml-server-admin-interface-exposed',
  title: 'Model-server or scheduler control API reachable',
  control: 'model-server-admin-api',
  level: 'isolation',
  severity: 'high',
  stride: ['S', 'E'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'sometimes', // Which models Triton loads by itself, and where the workers of Dask are, only the operator knows.
  subject: 'instruction',
  why: 'The management interface loads models, and a model is code: whoever reaches it runs code in the server.',
  remedy: 'Bind it to 127.0.0.1, switch its token authorisation on, or leave it out.',

  check: on(
    ['RUN', 'COPY', 'ADD', 'ENV', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'],
    function* (instruction) {
      if (instruction.stage?.ships === false) return;
      const where = placeName(instruction);
      if (instruction.keyword === 'ENV') {
        for (const variable of instruction.variables) {
          const { name, value, span } = variable;
          const isOpen =
            (/^TS_(?:DISABLE_TOKEN_AUTHORIZATION|ENABLE_MODEL_API)$/.test(name) &&
              /^true$/i.test(value?.value ?? '')) ||
            (name === 'TS_MANAGEMENT_ADDRESS' && /\/\/0\.0\.0\.0/.test(value?.value ?? '')) ||
            (name === 'GRADIO_SHARE' && /^(?:true|1)$/i.test(value?.value ?? ''));
          if (!isOpen) continue;
          yield {
            at: span,
            message: `ENV ${name} in ${where} opens the management of the model server.`,
            fix: () => closed(instruction, variable),
          };
        }
      }
      for (const heredoc of instruction.heredocs) {
        if (instruction.keyword === 'RUN' || !openTorchserveConfig(heredoc.content)) continue;
        yield {
          at: heredoc.marker,
          message: `A configuration file in ${where} opens the management of the model server.`,
          fix: () => {
            const { content, span } = heredoc;
            if (span.end - span.start !== content.length) return undefined;
            const edits = closedTorchserveConfig(content, shifted(span.start));
            return dockerfileFix('Keep the management closed', 'review', edits);
          },
        };
      }
      for (const command of allCommands(instruction)) {
        const found = openModelServer(command);
        if (found) {
          yield {
            at: found.word.span,
            message: `${instruction.keyword} in ${where} starts ${found.what}.`,
            fix: () => startSafer(instruction, command, found.safer),
          };
        }
        const shared = sharedGradio(command);
        if (shared) {
          yield {
            at: shared.at,
            message: `${instruction.keyword} in ${where} opens Gradio to the internet.`,
            fix: () => dockerfileFix('Do not share it', 'review', [shared.safer]),
          };
        }
      }
    },
    /^(?:echo|printf|cat|tee|python[0-9.]*|torchserve|ray|tritonserver|mlflow|tensorboard|dask.*|argo.*)$/m,
  ),

  examples: [
    {
      bad: 'FROM python:3.13\nCMD ["ray", "start", "--head", «"--dashboard-host=0.0.0.0"», "--block"]\n',
      good: 'FROM python:3.13\nCMD ["ray", "start", "--head", "--dashboard-host=127.0.0.1", "--block"]\n',
    },
    {
      bad: 'FROM python:3.13\nENTRYPOINT mlflow server «--host» 0.0.0.0 --port 5000\n',
      good: 'FROM python:3.13\nENTRYPOINT mlflow server --host 127.0.0.1 --port 5000\n',
    },
    {
      bad: 'FROM python:3.13\nCMD tensorboard --logdir /logs «--bind_all»\n',
      good: 'FROM python:3.13\nCMD tensorboard --logdir /logs\n',
    },
    {
      bad: 'FROM argoproj/argocli:v3.6.5\nCMD ["argo", "server", «"--auth-mode=server"»]\n',
      good: 'FROM argoproj/argocli:v3.6.5\nCMD ["argo", "server", "--auth-mode=client"]\n',
    },
    {
      bad: 'FROM pytorch/torchserve:0.12.0-cpu\nCMD torchserve --start «--enable-model-api» --foreground\n',
      good: 'FROM pytorch/torchserve:0.12.0-cpu\nCMD torchserve --start --foreground\n',
    },
    {
      bad: 'FROM pytorch/torchserve:0.12.0-cpu\nENV A=1 «TS_DISABLE_TOKEN_AUTHORIZATION=true»\n',
      good: 'FROM pytorch/torchserve:0.12.0-cpu\nENV A=1\n',
    },
    {
      bad: 'FROM pytorch/torchserve:0.12.0-cpu\nENV «TS_MANAGEMENT_ADDRESS=http://0.0.0.0:8081»\n',
      good: 'FROM pytorch/torchserve:0.12.0-cpu\nENV TS_MANAGEMENT_ADDRESS=http://127.0.0.1:8081\n',
    },
    {
      bad: 'FROM pytorch/torchserve:0.12.0-cpu\nCOPY «<<EOF» /config.properties\nmanagement_address=http://0.0.0.0:8081\nenable_model_api=true\nEOF\n',
      good: 'FROM pytorch/torchserve:0.12.0-cpu\nCOPY <<EOF /config.properties\nmanagement_address=http://127.0.0.1:8081\nenable_model_api=false\nEOF\n',
    },
    {
      bad: 'FROM python:3.13\nCMD ["python", "-c", "from app import demo; «demo.launch»(share=True)"]\n',
      good: 'FROM python:3.13\nCMD ["python", "-c", "from app import demo; demo.launch(share=False)"]\n',
    },
    { bad: 'FROM nvcr.io/nvidia/tritonserver:25.10-py3\nCMD tritonserver «--model-control-mode=explicit»\n' },
  ],
  accepts: [
    'FROM python:3.13\nCMD ["ray", "start", "--head", "--dashboard-host=127.0.0.1"]\n',
    'FROM python:3.13\nCMD mlflow server --host 0.0.0.0 --app-name basic-auth\n',
    'FROM python:3.13\nCMD tensorboard --logdir /logs\n',
    'FROM nvcr.io/nvidia/tritonserver:25.10-py3\nCMD ["tritonserver", "--model-control-mode=none"]\n',
  ],
});

export const german = {
  title: 'Steuer-API von Modellserver oder Scheduler erreichbar',
  why: 'Die Verwaltungsschnittstelle lädt Modelle, und ein Modell ist Code: Wer sie erreicht, führt Code im Server aus.',
  remedy: 'An 127.0.0.1 binden, die Token-Prüfung einschalten oder weglassen.',
  says: {
    'ENV {0} in {1} opens the management of the model server.':
      'ENV {0} in {1} öffnet die Verwaltung des Modellservers.',
    'A configuration file in {0} opens the management of the model server.':
      'Eine Konfigurationsdatei in {0} öffnet die Verwaltung des Modellservers.',
    '{0} in {1} starts {2}.': '{0} in {1} startet {2}.',
    '{0} in {1} opens Gradio to the internet.': '{0} in {1} öffnet Gradio zum Internet.',
    'TorchServe with its management open': 'TorchServe mit offener Verwaltung',
    'Remove {0}': '{0} entfernen',
    'Bind it to 127.0.0.1': 'An 127.0.0.1 binden',
    'Keep the management closed': 'Die Verwaltung geschlossen halten',
    'Ask who the user is': 'Fragen, wer es ist',
    'Do not share it': 'Nicht teilen',
  },
};
