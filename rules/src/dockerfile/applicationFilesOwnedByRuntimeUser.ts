import { dockerfileFix, removeFlag } from '../edit/dockerfileEdit';
import type { Stage } from '../model/dockerfile';
import { buildCommands, on, placeName } from '../model/dockerfile/judge';
import { isRootName } from '../model/dockerfile/rootName';
import { defineRule } from '../rule';

/** Folders a program writes to. */
const written =
  /(?:^|\/)(?:data|cache|\.cache|tmp|temp|run|var|log|logs|home|storage|uploads?|media|state|spool|work|config|conf)(?:\/|$)/;

/** Whether a step further down says who may write: what it leaves to the owner, the program could not write any more. */
function setsRights(stage: Stage | undefined, index: number): boolean {
  const later = stage?.instructions.filter((step) => step.index > index) ?? [];
  return later.some((step) => buildCommands(step).some(({ name }) => name === 'chmod' || name === 'chown'));
}

export const applicationFilesOwnedByRuntimeUser = defineRule({
  id: 'application-files-owned-by-runtime-user',
  title: 'Code is writable by the account that runs it',
  control: 'read-only-files',
  level: 'restricted',
  severity: 'low',
  stride: ['T'],
  layer: 'image',
  aliases: ['KICS:aa93e17f'],
  references: [],
  fixable: 'sometimes', // Not where a flag has its line to itself, or a later step sets rights.
  subject: 'instruction',
  why: 'Whoever gets into the program can change its code, and the change is still there when the next request comes.',
  remedy: 'Leave the files to root and let the user only read them; give it data and cache folders of its own.',

  check: on(['COPY', 'ADD'], function* (instruction) {
    if ((instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') || instruction.stage?.ships !== true) return;
    const flag = instruction.flags.find((found) => found.name === 'chown');
    const owner = flag?.value?.value?.split(':')[0];
    const runner = instruction.stage.dockerfile.target?.user;
    if (!flag || owner === undefined || isRootName(owner) || runner?.root !== false) return;
    const to = instruction.destination?.value;
    if (to === undefined || written.test(to) || runner.name !== owner) return;
    yield {
      at: flag.span,
      message: `The files copied into ${placeName(instruction)} belong to "${owner}", the user that the program runs as.`,
      fix: () =>
        setsRights(instruction.stage, instruction.index)
          ? undefined
          : dockerfileFix('Leave the files to root', 'review', [removeFlag(instruction, flag)]),
    };
  }),

  examples: [
    {
      bad: 'FROM debian:13.1\nCOPY «--chown=app:app» --link src /app\nUSER app\n',
      good: 'FROM debian:13.1\nCOPY --link src /app\nUSER app\n',
    },
    { bad: 'FROM debian:13.1\nCOPY «--chown=app» src /app\nRUN chmod -R u=rwX /app/files\nUSER app\n' },
  ],
  accepts: [
    'FROM debian:13.1\nCOPY --chown=app src /app/data\nCOPY --chown=root src /app\nCOPY --chown=other src /app\nUSER app\n',
    'FROM debian:13.1\nCOPY --chown=app src /app\n',
  ],
});

export const german = {
  title: 'Code ist für das Konto beschreibbar, das ihn ausführt',
  why: 'Wer in das Programm eindringt, kann seinen Code ändern, und die Änderung ist bei der nächsten Anfrage noch da.',
  remedy: 'Die Dateien root überlassen und den Benutzer nur lesen lassen; ihm eigene Daten- und Cache-Ordner geben.',
  says: {
    'The files copied into {0} belong to "{1}", the user that the program runs as.':
      'Die in {0} kopierten Dateien gehören „{1}“, dem Benutzer, als der das Programm läuft.',
    'Leave the files to root': 'Die Dateien root überlassen',
  },
};
