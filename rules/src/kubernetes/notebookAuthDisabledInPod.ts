import { podWith } from '../examples';
import { openNotebook } from '../model/commands/servers';
import { podCommands, podVariables } from '../model/podCommands';
import { defineRule } from '../rule';

export const notebookAuthDisabledInPod = defineRule({
  id: 'notebook-auth-disabled-in-pod',
  title: 'Notebook that lets everybody in',
  control: 'dashboards-hardened',
  level: 'baseline',
  severity: 'critical',
  stride: ['S', 'E'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'never',
  subject: 'container',
  why: 'A notebook is a shell in the browser: whoever reaches the port runs code with the account of the pod.',
  remedy: 'Leave the empty token out, so that the server makes one, or put an authenticating proxy in front.',

  *check(container) {
    for (const { name, value, span } of podVariables(container)) {
      const isOpen = (name === 'JUPYTER_TOKEN' && value === '') || (name === 'DISABLE_AUTH' && /^true$/i.test(value));
      if (isOpen)
        yield { at: span, message: `Container "${container.name}" lets everybody into its notebook (${name}).` };
    }
    for (const command of podCommands(container)) {
      const found = openNotebook(command);
      if (found)
        yield {
          at: found.word.span,
          message: `Container "${container.name}" lets everybody into its notebook (${found.word.text}).`,
        };
    }
  },

  examples: [
    {
      bad: podWith(
        '- name: lab\n  command: [jupyter, lab, «"--ServerApp.token="»]\n  env:\n    - { name: «JUPYTER_TOKEN», value: "" }',
      ),
    },
  ],
  accepts: [podWith('- name: lab\n  command: [jupyter, lab]')],
});

export const german = {
  title: 'Notebook, das jeden einlässt',
  why: 'Ein Notebook ist eine Shell im Browser: Wer den Port erreicht, führt Code mit dem Konto des Pods aus.',
  remedy: 'Das leere Token weglassen, damit der Server eines erzeugt, oder einen anmeldenden Proxy davorsetzen.',
  says: {
    'Container "{0}" lets everybody into its notebook ({1}).': 'Container „{0}“ lässt jeden in sein Notebook ({1}).',
  },
};
