import { checksOutCommit, gitVerb, namesCommit } from '../model/commands/git';
import { hubClone } from '../model/commands/models';
import { buildCommands, on, placeName, severityIn, shortened } from '../model/dockerfile/judge';
import type { Command, Word } from '../parse/shell';
import { defineRule } from '../rule';

/** Submodules are pinned by the commit they are part of; this leaves that commit. */
function movedSubmodules(command: Command): Word | undefined {
  const isUpdate = gitVerb(command) === 'submodule' && command.args.some(({ text }) => text === 'update');
  return isUpdate ? command.args.find(({ text }) => text === '--remote') : undefined;
}

export const gitCloneUnpinned = defineRule({
  id: 'git-clone-unpinned',
  title: 'Repository cloned without a commit',
  control: 'no-unverified-downloads',
  level: 'restricted',
  severity: 'low',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.12'],
  fixable: 'never', // Which commit was reviewed is not written anywhere.
  subject: 'instruction',
  why: 'The build takes whatever the repository holds that day, also what somebody pushed an hour ago from a stolen account.',
  remedy:
    'Check a whole commit out in the same RUN: `git clone ... && git -C dir checkout <40 hex>`, or use `ADD <repository>.git#<40 hex>`.',

  check: on(
    ['RUN'],
    function* (instruction) {
      const commands = buildCommands(instruction);
      if (checksOutCommit(commands)) return;
      for (const command of commands) {
        const moves = movedSubmodules(command);
        if (moves) {
          yield {
            at: moves.span,
            message: `A step of ${placeName(instruction)} moves its submodules to the newest commits.`,
            severity: severityIn(instruction.stage, 'low'),
          };
        }
        // Models have a rule of their own.
        if (gitVerb(command) !== 'clone' || hubClone(command)) continue;
        const url = command.args.find((word) => /^(?:[a-z+]+:\/\/|git@)/.test(word.text));
        if (!url || /^file:/.test(url.text)) continue;
        const at = command.args.findIndex((word) => /^(?:-b|--branch|--revision)(?:=|$)/.test(word.text));
        const ref = at < 0 ? '' : (/=(.*)/.exec(command.args[at]?.text ?? '')?.[1] ?? command.args[at + 1]?.text ?? '');
        if (ref.includes('$') || namesCommit(ref)) continue;
        yield {
          at: url.span,
          message: `A step of ${placeName(instruction)} clones "${shortened(url.text)}" without naming a commit.`,
          severity: /^v?\d/.test(ref) ? 'info' : severityIn(instruction.stage, 'low'),
        };
      }
    },
    /^(?:git)$/m,
  ),

  examples: [
    { bad: 'FROM debian:13.1\nRUN git clone --depth 1 «https://git.example/a.git» && make\n' },
    { bad: 'FROM debian:13.1\nCOPY . /src\nRUN git -C /src submodule update --init «--remote»\n' },
  ],
  accepts: [
    'FROM debian:13.1\nCOPY . /src\nRUN git submodule update --init --recursive && git remote update --remote\n',
    `FROM debian:13.1\nRUN git clone https://git.example/a.git && git -C a checkout ${'a'.repeat(40)}\n`,
    'FROM debian:13.1\nARG REF\nRUN git clone -b $REF https://git.example/a.git\nRUN git clone /src/a b\n',
  ],
});

export const german = {
  title: 'Repository ohne Commit geklont',
  why: 'Der Build nimmt, was das Repository an dem Tag enthält, auch was jemand vor einer Stunde mit einem gestohlenen Konto hochgeladen hat.',
  remedy:
    'Im selben RUN einen ganzen Commit auschecken: `git clone ... && git -C dir checkout <40 Hex>`, oder `ADD <Repository>.git#<40 Hex>` verwenden.',
  says: {
    'A step of {0} moves its submodules to the newest commits.':
      'Ein Schritt in {0} hebt seine Submodule auf die neuesten Commits.',
    'A step of {0} clones "{1}" without naming a commit.':
      'Ein Schritt in {0} klont „{1}“, ohne einen Commit zu nennen.',
  },
};
