import { packageCommand } from '../model/commands/packages';
import { buildCommands, on, placeName } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

function isUpgrade(manager: string, verb: string, operands: number): boolean {
  switch (manager) {
    case 'apt':
      return /^(?:upgrade|dist-upgrade|full-upgrade|safe-upgrade)$/.test(verb);
    case 'apk':
      return verb === 'upgrade' && operands === 0;
    case 'dnf':
      return /^(?:update|upgrade|up|upgrade-minimal|update-minimal|distro-sync)$/.test(verb) && operands === 0;
    case 'zypper':
      return /^(?:update|up|dist-upgrade|dup)$/.test(verb) && operands === 0;
    default:
      return false;
  }
}

const kics = ['KICS:682fe378', 'KICS:09fda05e', 'KICS:989ab888', 'KICS:8f6456be', 'KICS:d4895357'];

/** hadolint has, or had, an id for each program, and Trivy one for a single command. */
function fullUpgradeAliases(program: string, verb: string): readonly string[] {
  switch (program) {
    case 'zypper':
      return /^(?:dist-upgrade|dup)$/.test(verb) ? ['DL3035', ...kics] : kics;
    case 'apk':
      return ['DL3017', ...kics];
    case 'yum':
      return ['DL3031', ...kics];
    case 'dnf':
      return ['DL3039', ...kics];
    case 'apt-get':
      return verb === 'dist-upgrade' ? ['DL3005', 'DS-0024', ...kics] : kics;
    default:
      return verb === 'dist-upgrade' ? ['DS-0024', ...kics] : kics;
  }
}

export const fullUpgradeInImage = defineRule({
  id: 'full-upgrade-in-image',
  title: 'Blanket upgrade instead of a fresh base',
  control: 'image-update-process',
  level: 'advice',
  severity: 'info',
  stride: ['T'],
  layer: 'image',
  aliases: ['DL3005', 'DL3017', 'DL3031', 'DL3035', 'DL3039', 'DS-0024', ...kics],
  references: [],
  fixable: 'never', // Without it the image may have old packages until its base is renewed.
  subject: 'instruction',
  why: 'The upgrade hides which base is really in use and gives another image every day; a base that is renewed does the same for all images at once.',
  remedy:
    'Renew the base image regularly, by digest and with a bot, and upgrade single packages where a fix cannot wait.',

  check: on(
    ['RUN'],
    function* (instruction) {
      for (const command of buildCommands(instruction)) {
        const found = packageCommand(command);
        if (!found?.verbWord || !isUpgrade(found.manager, found.verb, found.operands.length)) continue;
        yield {
          at: found.verbWord.span,
          message: `${found.program} in ${placeName(instruction)} upgrades every package of the base image.`,
          aliases: fullUpgradeAliases(found.program, found.verb),
        };
      }
    },
    /^(?:apt|apt-get|aptitude|apk|yum|dnf5?|microdnf|tdnf|zypper)$/m,
  ),

  examples: [{ bad: 'FROM debian:13.1\nRUN apt-get update && apt-get -y «dist-upgrade»\nRUN yum -y «update»\n' }],
  accepts: ['FROM debian:13.1\nRUN apt-get update && apk upgrade openssl && dnf update -y openssl\n'],
});

export const german = {
  title: 'Pauschales Upgrade statt frischer Basis',
  why: 'Das Upgrade verdeckt, welche Basis wirklich gilt, und ergibt jeden Tag ein anderes Image; eine erneuerte Basis tut dasselbe für alle Images auf einmal.',
  remedy:
    'Das Basis-Image regelmäßig erneuern, per Digest und mit einem Bot, und einzelne Pakete nur aktualisieren, wo eine Korrektur nicht warten kann.',
  says: {
    '{0} in {1} upgrades every package of the base image.': '{0} in {1} aktualisiert jedes Paket des Basis-Images.',
  },
};
