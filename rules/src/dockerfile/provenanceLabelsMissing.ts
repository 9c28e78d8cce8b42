import { sentence } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

const wanted = ['org.opencontainers.image.source', 'org.opencontainers.image.revision'] as const;

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
  fixable: 'never', // The address of the sources is not written in this file.
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
    yield { at: stage.nameSpan, message: `${sentence(stage.label)} has no label ${missing.join(' and ')}.` };
  },

  examples: [{ bad: 'FROM «debian:13.1»\nLABEL org.opencontainers.image.source=https://git.example/a\n' }],
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
    '{0} has no label {1}.': '{0} hat kein Label {1}.',
  },
};
