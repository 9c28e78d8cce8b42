import {
  argumentNames,
  commitElsewhere,
  isBranch,
  isExpanded,
  nameOfAddress,
  takeFromArgument,
} from '../edit/buildArgument';
import { dockerfileFix } from '../edit/dockerfileEdit';
import type { PackageCommand } from '../model/commands/packages';
import { pipInstall, requirementKind } from '../model/commands/pip';
import { remember } from '../model/commands/remember';
import type { Instruction } from '../model/dockerfile';
import { buildCommands, isEndless, on, placeName, severityIn, shortened } from '../model/dockerfile/judge';
import type { Word } from '../parse/shell';
import { defineRule, type Fix } from '../rule';

interface Source {
  readonly found: PackageCommand;
  readonly word: Word;
  /** What it is installed from now: a branch, a tag, nothing. */
  readonly ref: string;
}

const movingSources = remember((instruction: Instruction) => {
  const sources: Source[] = [];
  for (const command of buildCommands(instruction)) {
    const found = pipInstall(command);
    if (!found) continue;
    const editable = found.options.filter((option) => /^(?:-e|--editable|--from|--with)$/.test(option.name));
    for (const word of [...found.operands, ...editable.flatMap((option) => option.words.slice(-1))]) {
      if (requirementKind(word) !== 'vcs' || /git\+file:/.test(word.text)) continue;
      const ref = /@([^@/#]+)(?:#.*)?$/.exec(word.text.replace(/^[^+]*\+[a-z+]+:\/\/[^/]*/, ''))?.[1] ?? '';
      if (/^[0-9a-f]{40}$/i.test(ref) || ref.startsWith('$') || word.text.endsWith('$')) continue;
      sources.push({ found, word, ref });
    }
  }
  return sources;
});

/** The parts of `"name @ git+https://host/repository@ref#egg=name"`. */
const parts = /^(.*?(git\+[a-z+]+:\/\/[^/"\s]*[^@#"\s]*))(@[^@/#"\s]*)?(?:[#"].*)?$/;

const repositoryOf = (word: Word) => parts.exec(word.raw)?.[2]?.replace(/^git\+/, '') ?? '';

const names = argumentNames((instruction) =>
  movingSources(instruction).map(({ word, ref }) => ({
    thing: `${repositoryOf(word)}@${ref}`,
    wanted: `${nameOfAddress(repositoryOf(word)).join('_').toUpperCase()}_COMMIT`,
  })),
);

function nameCommit(instruction: Instruction, { found: { command }, word, ref: moving }: Source): Fix | undefined {
  const [, before, , ref = ''] = parts.exec(word.raw) ?? [];
  // What a variable names is given by whoever builds.
  if (before === undefined || ref.includes('$') || isEndless(instruction) || !isExpanded(instruction, command, word))
    return undefined;
  const { dockerfile } = instruction;
  const repository = repositoryOf(word);
  const start = word.span.start + before.length;
  const edit = (commit: string) => ({ span: { start, end: start + ref.length }, text: `@${commit}` });
  const commit = isBranch(moving) ? commitElsewhere(dockerfile, repository) : undefined;
  if (commit !== undefined)
    return dockerfileFix('Use the commit that the file names elsewhere', 'review', [edit(commit)]);
  return takeFromArgument(instruction, 'commit', names(dockerfile).get(`${repository}@${moving}`), edit);
}

export const pipVcsUnpinned = defineRule({
  id: 'pip-vcs-unpinned',
  title: 'Python package from a moving git ref',
  control: 'python-deps-locked',
  level: 'baseline',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: ['DL3013'],
  references: ['CISD:4.12'],
  fixable: 'sometimes', // Not inside another script, or where no shell reads variables.
  subject: 'instruction',
  why: 'A branch or a tag can be moved to other code at any time, and installing a package from source runs that code.',
  remedy: 'Name the whole commit: `git+https://host/repo@<40 hex>`.',

  check: on(
    ['RUN'],
    function* (instruction) {
      for (const source of movingSources(instruction)) {
        const { found, word, ref } = source;
        const isRelease = /^v?\d+\.\d+/.test(ref) || /^[0-9a-f]{7,39}$/i.test(ref);
        yield {
          at: word.span,
          message: `${found.program} in ${placeName(instruction)} installs "${shortened(word.text)}" without naming a whole commit.`,
          // hadolint asks for any ref at all.
          ...(ref === '' ? {} : { aliases: [] }),
          severity: isRelease ? 'low' : severityIn(instruction.stage, 'medium'),
          fix: () => nameCommit(instruction, source),
        };
      }
    },
    /^(?:pip[0-9.]*|pipx|uv|python[0-9.]*|pypy3?|ipython|py)$/m,
  ),

  examples: [
    {
      bad: 'FROM python:3.13\n# all\nRUN pip install «git+https://git.example/team/tool.git» x==1\n',
      good: `FROM python:3.13\nARG TOOL_COMMIT\n# all\nRUN pip install git+https://git.example/team/tool.git@\${TOOL_COMMIT:?} x==1\n`,
    },
    {
      bad: 'FROM python:3.13\nRUN pip install -e «"git+ssh://git@git.example/tool@main#egg=a"»\n',
      good: `FROM python:3.13\nARG TOOL_COMMIT\nRUN pip install -e "git+ssh://git@git.example/tool@\${TOOL_COMMIT:?}#egg=a"\n`,
    },
    {
      bad: 'FROM python:3.13 AS a\nRUN pip install git+https://git.example/tool@0123456789012345678901234567890123456789\nFROM python:3.13\nRUN uv pip install «"tool @ git+https://git.example/tool.git@main"»\n',
      good: 'FROM python:3.13 AS a\nRUN pip install git+https://git.example/tool@0123456789012345678901234567890123456789\nFROM python:3.13\nRUN uv pip install "tool @ git+https://git.example/tool.git@0123456789012345678901234567890123456789"\n',
    },
    { bad: 'FROM python:3.13\nRUN ["pip", "install", «"git+https://git.example/tool.git"»]\n' },
  ],
  accepts: [
    `FROM python:3.13\nRUN pip install "a @ git+https://git.example/a@${'a'.repeat(40)}" git+https://git.example/b@$REF git+file:///src\n`,
  ],
});

export const german = {
  title: 'Python-Paket von einer wandernden Git-Referenz',
  why: 'Ein Branch oder Tag lässt sich jederzeit auf anderen Code setzen, und ein Paket aus dem Quelltext zu installieren führt diesen Code aus.',
  remedy: 'Den ganzen Commit nennen: `git+https://host/repo@<40 Hex>`.',
  says: {
    '{0} in {1} installs "{2}" without naming a whole commit.':
      '{0} in {1} installiert „{2}“, ohne einen ganzen Commit zu nennen.',
  },
};
