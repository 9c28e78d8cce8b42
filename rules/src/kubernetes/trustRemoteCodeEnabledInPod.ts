import { podWith } from '../examples';
import { trustsRemoteCode } from '../model/commands/pythonRisks';
import { podCommands, podVariables } from '../model/podCommands';
import { defineRule } from '../rule';

export const trustRemoteCodeEnabledInPod = defineRule({
  id: 'trust-remote-code-enabled-in-pod',
  title: 'Model repository may run its own code',
  control: 'model-serialization',
  level: 'isolation',
  severity: 'high',
  stride: ['T', 'E'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.11'],
  fixable: 'never',
  subject: 'container',
  why: 'The repository may then bring Python code that runs with the rights of the server, and whoever can push there changes it at any time.',
  remedy: 'Leave the option out, or pin --revision and --code-revision to commits you reviewed.',

  *check(container) {
    const message = `Container "${container.name}" lets a model repository run its own code.`;
    for (const { name, value, span } of podVariables(container)) {
      if (/(?:^|_)TRUST_REMOTE_CODE$/.test(name) && /^(?:1|true|yes)$/i.test(value)) yield { at: span, message };
    }
    for (const command of podCommands(container)) {
      const words = [...command.words];
      const isPinned = [/^--code[-_]revision/, /^--revision/].every((form) =>
        words.some((word) => form.test(word.text)),
      );
      for (const { at: where } of trustsRemoteCode(command))
        yield isPinned ? { at: where, message, severity: 'medium' } : { at: where, message };
    }
  },

  examples: [{ bad: podWith('- name: model\n  args: [--model, shop/model, «--trust-remote-code»]') }],
  accepts: [podWith('- name: model\n  args: [--model, shop/model]')],
});

export const german = {
  title: 'Modell-Repository darf eigenen Code ausführen',
  why: 'Das Repository darf dann Python-Code mitbringen, der mit den Rechten des Servers läuft, und wer dorthin schreiben kann, ändert ihn jederzeit.',
  remedy: 'Die Option weglassen oder --revision und --code-revision auf geprüfte Commits festlegen.',
  says: {
    'Container "{0}" lets a model repository run its own code.':
      'Container „{0}“ lässt ein Modell-Repository eigenen Code ausführen.',
  },
};
