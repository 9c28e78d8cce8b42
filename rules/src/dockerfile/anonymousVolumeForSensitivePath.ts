import { dockerfileFix, removeItem } from '../edit/dockerfileEdit';
import { on, placeName, sentence } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

const sensitive =
  /^\/(?:tmp|var\/tmp|run|var\/run|root|home|etc|dev\/shm|run\/secrets|(?:[\w./-]+\/)?(?:cache|\.cache|scratch|secrets?|\.ssh|\.aws))(?:\/|$)/;

export const anonymousVolumeForSensitivePath = defineRule({
  id: 'anonymous-volume-for-sensitive-path',
  title: 'VOLUME keeps temp or secret data on the host disk',
  control: 'temp-storage-encrypted',
  level: 'advice',
  severity: 'low',
  stride: ['I', 'T'],
  layer: 'image',
  aliases: [],
  references: ['OWASP:D8', 'CISD:5.13'],
  fixable: 'sometimes', // An exec form with several paths is left to a human.
  subject: 'instruction',
  why: 'The runtime makes a volume on the disk of the host, unencrypted and often left behind, and it stays writable when the rest is read-only.',
  remedy: 'Leave VOLUME out and mount memory there at run time: an emptyDir with `medium: Memory`, or a tmpfs.',

  check: on(['VOLUME'], function* (instruction) {
    if (instruction.keyword !== 'VOLUME' || instruction.stage?.ships === false) return;
    for (const path of instruction.paths) {
      if (!sensitive.test(path.text)) continue;
      yield {
        at: path.span,
        message: `${sentence(placeName(instruction))} puts "${path.text}" on a volume of the host's disk.`,
        fix: () => dockerfileFix('Remove the volume', 'review', [removeItem(instruction, instruction.paths, path)]),
      };
    }
  }),

  examples: [
    { bad: 'FROM debian:13.1\nVOLUME «/tmp»\nCMD ["a"]\n', good: 'FROM debian:13.1\nCMD ["a"]\n' },
    { bad: 'FROM debian:13.1\nVOLUME ["/data", «"/root/.ssh"»]\n' },
  ],
  accepts: ['FROM debian:13.1\nVOLUME /data /var/lib/mysql /tmpfiles\n'],
});

export const german = {
  title: 'VOLUME hält temporäre oder geheime Daten auf der Platte des Hosts',
  why: 'Die Runtime legt ein Volume auf der Platte des Hosts an, unverschlüsselt und oft zurückgelassen, und es bleibt beschreibbar, wenn der Rest schreibgeschützt ist.',
  remedy:
    'VOLUME weglassen und dort zur Laufzeit Arbeitsspeicher einbinden: ein emptyDir mit `medium: Memory` oder ein tmpfs.',
  says: {
    '{0} puts "{1}" on a volume of the host\'s disk.': '{0} legt „{1}“ auf ein Volume der Platte des Hosts.',
    'Remove the volume': 'Das Volume entfernen',
  },
};
