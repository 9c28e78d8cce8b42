import { podWith } from '../examples';
import { openModelServer } from '../model/commands/servers';
import { podCommands, podVariables } from '../model/podCommands';
import { defineRule } from '../rule';

export const mlServerAdminInterfaceExposedInPod = defineRule({
  id: 'ml-server-admin-interface-exposed-in-pod',
  title: 'Model server opens its management',
  control: 'model-server-admin-api',
  level: 'isolation',
  severity: 'high',
  stride: ['S', 'E'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'never',
  subject: 'container',
  why: 'The management interface loads models, and a model is code: whoever reaches it runs code in the server.',
  remedy: 'Bind it to 127.0.0.1, switch its token authorisation on, or leave it out.',

  *check(container) {
    for (const { name, value, span } of podVariables(container)) {
      const isOpen =
        (/^TS_(?:DISABLE_TOKEN_AUTHORIZATION|ENABLE_MODEL_API)$/.test(name) && /^true$/i.test(value)) ||
        (name === 'TS_MANAGEMENT_ADDRESS' && /\/\/0\.0\.0\.0/.test(value));
      if (isOpen)
        yield {
          at: span,
          message: `Container "${container.name}" opens the management of its model server (${name}).`,
        };
    }
    for (const command of podCommands(container)) {
      const found = openModelServer(command);
      if (found) yield { at: found.word.span, message: `Container "${container.name}" starts ${found.what}.` };
    }
  },

  examples: [
    { bad: podWith('- name: model\n  env: [{ name: «TS_MANAGEMENT_ADDRESS», value: "http://0.0.0.0:8081" }]') },
  ],
  accepts: [podWith('- name: model\n  env: [{ name: TS_MANAGEMENT_ADDRESS, value: "http://127.0.0.1:8081" }]')],
});

export const german = {
  title: 'Modellserver öffnet seine Verwaltung',
  why: 'Die Verwaltungsschnittstelle lädt Modelle, und ein Modell ist Code: Wer sie erreicht, führt Code im Server aus.',
  remedy: 'An 127.0.0.1 binden, die Token-Prüfung einschalten oder weglassen.',
  says: {
    'Container "{0}" opens the management of its model server ({1}).':
      'Container „{0}“ öffnet die Verwaltung seines Modellservers ({1}).',
    'Container "{0}" starts {1}.': 'Container „{0}“ startet {1}.',
  },
};
