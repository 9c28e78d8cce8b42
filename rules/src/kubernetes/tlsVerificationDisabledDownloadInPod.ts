import { podWith } from '../examples';
import { insecureDownloadWord } from '../model/commands/tls';
import { podCommands } from '../model/podCommands';
import { defineRule } from '../rule';

export const tlsVerificationDisabledDownloadInPod = defineRule({
  id: 'tls-verification-disabled-download-in-pod',
  title: 'Container downloads without checking certificates',
  control: 'no-unverified-downloads',
  level: 'baseline',
  severity: 'high',
  stride: ['S', 'T'],
  layer: 'supply-chain',
  aliases: [],
  references: [],
  fixable: 'never',
  subject: 'container',
  why: 'Anybody on the way can answer in place of the server, with whatever the container then trusts.',
  remedy: 'Delete the option; for a private authority, mount its certificate.',

  *check(container) {
    for (const command of podCommands(container)) {
      const word = insecureDownloadWord(command);
      if (!word || command.args.some((arg) => /:\/\/(?:localhost|127\.|\[::1\])/.test(arg.text))) continue;
      yield {
        at: word.span,
        message: `Container "${container.name}" accepts any certificate (${command.name} ${word.text}).`,
      };
    }
  },

  examples: [{ bad: podWith('- name: api\n  command: [curl, «-k», https://x.example]') }],
  accepts: [
    podWith('- name: api\n  command: [curl, https://x.example]'),
    podWith('- name: api\n  livenessProbe: { exec: { command: [curl, -k, https://localhost] } }'),
  ],
});

export const german = {
  title: 'Container lädt herunter, ohne Zertifikate zu prüfen',
  why: 'Jeder unterwegs kann anstelle des Servers antworten, mit allem, dem der Container dann vertraut.',
  remedy: 'Die Option löschen; für eine private Stelle ihr Zertifikat einbinden.',
  says: {
    'Container "{0}" accepts any certificate ({1} {2}).': 'Container „{0}“ akzeptiert jedes Zertifikat ({1} {2}).',
  },
};
