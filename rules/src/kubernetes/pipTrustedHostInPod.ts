import { fixRemovedItem } from '../edit/podEdit';
import { podWith } from '../examples';
import { podVariables } from '../model/podCommands';
import { defineRule } from '../rule';

export const pipTrustedHostInPod = defineRule({
  id: 'pip-trusted-host-in-pod',
  title: 'pip checks no certificates',
  control: 'python-deps-locked',
  level: 'baseline',
  severity: 'high',
  stride: ['S', 'T'],
  layer: 'supply-chain',
  aliases: [],
  references: [],
  fixable: 'sometimes',
  subject: 'container',
  why: 'Anybody on the way can answer with a package of their own, which then runs here.',
  remedy: 'Take it out and mount the certificate of the private authority.',

  *check(container) {
    for (const { name, value, item, span } of podVariables(container)) {
      if (!/^(PIP_TRUSTED_HOST|UV_INSECURE_HOST|UV_ALLOW_INSECURE_HOST)$/.test(name)) continue;
      if (value === '' || /^(localhost|127\.)/.test(value)) continue;
      yield {
        at: span,
        message: `Container "${container.name}" lets pip skip certificate checks (${name}).`,
        fix: () => fixRemovedItem(item, { title: `Take ${name} out`, safety: 'review' }),
      };
    }
  },

  examples: [
    {
      bad: podWith(
        '- name: api\n  env:\n    - { name: «PIP_TRUSTED_HOST», value: pip.example }\n    - { name: A, value: b }',
      ),
      good: podWith('- name: api\n  env:\n    - { name: A, value: b }'),
    },
  ],
  accepts: [podWith('- name: api\n  env: [{ name: PIP_INDEX_URL, value: "https://pip.example" }]')],
});

export const german = {
  title: 'pip prüft keine Zertifikate',
  why: 'Jeder unterwegs kann mit einem eigenen Paket antworten, das dann hier läuft.',
  remedy: 'Entfernen und das Zertifikat der privaten Stelle einbinden.',
  says: {
    'Container "{0}" lets pip skip certificate checks ({1}).':
      'Container „{0}“ lässt pip die Zertifikatsprüfung überspringen ({1}).',
    'Take {0} out': '{0} entfernen',
  },
};
