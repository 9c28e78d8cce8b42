import { fixRemovedItem } from '../edit/podEdit';
import { podWith } from '../examples';
import { disablesTls } from '../model/commands/tls';
import { podVariables } from '../model/podCommands';
import { defineRule } from '../rule';

export const tlsVerificationDisabledEnvInPod = defineRule({
  id: 'tls-verification-disabled-env-in-pod',
  title: 'Variable switches certificate checks off',
  control: 'custom-ca-trust',
  level: 'baseline',
  severity: 'high',
  stride: ['S', 'T'],
  layer: 'supply-chain',
  aliases: [],
  references: [],
  fixable: 'sometimes',
  subject: 'container',
  why: 'Every program that honours the variable believes whoever answers, in place of the server it meant.',
  remedy: 'Take the variable out; for a private authority, mount its certificate.',

  *check(container) {
    for (const { name, value, item, span } of podVariables(container)) {
      if (!disablesTls(name, value)) continue;
      yield {
        at: span,
        message: `Container "${container.name}" checks no certificates: ${name} switches that off.`,
        fix: () => fixRemovedItem(item, { title: `Take ${name} out`, safety: 'review' }),
      };
    }
  },

  examples: [
    {
      bad: podWith(
        '- name: api\n  env:\n    - name: A\n      value: b\n    - name: «NODE_TLS_REJECT_UNAUTHORIZED»\n      value: "0"',
      ),
      good: podWith('- name: api\n  env:\n    - name: A\n      value: b'),
    },
  ],
  accepts: [podWith('- name: api\n  env:\n    - { name: NODE_TLS_REJECT_UNAUTHORIZED, value: "1" }')],
});

export const german = {
  title: 'Variable schaltet Zertifikatsprüfungen ab',
  why: 'Jedes Programm, das die Variable beachtet, glaubt jedem, der anstelle des gemeinten Servers antwortet.',
  remedy: 'Die Variable entfernen; für eine private Stelle ihr Zertifikat einbinden.',
  says: {
    'Container "{0}" checks no certificates: {1} switches that off.':
      'Container „{0}“ prüft keine Zertifikate: {1} schaltet das ab.',
    'Take {0} out': '{0} entfernen',
  },
};
