import { defineRule } from '../rule';

const ids = {
  duplicate: ['CKV_DOCKER_11', 'DS-0012', 'DL3024', 'KICS:f2daed12', 'BK:DuplicateStageName'],
  reserved: ['DL3063', 'BK:ReservedStageName'],
  itself: ['DS-0006', 'DL3023', 'KICS:cdddb86f'],
  byNumber: ['KICS:68a51e22'],
} as const;

const reserved = new Set(['scratch', 'context']);

export const ambiguousBuildStructure = defineRule({
  id: 'ambiguous-build-structure',
  title: 'Stage naming or copy error changes what ships',
  control: 'hardened-base-image',
  level: 'baseline',
  severity: 'low',
  stride: ['T'],
  layer: 'image',
  aliases: Object.values(ids).flat(),
  references: [],
  fixable: 'never', // Which of two stages is meant only a human knows.
  subject: 'dockerfile',
  why: 'When two stages share a name, or a copy names the wrong one, the stage that was hardened may not be the one that ends up in the image.',
  remedy: 'Give every stage a name of its own and copy from a stage that stands above.',

  *check(dockerfile) {
    const seen = new Map<string, number>();
    for (const { name, from, index } of dockerfile.stages) {
      if (name === undefined || !from.alias) continue;
      if (seen.has(name)) {
        yield {
          at: from.alias.span,
          message: `The name "${name}" is already that of stage ${(seen.get(name) ?? 0) + 1}.`,
          aliases: ids.duplicate,
        };
      }
      if (reserved.has(name)) {
        yield {
          at: from.alias.span,
          message: `The stage name "${name}" means something else to the builder.`,
          aliases: ids.reserved,
        };
      }
      seen.set(name, seen.get(name) ?? index);
    }
    for (const instruction of dockerfile.instructions) {
      if (instruction.keyword !== 'COPY' || !instruction.from || !instruction.stage) continue;
      const { value, stage } = instruction.from;
      if (stage === instruction.stage) {
        yield {
          at: value.span,
          message: `COPY takes files from "${value.text}", the stage it stands in.`,
          aliases: ids.itself,
        };
      } else if (value.value !== undefined && /^\d+$/.test(value.value)) {
        yield stage
          ? {
              at: value.span,
              message: `COPY takes files from ${stage.label} by number, which is another stage when one is inserted above.`,
              severity: 'info',
              aliases: ids.byNumber,
            }
          : {
              at: value.span,
              message: `COPY takes files from stage ${value.value}, which is not there yet.`,
              aliases: [],
            };
      }
    }
  },

  examples: [
    {
      bad: 'FROM debian:13.1\nFROM debian:13.1\nCOPY --from=«0» /a /\n',
    },
    {
      bad: 'FROM debian:13.1 AS a\nFROM debian:13.1 AS «A»\nFROM scratch AS «context»\nCOPY --from=«context» /a /\nCOPY --from=«7» /a /\n',
    },
  ],
  accepts: [
    'FROM debian:13.1 AS a\nFROM debian:13.1 AS b\nCOPY --from=a /x /\nCOPY --from=named-context /x /\n',
    'FROM scratch\nFROM scratch\n',
  ],
});

export const german = {
  title: 'Fehler bei Stage-Namen oder Kopien ändert, was ausgeliefert wird',
  why: 'Teilen sich zwei Stages einen Namen oder nennt eine Kopie die falsche, ist die gehärtete womöglich nicht die, die im Image landet.',
  remedy: 'Jeder Stage einen eigenen Namen geben und von einer Stage kopieren, die weiter oben steht.',
  says: {
    'The name "{0}" is already that of stage {1}.': 'Den Namen „{0}“ hat schon Stage {1}.',
    'The stage name "{0}" means something else to the builder.':
      'Der Stage-Name „{0}“ bedeutet für den Builder etwas anderes.',
    'COPY takes files from "{0}", the stage it stands in.': 'COPY nimmt Dateien aus „{0}“, der Stage, in der es steht.',
    'COPY takes files from stage {0}, which is not there yet.':
      'COPY nimmt Dateien aus Stage {0}, die es noch nicht gibt.',
    'COPY takes files from stage {0} by number, which is another stage when one is inserted above.':
      'COPY nimmt Dateien aus Stage {0} nach ihrer Nummer; die ist eine andere, sobald darüber eine eingefügt wird.',
  },
};
