import { dockerfileFix } from '../edit/dockerfileEdit';
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
  fixable: 'sometimes', // Pickle has no safe form, and a text that is not written letter by letter stays for a human.
  subject: 'instruction',
  why: 'These calls run whatever code the file asks for, so whoever supplies the model or the data runs code in the build or in the server.',
  remedy:
    'Use a format without code (safetensors, JSON), `torch.load(..., weights_only=True)` with a current torch, or `yaml.safe_load`.',

  check: on(
    ['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'],
    function* (instruction) {
      for (const command of allCommands(instruction)) {
        for (const { at, what, safer } of unsafeLoads(command)) {
          yield {
            at,
            message: `Python in ${placeName(instruction)} reads data that can run code: ${what}.`,
            severity: severityIn(instruction.stage, 'high'),
            fix: () => dockerfileFix('Read data only, no code', 'review', [safer]),
          };
        }
      }
    },
    /^(?:python[0-9.]*|pypy3?|ipython|py)$/m,
  ),

  examples: [
    {
      bad: 'FROM python:3.13\nRUN python3 -c "import torch; «torch.load»(\'m.pt\')"\n',
      good: 'FROM python:3.13\nRUN python3 -c "import torch; torch.load(\'m.pt\', weights_only=True)"\n',
    },
    {
      bad: 'FROM python:3.13\nRUN <<EOF\n#!/usr/bin/env python3\nimport torch as t\n«t.load»(open("m", "rb"), weights_only=False) # old\nEOF\n',
      good: 'FROM python:3.13\nRUN <<EOF\n#!/usr/bin/env python3\nimport torch as t\nt.load(open("m", "rb"), weights_only=True) # old\nEOF\n',
    },
    {
      bad: 'FROM python:3.13\nRUN python3 <<EOF\nimport os, yaml as y\n«y.load»(f, Loader=y.FullLoader)\nEOF\n',
      good: 'FROM python:3.13\nRUN python3 <<EOF\nimport os, yaml as y\ny.load(f, Loader=y.SafeLoader)\nEOF\n',
    },
    {
      bad: 'FROM python:3.13\nCMD ["python", "-c", "import yaml; «yaml.load_all»(open(p, encoding=e))"]\n',
      good: 'FROM python:3.13\nCMD ["python", "-c", "import yaml; yaml.safe_load_all(open(p, encoding=e))"]\n',
    },
    {
      bad: 'FROM python:3.13\nRUN python <<EOF\nimport pickle\n# pickle.load(f)\na = «pickle.loads»(b"")\nEOF\n',
    },
    {
      bad: 'FROM python:3.13\nRUN python -c "from yaml import load; «load»(f)"\n',
    },
  ],
  accepts: [
    'FROM python:3.13\nRUN python -c "import torch; torch.load(\'m.pt\', weights_only=True)"\n',
    'FROM python:3.13\nRUN python -c "print(\'pickle.load(f)\'); yaml.load(s, Loader=yaml.SafeLoader); json.load(f)"\n',
    'FROM python:3.13\nRUN echo "pickle.load(f)"\n',
    'FROM python:3.13\nRUN python -c "import torch; torch.load(f, **options)"\n',
  ],
});

export const german = {
  title: 'Unsichere Deserialisierung in eingebettetem Python',
  why: 'Diese Aufrufe führen jeden Code aus, den die Datei verlangt; wer das Modell oder die Daten liefert, führt Code im Build oder im Server aus.',
  remedy:
    'Ein Format ohne Code verwenden (safetensors, JSON), `torch.load(..., weights_only=True)` mit aktuellem torch oder `yaml.safe_load`.',
  says: {
    'Python in {0} reads data that can run code: {1}.': 'Python in {0} liest Daten, die Code ausführen können: {1}.',
    'Read data only, no code': 'Nur Daten lesen, keinen Code',
  },
};
