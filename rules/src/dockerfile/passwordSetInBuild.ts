import { dockerfileFix, removeCommand } from '../edit/dockerfileEdit';
import { buildCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import type { Command } from '../parse/shell';
import { defineRule } from '../rule';

function setsPassword({ name, args }: Command): boolean {
  const has = (form: RegExp) => args.some((word) => form.test(word.text));
  switch (name) {
    case 'chpasswd':
      return true;
    case 'passwd':
      return has(/^(?:--stdin|--delete)$|^-[a-zA-Z]*d/) && !has(/^(?:-l|--lock)$/);
    case 'useradd':
    case 'usermod':
      return args.some(
        (word, at) => /^(?:-p|--password(?:=.*)?)$/.test(word.text) && !/^["']?[*!]/.test(args[at + 1]?.text ?? ''),
      );
    case 'net':
      return (
        /^(?:user|accounts)$/i.test(args[0]?.text ?? '') &&
        args.length > 2 &&
        !/^[/]/.test(args[2]?.text ?? '/') &&
        args[2]?.text !== ''
      );
    default:
      return false;
  }
}

export const passwordSetInBuild = defineRule({
  id: 'password-set-in-build',
  title: 'Account password set or emptied',
  control: 'no-secrets-in-image',
  level: 'baseline',
  severity: 'high',
  stride: ['S', 'E'],
  layer: 'secrets',
  aliases: ['CKV2_DOCKER_17'],
  references: ['CISD:4.10'],
  fixable: 'sometimes', // A step that other steps lean on stays for a human.
  subject: 'instruction',
  why: 'A password set in a build step is in the image and its history for everybody who can pull it, and is the same in every container.',
  remedy: 'Leave the step out and keep the account locked: `useradd` without a password cannot be logged into.',

  check: on(
    ['RUN'],
    function* (instruction) {
      const commands = buildCommands(instruction);
      for (const command of commands) {
        if (!setsPassword(command)) continue;
        yield {
          at: command.span,
          message: `A step of ${placeName(instruction)} sets or empties the password of an account.`,
          severity: severityIn(instruction.stage, 'high'),
          fix: () => {
            const adds = command.name === 'useradd' || command.name === 'net';
            if (adds) return undefined;
            return dockerfileFix('Do not set a password', 'review', [removeCommand(instruction, commands, command)]);
          },
        };
      }
    },
    /^(?:chpasswd|passwd|useradd|usermod|net)$/m,
  ),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN useradd app && echo "app:app" | «chpasswd» && make\n',
      good: 'FROM debian:13.1\nRUN useradd app && make\n',
    },
    { bad: 'FROM debian:13.1\nRUN make; «passwd -d root»\n', good: 'FROM debian:13.1\nRUN make\n' },
    { bad: 'FROM debian:13.1\nRUN «useradd -p secret app»\n' },
    { bad: 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nRUN «net user app Passw0rd /add»\n' },
  ],
  accepts: [
    'FROM debian:13.1\nRUN passwd -l root\n',
    "FROM debian:13.1\nRUN useradd -p '*' app\n",
    'FROM debian:13.1\nRUN echo chpasswd\n',
  ],
});

export const german = {
  title: 'Kontopasswort gesetzt oder geleert',
  why: 'Ein im Build gesetztes Passwort steht für jeden, der das Image ziehen kann, im Image und seiner Historie und ist in jedem Container gleich.',
  remedy: 'Den Schritt weglassen und das Konto gesperrt lassen: `useradd` ohne Passwort erlaubt keine Anmeldung.',
  says: {
    'A step of {0} sets or empties the password of an account.':
      'Ein Schritt in {0} setzt oder leert das Passwort eines Kontos.',
    'Do not set a password': 'Kein Passwort setzen',
  },
};
