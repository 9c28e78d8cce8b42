import { sentence } from '../model/dockerfile/judge';
import { type ImageReference, isInside } from '../parse/image';
import { defineRule } from '../rule';
import type { Span } from '../text/span';

export const baseImageRegistryNotApproved = defineRule({
  id: 'base-image-registry-not-approved',
  title: 'Base image from an unapproved registry',
  control: 'hardened-base-image',
  level: 'baseline',
  severity: 'high',
  stride: ['S', 'T'],
  layer: 'registry',
  aliases: ['DL3026', 'C-0078'],
  references: ['SCOUT:unapproved-base', 'CISD:4.2', 'CISA:5.1.4', 'OWASP:D13'],
  fixable: 'never', // Where the approved copy lives is not written in this file.
  subject: 'dockerfile',
  why: 'An image from a registry nobody approved can hold anything, and nobody scans or signs it on the way.',
  remedy: 'Take the image from an approved registry, for example through its cache of the public one.',

  *check(dockerfile, { approvedRegistries, approvedBaseImages }) {
    const approved = [...approvedRegistries, ...approvedBaseImages];
    if (approved.length === 0) return;
    const isApproved = (image: ImageReference) => approved.some((place) => isInside(image, place));
    const used: { image: ImageReference; at: Span; who: string }[] = [];
    for (const stage of dockerfile.stages) {
      const { image } = stage.base;
      if (!stage.parent && image) used.push({ image, at: stage.nameSpan, who: `${sentence(stage.label)} starts from` });
    }
    for (const instruction of dockerfile.instructions) {
      if (instruction.keyword === 'COPY' && instruction.from?.image) {
        used.push({ image: instruction.from.image, at: instruction.from.value.span, who: 'COPY takes files from' });
      }
    }
    for (const { image, at, who } of used) {
      if (!isApproved(image)) yield { at, message: `${who} "${image.text}", which is in no approved registry.` };
    }
  },

  examples: [
    {
      bad: 'FROM «debian:13.1»\nCOPY --from=«ghcr.io/team/tool:1» /tool /usr/bin/\n',
      context: { approvedRegistries: ['registry.example/shop'] },
    },
    { bad: 'FROM «registry.example/shop-evil/base:1»\n', context: { approvedRegistries: ['registry.example/shop'] } },
  ],
  accepts: [
    'FROM debian:13.1\n',
    {
      text: 'FROM registry.example/shop/base:1 AS build\nFROM build\nCOPY --from=build /a /b\n',
      context: { approvedRegistries: ['registry.example/shop'] },
    },
    { text: 'FROM debian:13.1\nFROM scratch\n', context: { approvedRegistries: ['docker.io/library'] } },
    { text: 'ARG BASE\nFROM $BASE\n', context: { approvedRegistries: ['docker.io/library'] } },
  ],
});

export const german = {
  title: 'Basis-Image aus einer nicht freigegebenen Registry',
  why: 'Ein Image aus einer nicht freigegebenen Registry kann alles enthalten, und niemand prüft oder signiert es unterwegs.',
  remedy: 'Das Image aus einer freigegebenen Registry nehmen, zum Beispiel über deren Cache der öffentlichen.',
  says: {
    '{0} starts from': '{0} beginnt mit',
    'COPY takes files from': 'COPY nimmt Dateien aus',
    '{0} "{1}", which is in no approved registry.': '{0} „{1}“, das in keiner freigegebenen Registry liegt.',
  },
};
