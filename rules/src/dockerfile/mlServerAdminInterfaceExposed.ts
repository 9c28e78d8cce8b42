import { openModelServer, openTorchserveConfig, sharedGradio } from '../model/commands/servers';
import { allCommands, on, placeName } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const mlServerAdminInterfaceExposed = defineRule({
  id: 'ml-server-admin-interface-exposed',
  title: 'Model-server or scheduler control API reachable',
  control: 'model-server-admin-api',
  level: 'isolation',
  severity: 'high',
  stride: ['S', 'E'],
  layer: 'administration',
  aliases: ['C-0021'],
  references: [],
  fixable: 'never', // The address that the operators use is not written here.
  subject: 'instruction',
  why: 'The management interface loads models, and a model is code: whoever reaches it runs code in the server.',
  remedy: 'Bind it to 127.0.0.1, switch its token authorisation on, or leave it out.',

  check: on(
    ['RUN', 'COPY', 'ADD', 'ENV', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'],
    function* (instruction) {
      if (instruction.stage?.ships === false) return;
      const where = placeName(instruction);
      if (instruction.keyword === 'ENV') {
        for (const { name, value, span } of instruction.variables) {
          const isOpen =
            (/^TS_(?:DISABLE_TOKEN_AUTHORIZATION|ENABLE_MODEL_API)$/.test(name) &&
              /^true$/i.test(value?.value ?? '')) ||
            (name === 'TS_MANAGEMENT_ADDRESS' && /\/\/0\.0\.0\.0/.test(value?.value ?? '')) ||
            (name === 'GRADIO_SHARE' && /^(?:true|1)$/i.test(value?.value ?? ''));
          if (isOpen) yield { at: span, message: `ENV ${name} in ${where} opens the management of the model server.` };
        }
      }
      for (const heredoc of instruction.heredocs) {
        if (instruction.keyword === 'RUN' || !openTorchserveConfig(heredoc.content)) continue;
        yield {
          at: heredoc.marker,
          message: `A configuration file in ${where} opens the management of the model server.`,
        };
      }
      for (const command of allCommands(instruction)) {
        const found = openModelServer(command);
        if (found) yield { at: found.word.span, message: `${instruction.keyword} in ${where} starts ${found.what}.` };
        const shared = sharedGradio(command);
        if (shared) yield { at: shared, message: `${instruction.keyword} in ${where} opens Gradio to the internet.` };
      }
    },
    /^(?:echo|printf|cat|tee|python[0-9.]*|torchserve|ray|tritonserver|mlflow|tensorboard|dask.*|argo.*)$/m,
  ),

  examples: [
    { bad: 'FROM python:3.13\nCMD ["ray", "start", "--head", «"--dashboard-host=0.0.0.0"», "--block"]\n' },
    { bad: 'FROM python:3.13\nENTRYPOINT mlflow server «--host» 0.0.0.0 --port 5000\n' },
    { bad: 'FROM pytorch/torchserve:0.12.0-cpu\nENV «TS_DISABLE_TOKEN_AUTHORIZATION=true»\n' },
    {
      bad: 'FROM pytorch/torchserve:0.12.0-cpu\nCOPY «<<EOF» /config.properties\nmanagement_address=http://0.0.0.0:8081\nEOF\n',
    },
  ],
  accepts: [
    'FROM python:3.13\nCMD ["ray", "start", "--head", "--dashboard-host=127.0.0.1"]\n',
    'FROM python:3.13\nCMD mlflow server --host 0.0.0.0 --app-name basic-auth\n',
    'FROM python:3.13\nCMD tensorboard --logdir /logs\n',
    'FROM nvcr.io/nvidia/tritonserver:25.10-py3\nCMD ["tritonserver", "--model-control-mode=none"]\n',
  ],
});
