import { unsafeLoads } from '../model/commands/pythonRisks';
import { allCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const unsafeDeserializationInBuild = defineRule({
  id: 'unsafe-deserialization-in-build',
  title: 'Unsafe deserialisation in inline Python',
  control: 'request-deserialization',
  level: 'isolation',
  severity: 'high',
  stride: ['T', 'E'],
  layer: 'image',
  aliases: [],
  references: ['CISD:4.11'],
  fixable: 'never', // The safe form may not read the same files.
  subject: 'instruction',
  why: 'These calls run whatever code the file asks for, so whoever supplies the model or the data runs code in the build or in the server.',
  remedy:
    'Use a format without code (safetensors, JSON), `torch.load(..., weights_only=True)` with a current torch, or `yaml.safe_load`.',

  check: on(
    ['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'],
    function* (instruction) {
      for (const command of allCommands(instruction)) {
        for (const { at, what } of unsafeLoads(command)) {
          yield {
            at,
            message: `Python in ${placeName(instruction)} reads data that can run code: ${what}.`,
            severity: severityIn(instruction.stage, 'high'),
          };
        }
      }
    },
    /^(?:python[0-9.]*|pypy3?|ipython|py)$/m,
  ),

  examples: [
    { bad: 'FROM python:3.13\nRUN python3 -c "import torch; «torch.load»(\'m.pt\')"\n' },
    {
      bad: 'FROM python:3.13\nRUN python <<EOF\nimport pickle, yaml\n# pickle.load(f)\na = «pickle.loads»(b"")\nb = «yaml.load»(s)\nEOF\n',
    },
  ],
  accepts: [
    'FROM python:3.13\nRUN python -c "import torch; torch.load(\'m.pt\', weights_only=True)"\n',
    'FROM python:3.13\nRUN python -c "print(\'pickle.load(f)\'); yaml.load(s, Loader=yaml.SafeLoader); json.load(f)"\n',
    'FROM python:3.13\nRUN echo "pickle.load(f)"\n',
  ],
});
