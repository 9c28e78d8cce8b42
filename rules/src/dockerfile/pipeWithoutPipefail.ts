import { dockerfileFix, insertLinesBefore } from '../edit/dockerfileEdit';
import type { RunInstruction, Stage } from '../model/dockerfile';
import { placeName } from '../model/dockerfile/judge';
import { lastBefore, ofKind } from '../model/dockerfile/ofKind';
import type { Command } from '../parse/shell';
import { defineRule, type Fix } from '../rule';

/** They cannot fail, or are cut short on purpose by the program behind the pipe. */
const harmlessSource = /^(?:echo|printf|yes|true|cat|env|date|pwsh|powershell|:)$/;
const shortReader = /^(?:head|grep|egrep|fgrep|true|less|more)$/;

/** A checksum program fails by itself when it gets nothing. */
const isCheck = (command: Command | undefined) =>
  command !== undefined && /sum$/.test(command.name) && command.args.some((word) => /^(?:-c|--check)$/.test(word.text));

function setsPipefail(run: RunInstruction): boolean {
  return run.commands.some(
    ({ name, args }) => (name === 'set' || /sh$/.test(name)) && args.some((word) => word.text === 'pipefail'),
  );
}

function maskedFailure(run: RunInstruction): Command | undefined {
  if (run.form === 'exec' || run.script.shell !== 'posix' || setsPipefail(run)) return undefined;
  return run.commands.find(
    ({ name, pipedTo, nesting, conditional, words }) =>
      pipedTo.length > 0 &&
      words.length > 0 &&
      nesting === undefined &&
      !conditional &&
      !harmlessSource.test(name) &&
      !shortReader.test(pipedTo[0]?.name ?? '') &&
      !isCheck(pipedTo[0]),
  );
}

/** Whether the SHELL that counts for a step names the option: the last one in front of it, also in stages below. */
function shellHasPipefail(stage: Stage, index: number): boolean {
  for (const part of stage.chain) {
    const shell = lastBefore(part, 'SHELL', part === stage ? index : Number.POSITIVE_INFINITY);
    if (shell) return /pipefail/.test(shell.argumentsText);
  }
  return false;
}

/** Which SHELL knows the option on this base. Bash is not in Alpine; its own shell knows it too. */
function shellLine(stage: Stage): string | undefined {
  const { image } = stage.base;
  if (!image || ofKind(stage, 'SHELL').length > 0) return undefined;
  const name = `${image.path}:${image.tag?.text ?? ''}`;
  if (/alpine/.test(name)) return 'SHELL ["/bin/ash", "-o", "pipefail", "-c"]';
  const hasBash =
    /^library\/(?:debian|ubuntu|python|node|golang|ruby|php|rust|fedora|centos|rockylinux|almalinux|amazonlinux|openjdk|buildpack-deps)$/;
  return hasBash.test(image.path) ? 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]' : undefined;
}

export const pipeWithoutPipefail = defineRule({
  id: 'pipe-without-pipefail',
  title: 'Failed download or check masked by a pipe',
  control: 'no-unverified-downloads',
  level: 'baseline',
  severity: 'low',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: ['DL4006', 'DS-0032', 'KICS:efbf148a'],
  references: [],
  fixable: 'sometimes', // Only on bases whose shell is known.
  subject: 'stage',
  why: 'Only the last command of a pipe counts: a download or a check that fails in front of it goes unnoticed, and the build goes on with what it got.',
  remedy: 'Set `SHELL ["/bin/bash", "-o", "pipefail", "-c"]` in front, or begin the step with `set -o pipefail`.',

  *check(stage) {
    let first: RunInstruction | undefined;
    for (const run of stage.instructions) {
      if (run.keyword !== 'RUN') continue;
      const command = maskedFailure(run);
      if (!command || shellHasPipefail(stage, run.index)) continue;
      first ??= run;
      const target = first;
      yield {
        at: command.span,
        message: `A failure of ${command.name === '' ? 'the first command' : command.name} in ${placeName(run)} is hidden by the pipe behind it.`,
        fix: (): Fix | undefined => {
          const line = shellLine(stage);
          return line === undefined
            ? undefined
            : dockerfileFix('Let the step fail with any part of the pipe', 'review', [
                insertLinesBefore(target, [line], 'SHELL'),
              ]);
        },
      };
    }
  },

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN make\n# keys\nRUN «wget -qO- https://x.example/k» | gpg --dearmor > /k\nRUN «make list» | sort > /l\n',
      good: 'FROM debian:13.1\nRUN make\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\n# keys\nRUN wget -qO- https://x.example/k | gpg --dearmor > /k\nRUN make list | sort > /l\n',
    },
    {
      bad: 'FROM alpine:3.22\nRUN «make list» | sort > /l\n',
      good: 'FROM alpine:3.22\nSHELL ["/bin/ash", "-o", "pipefail", "-c"]\nRUN make list | sort > /l\n',
    },
    { bad: 'FROM shop/base:1\nRUN «make list» | sort > /l\n' },
    {
      bad: 'FROM debian:13.1 AS a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nFROM a\nSHELL ["/bin/sh", "-c"]\nRUN «make list» | sort > /l\n',
    },
  ],
  accepts: [
    'FROM debian:13.1\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN make | sort\n',
    'FROM debian:13.1\nRUN set -o pipefail; make | sort\nRUN echo a | sha256sum -c\nRUN yes | make\nRUN make | grep -q ok\n',
    'FROM debian:13.1\nRUN echo "a | b" && (a || b)\nRUN ["bash", "-o", "pipefail", "-c", "make | sort"]\n',
    'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nRUN dir | sort\n',
  ],
});

export const german = {
  title: 'Fehlgeschlagener Download oder Prüfschritt von einer Pipe verdeckt',
  why: 'Von einer Pipe zählt nur der letzte Befehl: Ein davor fehlgeschlagener Download oder Prüfschritt bleibt unbemerkt, und der Build geht mit dem weiter, was er bekam.',
  remedy: '`SHELL ["/bin/bash", "-o", "pipefail", "-c"]` davorsetzen oder den Schritt mit `set -o pipefail` beginnen.',
  says: {
    'A failure of {0} in {1} is hidden by the pipe behind it.':
      'Ein Fehler von {0} in {1} wird von der Pipe dahinter verdeckt.',
    'the first command': 'dem ersten Befehl',
    'Let the step fail with any part of the pipe': 'Den Schritt mit jedem Teil der Pipe fehlschlagen lassen',
  },
};
