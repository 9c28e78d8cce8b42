import { dockerfileFix, isEditable, removeWords } from '../edit/dockerfileEdit';
import { systemPackages } from '../model/commands/packages';
import { buildCommands, on, placeName } from '../model/dockerfile/judge';
import { runsAsRoot } from '../model/dockerfile/users';
import { defineRule } from '../rule';

export const sudoInBuild = defineRule({
  id: 'sudo-in-build',
  title: 'sudo used or installed',
  control: 'no-shell-tools-or-ssh',
  level: 'baseline',
  severity: 'medium',
  stride: ['E'],
  layer: 'image',
  aliases: ['CKV2_DOCKER_1', 'DS-0010', 'DL3004', 'KICS:8ada6e80'],
  references: [],
  fixable: 'sometimes', // Options of sudo and steps of another user need a human.
  subject: 'instruction',
  why: 'sudo in an image is a setuid program that turns the unprivileged user back into root; in a build step that is root already it only makes its installation look needed.',
  remedy: 'Run the step before USER, or give the one file the right owner; leave sudo out of the package list.',

  check: on(['RUN'], function* (instruction) {
    if (instruction.stage && !instruction.stage.ships) return;
    for (const command of buildCommands(instruction)) {
      const [program, next] = command.words;
      if (command.name === 'sudo' && program) {
        yield {
          at: program.span,
          message: `A step of ${placeName(instruction)} calls sudo.`,
          fix: () => {
            const simple = next && !next.text.startsWith('-') && !next.text.includes('=');
            if (!simple || !runsAsRoot(instruction) || !isEditable(instruction, command)) return undefined;
            const span = { start: program.span.start, end: next.span.start };
            if (/[\r\n]/.test(instruction.dockerfile.text.slice(span.start, span.end))) return undefined;
            return dockerfileFix('Run the command without sudo', 'review', [{ span, text: '' }]);
          },
        };
      }
      const packages = systemPackages(command);
      const word = packages.find((found) => found.value === 'sudo');
      if (!word) continue;
      yield {
        at: word.span,
        // Other tools look at calls only.
        aliases: [],
        message: `${instruction.stage?.isTarget ? 'The final stage' : placeName(instruction)} installs sudo, a way back to root for whoever runs in the container.`,
        fix: () =>
          packages.length < 2
            ? undefined
            : dockerfileFix('Do not install sudo', 'review', [removeWords(instruction, command, [word])]),
      };
    }
  }),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN «sudo» apt-get update && «sudo» make\n',
      good: 'FROM debian:13.1\nRUN apt-get update && make\n',
    },
    {
      bad: 'FROM debian:13.1\nRUN apt-get install -y \\\n    curl \\\n    «sudo» \\\n    git\n',
      good: 'FROM debian:13.1\nRUN apt-get install -y \\\n    curl \\\n    git\n',
    },
    { bad: 'FROM debian:13.1\nUSER app\nRUN «sudo» -E make\n' },
  ],
  accepts: [
    'FROM debian:13.1\nRUN echo "sudo make me a sandwich"\n',
    'FROM debian:13.1 AS build\nRUN sudo make\nFROM scratch\nCOPY --from=build /app /\n',
  ],
});

export const german = {
  title: 'sudo verwendet oder installiert',
  why: 'sudo im Image ist ein setuid-Programm, das den Benutzer ohne Rechte wieder zu root macht; in einem Build-Schritt, der schon root ist, lässt es seine Installation nur nötig aussehen.',
  remedy:
    'Den Schritt vor USER ausführen oder der einen Datei den richtigen Besitzer geben; sudo aus der Paketliste lassen.',
  says: {
    'A step of {0} calls sudo.': 'Ein Schritt in {0} ruft sudo auf.',
    'Run the command without sudo': 'Den Befehl ohne sudo ausführen',
    '{0} installs sudo, a way back to root for whoever runs in the container.':
      '{0} installiert sudo, einen Weg zurück zu root für jeden, der im Container läuft.',
    'The final stage': 'Die letzte Stage',
    'Do not install sudo': 'sudo nicht installieren',
  },
};
