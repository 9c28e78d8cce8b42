import { dockerfileFix, removeWords } from '../edit/dockerfileEdit';
import { packagesNamed, removedPackages } from '../model/commands/osPackages';
import { systemPackages } from '../model/commands/packages';
import { buildCommands, on, placeName } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

const tools =
  /^(?:netcat(?:-openbsd|-traditional)?|nc|ncat|nmap(?:-ncat)?|socat|tcpdump|wireshark|tshark|gdb|gdbserver|strace|ltrace|telnet|ftp|lftp|hping3|masscan|hydra|john|aircrack-ng|metasploit-framework|proxychains4?|busybox-extras)$/;

export const attackToolsInFinalStage = defineRule({
  id: 'attack-tools-in-final-stage',
  title: 'Recon, debug or transfer tools kept in the final stage',
  control: 'no-shell-tools-or-ssh',
  level: 'isolation',
  severity: 'low',
  stride: ['I', 'E'],
  layer: 'image',
  aliases: [],
  references: ['CISD:4.3'],
  fixable: 'sometimes', // Not when nothing else would be left to install.
  subject: 'instruction',
  why: 'Tools to scan, listen and debug save an intruder the work of bringing them.',
  remedy: 'Keep them in a debug stage or use `kubectl debug` with an image that has them.',

  check: on(
    ['RUN'],
    function* (instruction) {
      if (instruction.stage?.ships === false) return;
      const commands = buildCommands(instruction);
      const removed = removedPackages(commands);
      for (const command of commands) {
        for (const { word, name } of packagesNamed(command, tools)) {
          if (removed.has(name)) continue;
          yield {
            at: word.span,
            message: `A step of ${placeName(instruction)} installs ${name} into the image.`,
            fix: () =>
              systemPackages(command).length < 2
                ? undefined
                : dockerfileFix(`Do not install ${name}`, 'review', [removeWords(instruction, command, [word])]),
          };
        }
      }
    },
    /^(?:apt|apt-get|aptitude|apk|yum|dnf5?|microdnf|tdnf|zypper)$/m,
  ),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN apt-get install -y \\\n      curl \\\n      «nmap» \\\n      # for tests\n      git\n',
      good: 'FROM debian:13.1\nRUN apt-get install -y \\\n      curl \\\n      # for tests\n      git\n',
    },
    { bad: 'FROM alpine:3.22\nRUN apk add --no-cache «socat»\n' },
  ],
  accepts: [
    'FROM debian:13.1 AS debug\nRUN apt-get install -y gdb\nFROM debian:13.1\nRUN apt-get install -y curl\n',
    'FROM debian:13.1\nRUN apt-get install -y gdb && make && apt-get purge -y gdb\n',
  ],
});

export const german = {
  title: 'Erkundungs-, Debug- oder Übertragungswerkzeuge in der letzten Stage',
  why: 'Werkzeuge zum Scannen, Lauschen und Debuggen ersparen einem Eindringling, sie mitzubringen.',
  remedy: 'In einer Debug-Stage halten oder `kubectl debug` mit einem Image verwenden, das sie hat.',
  says: {
    'A step of {0} installs {1} into the image.': 'Ein Schritt in {0} installiert {1} in das Image.',
    'Do not install {0}': '{0} nicht installieren',
  },
};
