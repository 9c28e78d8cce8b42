import { dockerfileFix, removeCommand } from '../edit/dockerfileEdit';
import { optionValues } from '../model/commands/options';
import { buildCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import type { Command } from '../parse/shell';
import { defineRule } from '../rule';

const adminGroups = /(?:^|,)(?:sudo|wheel|admin|root)(?:,|$)/;

/** The files a command writes by redirection or, like tee and sed, by name. */
function touchesSudoers(command: Command): boolean {
  const writes = [command, ...command.pipedTo];
  return writes.some(
    ({ redirects, args }) =>
      redirects.some((redirect) => redirect.target.text.startsWith('/etc/sudoers')) ||
      args.some((word) => word.text.startsWith('/etc/sudoers')),
  );
}

function grants(command: Command): boolean {
  const texts = [
    ...command.args.map((word) => word.text),
    ...command.redirects.map((redirect) => redirect.body?.text ?? ''),
  ];
  return texts.some((text) => /NOPASSWD|ALL\s*=\s*\(\s*ALL/.test(text));
}

function joinsAdmins(command: Command): boolean {
  const { name, args } = command;
  if (name === 'usermod' || name === 'useradd') {
    const groups = optionValues(command, ['-G', '-aG', '-a -G', '--groups']).map(({ text }) => text);
    return groups.some((text) => /(?:^|,)(?:sudo|wheel|admin)(?:,|$)/.test(text));
  }
  const operands = args.filter((word) => !word.text.startsWith('-')).map((word) => word.text);
  if (name === 'adduser' || name === 'addgroup') return operands.length === 2 && adminGroups.test(operands[1] ?? '');
  if (name === 'gpasswd') return args.some((word) => word.text === '-a') && adminGroups.test(operands[1] ?? '');
  return false;
}

export const sudoersNopasswd = defineRule({
  id: 'sudoers-nopasswd',
  title: 'Runtime user can become root without a password',
  control: 'no-privilege-escalation',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'image',
  aliases: [],
  references: ['CISD:5.26', 'OWASP:D4'],
  fixable: 'sometimes', // A line in the middle of a larger script stays for a human.
  subject: 'instruction',
  why: 'Whoever gets code to run as the application user becomes root with one command, so running as that user protects nothing.',
  remedy: 'Leave the line out; do what needs root in a build step in front of USER.',

  check: on(
    ['RUN'],
    function* (instruction) {
      if (instruction.stage && !instruction.stage.ships) return;
      const commands = buildCommands(instruction);
      for (const command of commands) {
        const isGrant = grants(command) && touchesSudoers(command);
        if (!isGrant && !joinsAdmins(command)) continue;
        yield {
          at: command.span,
          message: isGrant
            ? `A step of ${placeName(instruction)} lets an account become root through sudo.`
            : `A step of ${placeName(instruction)} puts an account into an administrators' group.`,
          severity: severityIn(instruction.stage, 'high'),
          fix: () =>
            isGrant
              ? dockerfileFix('Delete the sudoers line', 'review', [removeCommand(instruction, commands, command)])
              : undefined,
        };
      }
    },
    /^(?:echo|printf|sed|tee|cat|visudo|usermod|useradd|adduser|addgroup|gpasswd)$/m,
  ),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN useradd app && «echo "app ALL=(ALL) NOPASSWD:ALL" >> /etc/sudoers» && make\n',
      good: 'FROM debian:13.1\nRUN useradd app && make\n',
    },
    {
      bad: 'FROM debian:13.1\nRUN make\nRUN «echo "%app ALL = NOPASSWD: ALL"» | tee /etc/sudoers.d/app\n',
      good: 'FROM debian:13.1\nRUN make\n',
    },
    { bad: 'FROM debian:13.1\nRUN «usermod -aG sudo app»\n' },
  ],
  accepts: [
    'FROM debian:13.1\nRUN echo "NOPASSWD is bad" > /README\n',
    'FROM debian:13.1\nRUN usermod -aG video app\n',
    'FROM debian:13.1\nRUN rm -f /etc/sudoers.d/*\n',
  ],
});

export const german = {
  title: 'Laufzeitbenutzer kann ohne Passwort root werden',
  why: 'Wer Code als Anwendungsbenutzer ausführt, wird mit einem Befehl root; als dieser Benutzer zu laufen schützt also nichts.',
  remedy: 'Die Zeile weglassen; was root braucht, in einem Build-Schritt vor USER tun.',
  says: {
    'A step of {0} lets an account become root through sudo.':
      'Ein Schritt in {0} lässt ein Konto über sudo root werden.',
    "A step of {0} puts an account into an administrators' group.":
      'Ein Schritt in {0} nimmt ein Konto in eine Administratorengruppe auf.',
    'Delete the sudoers line': 'Die sudoers-Zeile löschen',
  },
};
