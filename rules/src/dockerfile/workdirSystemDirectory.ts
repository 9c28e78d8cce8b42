import { dockerfileFix, replaceValue } from '../edit/dockerfileEdit';
import { on, placeName, sentence } from '../model/dockerfile/judge';
import { isWholePath, startsFromWholePath, startsInRoot } from '../model/dockerfile/workdir';
import { defineRule } from '../rule';

/** Folders of one program below /etc are that program's own. */
const system =
  /^\/(?:(?:proc|sys|dev|boot|initrd|lost\+found|bin|sbin|lib|lib32|lib64|usr\/s?bin|usr\/lib)(?:\/|$)|etc\/?$)/;

/** The ids of a relative path in other tools. */
const relative = ['DS-0009', 'CKV_DOCKER_10', 'DL3000', 'KICS:6b376af8', 'BK:WorkdirRelativePath'];

export const workdirSystemDirectory = defineRule({
  id: 'workdir-system-directory',
  title: 'WORKDIR on a system directory',
  control: 'read-only-files',
  level: 'baseline',
  severity: 'medium',
  stride: ['T', 'E'],
  layer: 'image',
  aliases: ['DS-0030', ...relative],
  references: [],
  fixable: 'sometimes', // Not where another folder changes what the steps below do, or the base image may have a WORKDIR.
  subject: 'instruction',
  why: 'Files that land in a system folder can replace programs and settings, and a working directory below /proc once let containers out to the host.',
  remedy: 'Use a folder of the application with its whole path, for example `WORKDIR /app`.',

  check: on(['WORKDIR'], function* (instruction) {
    if (instruction.keyword !== 'WORKDIR' || !instruction.stage || instruction.onbuild) return;
    const { path, stage } = instruction;
    const { text } = path;
    if (text === '' || text === '.') return;
    if (system.test(text)) {
      yield {
        at: path.span,
        message: `${sentence(placeName(instruction))} works in the system folder "${text}".`,
        aliases: ['DS-0030'],
      };
      return;
    }
    if (isWholePath(text) || startsFromWholePath(instruction)) return;
    yield {
      at: path.span,
      message: `The working directory "${text}" in ${placeName(instruction)} depends on what the base image has set.`,
      severity: 'low',
      aliases: relative,
      fix: () => {
        if (path.value === undefined || !/^[A-Za-z0-9_]/.test(path.raw) || stage.os === 'windows') return undefined;
        if (!startsInRoot(stage)) return undefined;
        return dockerfileFix('Write the whole path', 'review', [
          replaceValue(instruction.dockerfile, path, `/${path.raw}`),
        ]);
      },
    };
  }),

  examples: [
    { bad: 'FROM debian:13.1\nWORKDIR «app/src»\n', good: 'FROM debian:13.1\nWORKDIR /app/src\n' },
    { bad: 'FROM golang:1.25\nWORKDIR «app»\n' },
    { bad: 'FROM debian:13.1\nWORKDIR «/proc/self/fd/8»\n' },
  ],
  accepts: [
    'FROM debian:13.1\nWORKDIR /app\nWORKDIR src\n',
    'FROM debian:13.1 AS a\nWORKDIR "/app"\nFROM a\nWORKDIR src\n',
    'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nWORKDIR C:\\app\nWORKDIR C:/etc\n',
    'FROM debian:13.1\nWORKDIR $HOME/app\nWORKDIR /usr/share/app\nWORKDIR /devel\nWORKDIR /etc/nginx\n',
  ],
});

export const german = {
  title: 'WORKDIR in einem Systemverzeichnis',
  why: 'Dateien in einem Systemordner können Programme und Einstellungen ersetzen, und ein Arbeitsverzeichnis unter /proc ließ Container einst auf den Host.',
  remedy: 'Einen Ordner der Anwendung mit ganzem Pfad verwenden, zum Beispiel `WORKDIR /app`.',
  says: {
    '{0} works in the system folder "{1}".': '{0} arbeitet im Systemordner „{1}“.',
    'The working directory "{0}" in {1} depends on what the base image has set.':
      'Das Arbeitsverzeichnis „{0}“ in {1} hängt davon ab, was das Basis-Image gesetzt hat.',
    'Write the whole path': 'Den ganzen Pfad schreiben',
  },
};
