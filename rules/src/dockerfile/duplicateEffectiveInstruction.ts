import { dockerfileFix, removeInstruction } from '../edit/dockerfileEdit';
import { defineRule } from '../rule';

/** The instructions of which only the last counts, with the ids of that in other tools. */
const keywords = {
  CMD: ['DS-0016', 'DL4003', 'KICS:41c195f4'],
  ENTRYPOINT: ['DS-0007', 'DL4004', 'KICS:6938958b'],
  HEALTHCHECK: ['DS-0023', 'DL3012'],
} as const;
const forAll = 'BK:MultipleInstructionsDisallowed';

export const duplicateEffectiveInstruction = defineRule({
  id: 'duplicate-effective-instruction',
  title: 'Earlier CMD, ENTRYPOINT or HEALTHCHECK silently ignored',
  control: 'config-scan-ci',
  level: 'baseline',
  severity: 'low',
  stride: ['T'],
  layer: 'image',
  aliases: [...Object.values(keywords).flat(), forAll],
  references: [],
  fixable: 'sometimes', // Not when a comment stands inside the one that goes.
  subject: 'stage',
  why: 'Only the last one counts. The one that was reviewed and hardened may be the one that is ignored.',
  remedy: 'Delete the earlier ones.',

  *check(stage) {
    for (const [keyword, aliases] of Object.entries(keywords)) {
      const all = stage.instructions.filter((instruction) => instruction.keyword === keyword);
      for (const earlier of all.slice(0, -1)) {
        yield {
          at: earlier.keywordSpan,
          message: `This ${keyword} is ignored, because ${stage.label} has another one below it.`,
          aliases: [...aliases, forAll],
          related: all.slice(-1).map((last) => ({ at: last.keywordSpan, message: 'This one counts.' })),
          fix: () => dockerfileFix(`Delete the ${keyword} that is ignored`, 'safe', [removeInstruction(earlier)]),
        };
      }
    }
  },

  examples: [
    {
      bad: 'FROM debian:13.1\n# first\n«CMD» ["a"]\nHEALTHCHECK CMD a\n«CMD» ["b"]\n# last\nCMD ["c"]',
      good: 'FROM debian:13.1\n# first\nHEALTHCHECK CMD a\n# last\nCMD ["c"]',
    },
    { bad: 'FROM debian:13.1\n«ENTRYPOINT» a \\\n # why\n b\nENTRYPOINT ["c"]\n' },
  ],
  accepts: ['FROM debian:13.1 AS a\nCMD a\nFROM a\nCMD b\n', 'FROM debian:13.1\nENTRYPOINT ["a"]\nCMD ["b"]\n'],
});

export const german = {
  title: 'Früheres CMD, ENTRYPOINT oder HEALTHCHECK stillschweigend ignoriert',
  why: 'Nur das letzte zählt. Das geprüfte und gehärtete ist vielleicht das ignorierte.',
  remedy: 'Die früheren löschen.',
  says: {
    'This {0} is ignored, because {1} has another one below it.':
      'Dieses {0} wird ignoriert: In {1} steht weiter unten ein anderes.',
    'This one counts.': 'Dieses zählt.',
    'Delete the {0} that is ignored': 'Das ignorierte {0} löschen',
  },
};
