import { dockerfileFix } from '../edit/dockerfileEdit';
import type { CommandInstruction } from '../model/dockerfile';
import { on, placeName } from '../model/dockerfile/judge';
import { ofKind } from '../model/dockerfile/ofKind';
import { defineRule, type Fix } from '../rule';

const builtins = /^(?:\.|:|source|cd|export|set|eval|umask|ulimit|trap|exit|alias|read|test|\[|if|for|while)$/;

/** The exec form of a command that needs no shell. */
function execForm(instruction: CommandInstruction): Fix | undefined {
  const { script, commands, argumentsText, argumentsSpan, dockerfile, flags } = instruction;
  const [command] = commands;
  const isSimple =
    script.shell === 'posix' && script.complete && commands.filter((found) => found.nesting !== 'wrapper').length === 1;
  if (!command || !isSimple || flags.length > 0 || /["'\\$`*?[\]{}~#<>|&;()!\r\n]/.test(argumentsText))
    return undefined;
  if (command.assignments.length > 0 || dockerfile.text.slice(argumentsSpan.start, argumentsSpan.end) !== argumentsText)
    return undefined;
  const words = command.words.map((word) => word.text);
  const program = words[0] === 'exec' ? words.slice(1) : words;
  if (program.length === 0 || builtins.test(program[0] ?? '') || program[0]?.startsWith('-')) return undefined;
  const text = `[${program.map((word) => JSON.stringify(word)).join(', ')}]`;
  return dockerfileFix('Use the exec form', 'review', [{ span: argumentsSpan, text }]);
}

export const entrypointShellForm = defineRule({
  id: 'entrypoint-shell-form',
  title: 'Shell-form CMD or ENTRYPOINT',
  control: 'no-shell-tools-or-ssh',
  level: 'advice',
  severity: 'low',
  stride: ['D', 'E'],
  layer: 'image',
  aliases: ['DL3025', 'KICS:b86987e1', 'KICS:34945ae8', 'BK:JSONArgsRecommended'],
  references: [],
  fixable: 'sometimes', // Only a command without any shell syntax.
  subject: 'instruction',
  why: 'The shell in front keeps signals from the program, so it is killed instead of stopped, and it has to be in the image for an intruder too.',
  remedy: 'Write the program and its arguments as a JSON array.',

  check: on(['CMD', 'ENTRYPOINT'], function* (instruction) {
    if (instruction.keyword !== 'CMD' && instruction.keyword !== 'ENTRYPOINT') return;
    const { stage } = instruction;
    if (instruction.form === 'exec' || instruction.onbuild || !stage?.ships || instruction.argumentsText === '') return;
    // Who sets SHELL wants one.
    const hasShell = stage.chain.some((part) => ofKind(part, 'SHELL').length > 0);
    if (hasShell || stage.os === 'windows') return;
    yield {
      at: instruction.keywordSpan,
      message: `${instruction.keyword} of ${placeName(instruction)} starts the program through a shell.`,
      // KICS has a check of its own for an array that is none.
      ...(instruction.argumentsText.startsWith('[')
        ? {}
        : { aliases: ['DL3025', 'KICS:b86987e1', 'BK:JSONArgsRecommended'] }),
      fix: () => execForm(instruction),
    };
  }),

  examples: [
    { bad: 'FROM debian:13.1\n«CMD»  exec app --port 80\n', good: 'FROM debian:13.1\nCMD  ["app", "--port", "80"]\n' },
    { bad: 'FROM debian:13.1\n«ENTRYPOINT» app $ARGS && b\n' },
    { bad: "FROM debian:13.1\n«CMD» ['app']\n" },
  ],
  accepts: [
    'FROM debian:13.1\nENTRYPOINT ["app"]\nCMD []\n',
    'FROM debian:13.1\nSHELL ["/bin/bash", "-c"]\nCMD app\n',
    'FROM debian:13.1 AS a\nCMD app\nFROM debian:13.1\n',
  ],
});

export const german = {
  title: 'CMD oder ENTRYPOINT in Shell-Form',
  why: 'Die Shell davor hält Signale vom Programm fern, es wird also abgebrochen statt beendet, und sie muss im Image sein, auch für einen Eindringling.',
  remedy: 'Das Programm und seine Argumente als JSON-Array schreiben.',
  says: {
    'Use the exec form': 'Die Exec-Form verwenden',
    '{0} of {1} starts the program through a shell.': '{0} in {1} startet das Programm über eine Shell.',
  },
};
