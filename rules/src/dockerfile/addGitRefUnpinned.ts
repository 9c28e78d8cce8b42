import { on, placeName, severityIn, shortened } from '../model/dockerfile/judge';
import { isGitSource } from '../model/dockerfile/sources';
import { defineRule } from '../rule';

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
  fixable: 'never', // Which commit was reviewed is not written anywhere.
  subject: 'instruction',
  why: 'A branch or a tag can be moved to other code at any time, and the next build takes it.',
  remedy: 'Name the whole commit: `ADD https://host/repo.git#<40 hex>`, or add `--checksum`.',

  check: on(['ADD'], function* (instruction) {
    if (instruction.keyword !== 'ADD' || instruction.flags.some((flag) => flag.name === 'checksum')) return;
    for (const source of instruction.sources) {
      if (!isGitSource(source.text)) continue;
      const ref =
        /#([^:]*)/.exec(source.text)?.[1] ?? /[?&](?:ref|tag|branch|commit)=([^&#]*)/.exec(source.text)?.[1] ?? '';
      if (/^[0-9a-f]{40}$|^[0-9a-f]{64}$/i.test(ref) || (source.value === undefined && ref.includes('$'))) continue;
      const isShort = /^[0-9a-f]{7,39}$/i.test(ref);
      yield {
        at: source.span,
        message: `ADD takes "${shortened(source.text)}" into ${placeName(instruction)} without naming a whole commit.`,
        severity: isShort ? 'low' : severityIn(instruction.stage, 'medium'),
      };
    }
  }),

  examples: [
    {
      bad: 'FROM debian:13.1\nADD --keep-git-dir=true «https://git.example/a.git#v1» /src\nADD «git@git.example:a/b» /b\n',
    },
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
