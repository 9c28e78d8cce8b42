import { dockerfileFix } from '../edit/dockerfileEdit';
import type { Stage } from '../model/dockerfile';
import { sentence } from '../model/dockerfile/judge';
import { insertBeforeStart } from '../model/dockerfile/users';
import { defineRule, type Fix } from '../rule';

const wanted = ['org.opencontainers.image.source', 'org.opencontainers.image.revision'] as const;

/** Build arguments of names that mean nothing else in the file, and labels with what they are given. */
function askForLabels(stage: Stage, missing: readonly string[]): Fix | undefined {
  const { text } = stage.dockerfile;
  const args = missing.map((label) => {
    const name = label.replace(/.*\./, '').toUpperCase();
    return [name, `IMAGE_${name}`].find((free) => !new RegExp(`\\b${free}\\b`).test(text)) ?? '';
  });
  if (args.includes('')) return undefined;
  const lines = [...args.map((name) => `ARG ${name}`), ...missing.map((label, i) => `LABEL ${label}=$${args[i]}`)];
  const title = `Add the labels; build with ${args.map((name) => `--build-arg ${name}=...`).join(' ')}`;
  return dockerfileFix(title, 'review', [insertBeforeStart(stage, lines, 'LABEL')]);
}

export const provenanceLabelsMissing = defineRule({
  id: 'provenance-labels-missing',
  title: 'No source and revision labels',
  control: 'sbom-and-provenance',
  level: 'advice',
  severity: 'info',
  stride: ['R'],
  layer: 'monitoring',
  aliases: ['DL3049'],
  references: ['SCOUT:attestations'],
  fixable: 'sometimes', // Not where the names of the build arguments are taken.
  subject: 'stage',
  why: 'When an image turns out to be bad, nobody can tell from which commit it was built and what else came from there.',
  remedy:
    'Set `org.opencontainers.image.source` and `org.opencontainers.image.revision` by LABEL with build arguments, or let the pipeline add them.',

  *check(stage) {
    if (!stage.isTarget) return;
    const names = new Set<string>();
    for (const part of stage.chain) {
      for (const instruction of part.instructions) {
        if (instruction.keyword !== 'LABEL') continue;
        for (const { name } of instruction.variables) names.add(name.replace(/^["']|["']$/g, ''));
      }
    }
    const missing = wanted.filter((name) => !names.has(name));
    if (missing.length === 0) return;
    yield {
      at: stage.nameSpan,
      message: `${sentence(stage.label)} has no label ${missing.join(' and ')}.`,
      fix: () => askForLabels(stage, missing),
    };
  },

  examples: [
    {
      bad: 'FROM «debian:13.1»\nLABEL org.opencontainers.image.source=https://git.example/a\n',
      good: 'FROM debian:13.1\nLABEL org.opencontainers.image.source=https://git.example/a\nARG REVISION\nLABEL org.opencontainers.image.revision=$REVISION\n',
    },
    {
      bad: 'from golang:1.25 as build\narg REVISION\nfrom «scratch»\ncopy --from=build /a /a\nuser 10001\n# start\nentrypoint ["/a"]\n',
      good: 'from golang:1.25 as build\narg REVISION\nfrom scratch\ncopy --from=build /a /a\nuser 10001\narg SOURCE\narg IMAGE_REVISION\nlabel org.opencontainers.image.source=$SOURCE\nlabel org.opencontainers.image.revision=$IMAGE_REVISION\n# start\nentrypoint ["/a"]\n',
    },
    { bad: 'FROM «debian:13.1»\nENV SOURCE=/a IMAGE_SOURCE=/b\n' },
  ],
  accepts: [
    'FROM debian:13.1\nARG REV\nLABEL org.opencontainers.image.source="https://git.example/a" \\\n  "org.opencontainers.image.revision"=$REV\n',
    'FROM debian:13.1 AS base\nLABEL org.opencontainers.image.source=a org.opencontainers.image.revision=b\nFROM base\n',
  ],
});

export const german = {
  title: 'Keine Labels für Quelle und Revision',
  why: 'Erweist sich ein Image als schlecht, kann niemand sagen, aus welchem Commit es gebaut wurde und was sonst noch daher kam.',
  remedy:
    '`org.opencontainers.image.source` und `org.opencontainers.image.revision` per LABEL mit Build-Argumenten setzen oder die Pipeline sie hinzufügen lassen.',
  says: {
    'Add the labels; build with {0}': 'Die Labels hinzufügen; bauen mit {0}',
    '{0} has no label {1}.': '{0} hat kein Label {1}.',
  },
};
