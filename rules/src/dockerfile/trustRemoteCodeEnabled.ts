import { dockerfileFix, removeItem, removeWords } from '../edit/dockerfileEdit';
import { trustsRemoteCode } from '../model/commands/pythonRisks';
import type { Instruction } from '../model/dockerfile';
import { allCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import type { Command } from '../parse/shell';
import { defineRule, type Fix } from '../rule';
import type { Edit } from '../text/edits';
import type { Span } from '../text/span';

const title = 'Run no code of the repository';

function withoutOption(instruction: Instruction, command: Command, at: Span, safer?: Edit): Fix | undefined {
  if (safer) return dockerfileFix(title, 'review', [safer]);
  const index = command.args.findIndex((word) => word.span === at);
  const next = command.args[index + 1];
  const words = command.args.slice(index, /^(?:true|1)$/i.test(next?.text ?? '') ? index + 2 : index + 1);
  if (index < 0) return undefined;
  return dockerfileFix(title, 'review', [removeWords(instruction, command, words)]);
}

export const trustRemoteCodeEnabled = defineRule({
  id: 'trust-remote-code-enabled',
  title: 'Model repository code executed on load',
  control: 'model-serialization',
  level: 'isolation',
  severity: 'high',
  stride: ['T', 'E'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.11'],
  fixable: 'sometimes', // A text that is not written letter by letter stays for a human.
  subject: 'instruction',
  why: 'The model repository may then bring Python code that runs with the rights of the server, and whoever can push there changes it at any time.',
  remedy:
    'Leave the option out, or pin `--revision` and `--code-revision` to commits you reviewed and run the model isolated.',

  check: on(['RUN', 'ENV', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'], function* (instruction) {
    const where = placeName(instruction);
    if (instruction.keyword === 'ENV') {
      for (const variable of instruction.variables) {
        const { name, value, span } = variable;
        if (!/(?:^|_)TRUST_REMOTE_CODE$/.test(name) || !/^(?:1|true|yes)$/i.test(value?.value ?? '')) continue;
        yield {
          at: span,
          message: `ENV ${name} in ${where} lets model repositories run their own code.`,
          fix: () => dockerfileFix(title, 'review', [removeItem(instruction, instruction.variables, variable)]),
        };
      }
      return;
    }
    for (const command of allCommands(instruction)) {
      const isPinned =
        command.args.some((word) => /^--code[-_]revision/.test(word.text)) &&
        command.args.some((word) => /^--revision/.test(word.text));
      for (const { at, safer } of trustsRemoteCode(command)) {
        yield {
          at,
          message: `${instruction.keyword} in ${where} lets a model repository run its own code.`,
          severity: isPinned ? 'medium' : severityIn(instruction.stage, 'high'),
          fix: () => withoutOption(instruction, command, at, safer),
        };
      }
    }
  }),

  examples: [
    {
      bad: 'FROM python:3.13\nCMD ["vllm", "serve", "shop/model", «"--trust-remote-code"», "--port", "80"]\n',
      good: 'FROM python:3.13\nCMD ["vllm", "serve", "shop/model", "--port", "80"]\n',
    },
    {
      bad: 'FROM python:3.13\nRUN python -c "from transformers import AutoModel; AutoModel.from_pretrained(\'a/b\', «trust_remote_code=True»)"\n',
      good: 'FROM python:3.13\nRUN python -c "from transformers import AutoModel; AutoModel.from_pretrained(\'a/b\', trust_remote_code=False)"\n',
    },
    { bad: 'FROM python:3.13\nENV A=1 «HF_TRUST_REMOTE_CODE=1»\n', good: 'FROM python:3.13\nENV A=1\n' },
  ],
  accepts: [
    'FROM python:3.13\nRUN python -c "f(trust_remote_code=False) # trust_remote_code=True"\n',
    'FROM python:3.13\nCMD ["vllm", "serve", "a", "--trust-remote-code", "false"]\nENV TRUST_REMOTE_CODE=0\n',
  ],
});

export const german = {
  title: 'Code des Modell-Repositorys beim Laden ausgeführt',
  why: 'Das Modell-Repository darf dann Python-Code mitbringen, der mit den Rechten des Servers läuft, und wer dorthin schreiben kann, ändert ihn jederzeit.',
  remedy:
    'Die Option weglassen oder `--revision` und `--code-revision` auf geprüfte Commits festlegen und das Modell isoliert ausführen.',
  says: {
    'ENV {0} in {1} lets model repositories run their own code.':
      'ENV {0} in {1} lässt Modell-Repositorys eigenen Code ausführen.',
    '{0} in {1} lets a model repository run its own code.':
      '{0} in {1} lässt ein Modell-Repository eigenen Code ausführen.',
    'Run no code of the repository': 'Keinen Code des Repositorys ausführen',
  },
};
