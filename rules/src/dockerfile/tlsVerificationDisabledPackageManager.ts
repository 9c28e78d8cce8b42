import { dockerfileFix, isEditable, removeCommand, removeWords } from '../edit/dockerfileEdit';
import { insecurePackageManager } from '../model/commands/tls';
import { buildCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

function aliasesOf(program: string, text: string): readonly string[] {
  if (/^(?:npm|yarn|pnpm)$/.test(program) || /strict-ssl/i.test(text)) return ['CKV2_DOCKER_13'];
  return /sslverify/i.test(text) && !/http\./.test(text) ? ['CKV2_DOCKER_15'] : [];
}

export const tlsVerificationDisabledPackageManager = defineRule({
  id: 'tls-verification-disabled-package-manager',
  title: 'Package manager skips TLS verification',
  control: 'no-unverified-downloads',
  level: 'baseline',
  severity: 'high',
  stride: ['S', 'T'],
  layer: 'supply-chain',
  aliases: ['CKV2_DOCKER_13', 'CKV2_DOCKER_15'],
  references: [],
  fixable: 'sometimes', // Text written into a configuration file stays for a human.
  subject: 'instruction',
  why: 'Anybody on the way can answer in place of the package server, and packages run their own scripts while they are installed.',
  remedy: 'Remove the option; for a private mirror, install the certificate of its authority.',

  check: on(['RUN'], function* (instruction) {
    const commands = buildCommands(instruction);
    for (const command of commands) {
      const found = insecurePackageManager(command);
      if (!found) continue;
      const { word, isSetting } = found;
      yield {
        at: word.span,
        message: `A step of ${placeName(instruction)} installs packages without checking the server's certificate.`,
        severity: severityIn(instruction.stage, 'high'),
        aliases: aliasesOf(command.name, word.text),
        fix: () => {
          if (isSetting) {
            return dockerfileFix('Check the certificate', 'review', [removeCommand(instruction, commands, command)]);
          }
          const isOption = word.text.startsWith('--') && isEditable(instruction, command);
          return isOption
            ? dockerfileFix('Check the certificate', 'review', [removeWords(instruction, command, [word])])
            : undefined;
        },
      };
    }
  }),

  examples: [
    {
      bad: 'FROM node:22.1\nRUN npm config set «strict-ssl» false && npm ci\n',
      good: 'FROM node:22.1\nRUN npm ci\n',
    },
    {
      bad: 'FROM fedora:43\nRUN dnf install -y «--setopt=sslverify=0» make-4.4.1\n',
      good: 'FROM fedora:43\nRUN dnf install -y make-4.4.1\n',
    },
    { bad: 'FROM fedora:43\nRUN echo «"sslverify=false"» >> /etc/yum.conf\n' },
  ],
  accepts: [
    'FROM node:22.1\nRUN npm config set strict-ssl true\n',
    'FROM fedora:43\nRUN echo "sslverify=false is bad"\n',
    'FROM fedora:43\nRUN yum install -y --setopt=sslverify=true a-1\n',
  ],
});

export const german = {
  title: 'Paketmanager überspringt die TLS-Prüfung',
  why: 'Jeder unterwegs kann anstelle des Paketservers antworten, und Pakete führen beim Installieren eigene Skripte aus.',
  remedy: 'Die Option entfernen; für einen privaten Spiegel das Zertifikat seiner Stelle installieren.',
  says: {
    "A step of {0} installs packages without checking the server's certificate.":
      'Ein Schritt in {0} installiert Pakete, ohne das Zertifikat des Servers zu prüfen.',
    'Check the certificate': 'Das Zertifikat prüfen',
  },
};
