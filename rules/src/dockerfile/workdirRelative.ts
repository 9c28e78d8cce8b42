import { dockerfileFix, replaceValue } from '../edit/dockerfileEdit';
import type { WorkdirInstruction } from '../model/dockerfile';
import { on, placeName } from '../model/dockerfile/judge';
import { below, isWholePath, startsFromWholePath, workingDirectory } from '../model/dockerfile/workdir';
import { defineRule, type Fix } from '../rule';

/** The same folder by its whole path, where the lines above say which it is. */
function wholePath({ path, stage, dockerfile, index }: WorkdirInstruction): Fix | undefined {
  const above = stage && workingDirectory(stage, index);
  if (above === undefined || !/^[A-Za-z0-9_.][\w./-]*$/.test(path.raw) || path.raw.split('/').includes('..'))
    return undefined;
  return dockerfileFix('Write the whole path', 'safe', [replaceValue(dockerfile, path, below(above, path.raw))]);
}

export const workdirRelative = defineRule({
  id: 'workdir-relative',
  title: 'Working directory without its whole path',
  control: 'read-only-files',
  level: 'advice',
  severity: 'info',
  stride: ['T'],
  layer: 'image',
  aliases: ['DS-0009', 'CKV_DOCKER_10', 'DL3000', 'KICS:6b376af8'],
  references: [],
  fixable: 'sometimes', // Not when only the base image knows where the path begins.
  subject: 'instruction',
  why: 'The folder depends on a line further up or on the base image: a change there silently moves where the files land and whose rights they get.',
  remedy: 'Write the whole path: `WORKDIR /app/src`.',

  check: on(['WORKDIR'], function* (instruction) {
    const { path, stage, onbuild } = instruction;
    if (!stage || onbuild || stage.os === 'windows' || path.text === '' || path.text === '.') return;
    // A path that begins in the unknown has a rule of its own.
    if (isWholePath(path.text) || !startsFromWholePath(instruction)) return;
    yield {
      at: path.span,
      message: `The working directory "${path.text}" in ${placeName(instruction)} depends on a WORKDIR above it.`,
      fix: () => wholePath(instruction),
    };
  }),

  examples: [
    {
      bad: 'FROM debian:13.1\nWORKDIR /app\nWORKDIR «./src» \n',
      good: 'FROM debian:13.1\nWORKDIR /app\nWORKDIR /app/src \n',
    },
    {
      bad: 'FROM debian:13.1 AS a\nWORKDIR /\nFROM a\nworkdir «src»\n',
      good: 'FROM debian:13.1 AS a\nWORKDIR /\nFROM a\nworkdir /src\n',
    },
    { bad: 'FROM debian:13.1\nWORKDIR $HOME/a\nWORKDIR «src»\nWORKDIR «../b»\n' },
  ],
  accepts: [
    'FROM debian:13.1\nARG DIR\nWORKDIR /app\nWORKDIR "/a b"\nWORKDIR $DIR\nWORKDIR .\n',
    'FROM debian:13.1\nWORKDIR src\n',
    'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nWORKDIR C:\\app\nWORKDIR src\n',
  ],
});

export const german = {
  title: 'Arbeitsverzeichnis ohne ganzen Pfad',
  why: 'Der Ordner hängt von einer Zeile weiter oben oder vom Basis-Image ab: Eine Änderung dort verschiebt unbemerkt, wo die Dateien landen und wessen Rechte sie bekommen.',
  remedy: 'Den ganzen Pfad schreiben: `WORKDIR /app/src`.',
  says: {
    'The working directory "{0}" in {1} depends on a WORKDIR above it.':
      'Das Arbeitsverzeichnis „{0}“ in {1} hängt von einem WORKDIR darüber ab.',
    'Write the whole path': 'Den ganzen Pfad schreiben',
  },
};
