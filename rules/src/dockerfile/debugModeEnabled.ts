import { dockerfileFix, isEditable, removeItem, removeWords } from '../edit/dockerfileEdit';
import { debugOption, isDebugVariable } from '../model/commands/startup';
import { on, placeName } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const debugModeEnabled = defineRule({
  id: 'debug-mode-enabled',
  title: 'Debugger or debug server left on',
  control: 'no-dev-artifacts',
  level: 'baseline',
  severity: 'medium',
  stride: ['I', 'E'],
  layer: 'administration',
  aliases: [],
  references: ['CISD:5.9'],
  fixable: 'sometimes', // A value behind its option stays for a human.
  subject: 'instruction',
  why: 'Debug modes show source code and settings in error pages, and their consoles run code for whoever reaches the port.',
  remedy: 'Remove the option or the variable; keep it in a stage for development.',

  check: on(['ENV', 'CMD', 'ENTRYPOINT'], function* (instruction) {
    const { stage } = instruction;
    if (stage?.ships === false || /debug|dev/.test(stage?.name ?? '')) return;
    const where = placeName(instruction);
    if (instruction.keyword === 'ENV') {
      for (const variable of instruction.variables) {
        const { name, value, span } = variable;
        if (value?.value === undefined || !isDebugVariable(name, value.value)) continue;
        yield {
          at: span,
          message: `ENV ${name} in ${where} starts programs for debugging.`,
          fix: () =>
            dockerfileFix(`Remove ${name}`, 'review', [removeItem(instruction, instruction.variables, variable)]),
        };
      }
    }
    if (instruction.keyword !== 'CMD' && instruction.keyword !== 'ENTRYPOINT') return;
    for (const command of instruction.commands) {
      const found = debugOption(command);
      if (!found) continue;
      yield {
        at: found.word.span,
        message: `${instruction.keyword} in ${where} starts with ${found.what}.`,
        fix: () =>
          isEditable(instruction, command) && found.word.text.startsWith('--')
            ? dockerfileFix('Start without it', 'review', [removeWords(instruction, command, [found.word])])
            : undefined,
      };
    }
  }),

  examples: [
    {
      bad: 'FROM python:3.13\nENV «FLASK_DEBUG=1»\nCMD flask run «--debug»\n',
      good: 'FROM python:3.13\nCMD flask run\n',
    },
    { bad: 'FROM node:22.1\nCMD ["node", «"--inspect=0.0.0.0:9229"», "a.js"]\n' },
  ],
  accepts: [
    'FROM python:3.13 AS debug\nENV FLASK_DEBUG=1\n',
    'FROM python:3.13\nENV FLASK_DEBUG=0 DEBUG=app:* ASPNETCORE_ENVIRONMENT=Production\nCMD ["uvicorn", "a:b"]\n',
    'FROM node:22.1\nCMD ["node", "--inspect=127.0.0.1:9229", "a.js"]\n',
  ],
});

export const german = {
  title: 'Debugger oder Debug-Server eingeschaltet',
  why: 'Debug-Modi zeigen Quelltext und Einstellungen in Fehlerseiten, und ihre Konsolen führen Code für jeden aus, der den Port erreicht.',
  remedy: 'Die Option oder Variable entfernen; in einer Stage für die Entwicklung behalten.',
  says: {
    'ENV {0} in {1} starts programs for debugging.': 'ENV {0} in {1} startet Programme zum Debuggen.',
    'Remove {0}': '{0} entfernen',
    '{0} in {1} starts with {2}.': '{0} in {1} startet mit {2}.',
    'Start without it': 'Ohne das starten',
  },
};
