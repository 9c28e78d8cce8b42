import { fixRemovedItem } from '../edit/podEdit';
import { podWith } from '../examples';
import { debugOption, isDebugVariable } from '../model/commands/startup';
import { podCommands, podVariables } from '../model/podCommands';
import { defineRule } from '../rule';

export const debugModeEnabledInPod = defineRule({
  id: 'debug-mode-enabled-in-pod',
  title: 'Program runs in debug mode',
  control: 'no-dev-artifacts',
  level: 'baseline',
  severity: 'medium',
  stride: ['I', 'E'],
  layer: 'administration',
  aliases: [],
  references: ['CISD:5.9'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'Debug modes show source code and settings in error pages, and their consoles run code for whoever reaches the port.',
  remedy: 'Leave the option or the variable out.',

  *check(container) {
    for (const { name, value, item, span } of podVariables(container)) {
      if (!isDebugVariable(name, value)) continue;
      yield {
        at: span,
        message: `Container "${container.name}" runs its programs for debugging (${name}).`,
        fix: () => fixRemovedItem(item, { title: `Take ${name} out`, safety: 'review' }),
      };
    }
    for (const command of podCommands(container)) {
      const found = debugOption(command);
      if (found) yield { at: found.word.span, message: `Container "${container.name}" starts with ${found.what}.` };
    }
  },

  examples: [
    {
      bad: podWith('- name: api\n  env:\n    - { name: A, value: b }\n    - { name: «FLASK_DEBUG», value: "1" }'),
      good: podWith('- name: api\n  env:\n    - { name: A, value: b }'),
    },
    { bad: podWith('- name: api\n  command: [uvicorn, app, «--reload»]') },
  ],
  accepts: [podWith('- name: api\n  env: [{ name: FLASK_DEBUG, value: "0" }]')],
});

export const german = {
  title: 'Programm läuft im Debug-Modus',
  why: 'Debug-Modi zeigen Quelltext und Einstellungen in Fehlerseiten, und ihre Konsolen führen Code für jeden aus, der den Port erreicht.',
  remedy: 'Die Option oder die Variable weglassen.',
  says: {
    'Container "{0}" runs its programs for debugging ({1}).':
      'Container „{0}“ führt seine Programme zum Debuggen aus ({1}).',
    'Take {0} out': '{0} entfernen',
    'Container "{0}" starts with {1}.': 'Container „{0}“ startet mit {1}.',
  },
};
