import { dockerfileFix, isEditable, replaceValue } from '../edit/dockerfileEdit';
import { optionValues } from '../model/commands/options';
import { buildCommands, milder, on, placeName, severityIn } from '../model/dockerfile/judge';
import type { Command, Word } from '../parse/shell';
import { defineRule } from '../rule';

/** The mode word of a command that gives the setuid or setgid bit. */
function specialMode(command: Command): Word | undefined {
  if (command.name === 'chmod') {
    const mode = command.args.find((word) => !/^-[A-Za-z]|^--/.test(word.text) || /^-[rwxst]+$/.test(word.text));
    return mode && isSpecial(mode.text) ? mode : undefined;
  }
  if (command.name !== 'install') return undefined;
  return optionValues(command, ['-m', '--mode']).find(({ text }) => isSpecial(text))?.word;
}

function isSpecial(mode: string): boolean {
  return (
    /^0?[2467][0-7]{3}$/.test(mode) || /(?:^|,)[ugoa]*\+[rwxXt]*s/.test(mode) || /(?:^|,)[ugoa]+=[rwxXt]*s/.test(mode)
  );
}

export const setuidBitAdded = defineRule({
  id: 'setuid-bit-added',
  title: 'setuid/setgid bit granted',
  control: 'no-privilege-escalation',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'image',
  aliases: [],
  references: ['CISD:4.8', 'OWASP:D4'],
  fixable: 'sometimes', // Only a numeric mode has an obvious form without the bit.
  subject: 'instruction',
  why: 'A setuid program runs as its owner whoever starts it; one bug in it makes the unprivileged user root.',
  remedy: 'Use a mode without the bit, for example 0755, and grant a single capability where one is really needed.',

  check: on(
    ['RUN', 'COPY', 'ADD'],
    function* (instruction) {
      if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') {
        const mode = instruction.flags.find((flag) => flag.name === 'chmod')?.value;
        if (!mode || !isSpecial(mode.text)) return;
        yield {
          at: mode.span,
          message: `A file copied into ${placeName(instruction)} gets the setuid or setgid bit (${mode.text}).`,
          severity: severityIn(instruction.stage, 'high'),
          fix: () =>
            dockerfileFix('Leave the bit out', 'review', [
              replaceValue(instruction.dockerfile, mode, plain(mode.text)),
            ]),
        };
        return;
      }
      for (const command of buildCommands(instruction)) {
        const mode = specialMode(command);
        if (!mode) continue;
        // g+s on a directory is how files stay shared in a group; whether it is one cannot be seen.
        const isGroupOnly = /^0?2[0-7]{3}$/.test(mode.text) || /^g[+=][rwx]*s/.test(mode.text);
        yield {
          at: mode.span,
          message: `A step of ${placeName(instruction)} gives the setuid or setgid bit (${mode.text}).`,
          severity: isGroupOnly ? milder('medium') : severityIn(instruction.stage, 'high'),
          fix: () =>
            /^\d+$/.test(mode.text) && isEditable(instruction, command)
              ? dockerfileFix('Leave the bit out', 'review', [
                  replaceValue(instruction.dockerfile, mode, plain(mode.text)),
                ])
              : undefined,
        };
      }
    },
    /^(?:chmod|install)$/m,
  ),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN make && chmod «4755» /usr/bin/app\n',
      good: 'FROM debian:13.1\nRUN make && chmod 0755 /usr/bin/app\n',
    },
    {
      bad: 'FROM debian:13.1\nCOPY --chmod=«6755» --link app /usr/bin/ # tool\n',
      good: 'FROM debian:13.1\nCOPY --chmod=0755 --link app /usr/bin/ # tool\n',
    },
    { bad: 'FROM debian:13.1\nRUN chmod -R «u+s» /opt/app\n' },
  ],
  accepts: [
    'FROM debian:13.1\nRUN chmod 0755 /app && chmod 1777 /tmp && chmod u+x,g-s /x && chmod a-s /y\n',
    'FROM debian:13.1\nCOPY --chmod=755 app /\n',
  ],
});

function plain(mode: string): string {
  return `0${mode.slice(-3)}`;
}

export const german = {
  title: 'setuid-/setgid-Bit gesetzt',
  why: 'Ein setuid-Programm läuft als sein Besitzer, wer es auch startet; ein Fehler darin macht den Benutzer ohne Rechte zu root.',
  remedy:
    'Einen Modus ohne das Bit verwenden, etwa 0755, und eine einzelne Capability geben, wo wirklich eine gebraucht wird.',
  says: {
    'A file copied into {0} gets the setuid or setgid bit ({1}).':
      'Eine in {0} kopierte Datei bekommt das setuid- oder setgid-Bit ({1}).',
    'Leave the bit out': 'Das Bit weglassen',
    'A step of {0} gives the setuid or setgid bit ({1}).':
      'Ein Schritt in {0} setzt das setuid- oder setgid-Bit ({1}).',
  },
};
