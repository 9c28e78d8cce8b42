import { argumentNames, commitElsewhere, isBranch, nameOfAddress, takeFromArgument } from '../edit/buildArgument';
import { dockerfileFix, isVerbatim } from '../edit/dockerfileEdit';
import type { Instruction } from '../model/dockerfile';
import { isEndless, on, placeName, severityIn, shortened } from '../model/dockerfile/judge';
import { isGitSource } from '../model/dockerfile/sources';
import type { Value } from '../parse/shell';
import { defineRule, type Fix } from '../rule';

interface Source {
  readonly source: Value;
  readonly ref: string;
}

function movingSources(instruction: Instruction): Source[] {
  if (instruction.keyword !== 'ADD' || instruction.flags.some((flag) => flag.name === 'checksum')) return [];
  return instruction.sources.flatMap((source) => {
    if (!isGitSource(source.text)) return [];
    const ref =
      /#([^:]*)/.exec(source.text)?.[1] ?? /[?&](?:ref|tag|branch|commit)=([^&#]*)/.exec(source.text)?.[1] ?? '';
    const isWhole = /^[0-9a-f]{40}$|^[0-9a-f]{64}$/i.test(ref);
    return isWhole || (source.value === undefined && ref.includes('$')) ? [] : [{ source, ref }];
  });
}

const repositoryOf = ({ raw }: Value) => raw.replace(/^["']/, '').replace(/["'#?].*$/, '');

const names = argumentNames((instruction) =>
  movingSources(instruction).map(({ source, ref }) => ({
    thing: `${repositoryOf(source)}#${ref}`,
    wanted: `${nameOfAddress(repositoryOf(source)).join('_').toUpperCase()}_SOURCE_COMMIT`,
  })),
);

function nameCommit(instruction: Instruction, { source, ref: moving }: Source): Fix | undefined {
  const [, before, ref = ''] = /^("?[^"'#?]+)(#[^:"]*)?/.exec(source.raw) ?? [];
  // What a variable names is given by whoever builds.
  if (before === undefined || /\?|#.*\$/.test(source.raw) || isEndless(instruction)) return undefined;
  if (!isVerbatim(instruction.dockerfile, source)) return undefined;
  const start = source.span.start + before.length;
  const edit = (commit: string) => ({ span: { start, end: start + ref.length }, text: `#${commit}` });
  const commit = isBranch(moving) ? commitElsewhere(instruction.dockerfile, repositoryOf(source)) : undefined;
  if (commit !== undefined)
    return dockerfileFix('Use the commit that the file names elsewhere', 'review', [edit(commit)]);
  return takeFromArgument(
    instruction,
    'commit',
    names(instruction.dockerfile).get(`${repositoryOf(source)}#${moving}`),
    edit,
  );
}

export const addGitRefUnpinned = defineRule({
  id: 'add-git-ref-unpinned',
  title: 'Git context added from a branch or tag',
  control: 'no-unverified-downloads',
  level: 'restricted',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.12'],
  fixable: 'sometimes', // Not where a query or a variable names the ref.
  subject: 'instruction',
  why: 'A branch or a tag can be moved to other code at any time, and the next build takes it.',
  remedy: 'Name the whole commit: `ADD https://host/repo.git#<40 hex>`, or add `--checksum`.',

  check: on(['ADD'], function* (instruction) {
    for (const found of movingSources(instruction)) {
      const { source, ref } = found;
      yield {
        at: source.span,
        message: `ADD takes "${shortened(source.text)}" into ${placeName(instruction)} without naming a whole commit.`,
        severity: /^[0-9a-f]{7,39}$/i.test(ref) ? 'low' : severityIn(instruction.stage, 'medium'),
        fix: () => nameCommit(instruction, found),
      };
    }
  }),

  examples: [
    {
      bad: 'FROM debian:13.1\nADD --keep-git-dir=true «https://git.example/tool.git#v1» /src\n',
      good: `FROM debian:13.1\nARG TOOL_SOURCE_COMMIT\nADD --keep-git-dir=true https://git.example/tool.git#\${TOOL_SOURCE_COMMIT:?} /src\n`,
    },
    {
      bad: 'FROM debian:13.1\nADD [«"git@git.example:team/tool.git#main:docs"», "/b"]\n',
      good: `FROM debian:13.1\nARG TOOL_SOURCE_COMMIT\nADD ["git@git.example:team/tool.git#\${TOOL_SOURCE_COMMIT:?}:docs", "/b"]\n`,
    },
    {
      bad: 'FROM debian:13.1\nADD https://git.example/tool.git#0123456789012345678901234567890123456789 /a\nADD «https://git.example/tool.git» /b\n',
      good: 'FROM debian:13.1\nADD https://git.example/tool.git#0123456789012345678901234567890123456789 /a\nADD https://git.example/tool.git#0123456789012345678901234567890123456789 /b\n',
    },
    { bad: 'FROM debian:13.1\nARG TOOL=v1\nADD «https://git.example/tool.git#$TOOL» /src\n' },
    { bad: 'FROM debian:13.1\nADD «https://git.example/tool.git?branch=main» /src\n' },
  ],
  accepts: [
    `FROM debian:13.1\nADD https://git.example/a.git#${'a'.repeat(40)}:docs /src\nADD https://git.example/a.git?commit=${'b'.repeat(40)} /x\n`,
    'FROM debian:13.1\nARG REF\nADD https://git.example/a.git#$REF /src\n',
  ],
});

export const german = {
  title: 'Git-Kontext von einem Branch oder Tag',
  why: 'Ein Branch oder Tag lässt sich jederzeit auf anderen Code setzen, und der nächste Build nimmt ihn.',
  remedy: 'Den ganzen Commit nennen: `ADD https://host/repo.git#<40 Hex>`, oder `--checksum` hinzufügen.',
  says: {
    'ADD takes "{0}" into {1} without naming a whole commit.':
      'ADD in {1} holt „{0}“, ohne einen ganzen Commit zu nennen.',
  },
};
