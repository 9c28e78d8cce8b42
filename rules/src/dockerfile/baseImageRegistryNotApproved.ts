import type { Context } from '../context';
import { dockerfileFix, replaceValue } from '../edit/dockerfileEdit';
import type { Dockerfile } from '../model/dockerfile';
import { knownUser } from '../model/dockerfile/bases';
import { sentence } from '../model/dockerfile/judge';
import { approvedCopy } from '../model/imagePlaces';
import { type ImageReference, isInside } from '../parse/image';
import type { Value } from '../parse/shell';
import { defineRule, type Fix } from '../rule';
import type { Span } from '../text/span';

interface Used {
  readonly image: ImageReference;
  readonly value: Value;
  readonly at: Span;
  readonly who: string;
}

function takeCopy(dockerfile: Dockerfile, { image, value }: Used, context: Context): Fix | undefined {
  const copy = approvedCopy(image, context);
  // Of a copy nobody here knows that it does not start as root.
  if (knownUser(image)?.root === false) return undefined;
  if (!copy || value.raw !== image.text) return undefined;
  const title = `Take it from ${copy.place}, where a copy has to be`;
  return dockerfileFix(title, 'review', [replaceValue(dockerfile, value, copy.text)]);
}

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
  fixable: 'sometimes', // Where one registry is approved, and it can hold copies of others.
  subject: 'dockerfile',
  why: 'An image from a registry nobody approved can hold anything, and nobody scans or signs it on the way.',
  remedy: 'Take the image from an approved registry, for example through its cache of the public one.',

  *check(dockerfile, context) {
    const approved = [...context.approvedRegistries, ...context.approvedBaseImages];
    if (approved.length === 0) return;
    const isApproved = (image: ImageReference) => approved.some((place) => isInside(image, place));
    const used: Used[] = [];
    for (const stage of dockerfile.stages) {
      const { image, value } = stage.base;
      if (!stage.parent && image)
        used.push({ image, value, at: stage.nameSpan, who: `${sentence(stage.label)} starts from` });
    }
    for (const instruction of dockerfile.instructions) {
      if (instruction.keyword === 'COPY' && instruction.from?.image) {
        const { image, value } = instruction.from;
        used.push({ image, value, at: value.span, who: 'COPY takes files from' });
      }
    }
    for (const one of used) {
      if (isApproved(one.image)) continue;
      yield {
        at: one.at,
        message: `${one.who} "${one.image.text}", which is in no approved registry.`,
        fix: () => takeCopy(dockerfile, one, context),
      };
    }
  },

  examples: [
    {
      bad: 'FROM «debian:13.1»\nCOPY --from=«ghcr.io/team/tool:1» /tool /usr/bin/\n',
      good: 'FROM registry.example/shop/library/debian:13.1\nCOPY --from=registry.example/shop/team/tool:1 /tool /usr/bin/\n',
      context: { approvedRegistries: ['registry.example/shop'] },
    },
    {
      bad: 'FROM «registry.example/shop-evil/base:1»\n',
      good: 'FROM registry.example/shop/shop-evil/base:1\n',
      context: { approvedRegistries: ['registry.example/shop'] },
    },
    {
      bad: 'ARG V=13.1\nFROM «debian:$V» AS base\nCOPY --from=«assets» /a /a\n',
      context: { approvedRegistries: ['registry.example'] },
    },
    { bad: 'FROM «debian:13.1»\n', context: { approvedRegistries: ['registry.example', 'mirror.example'] } },
    { bad: 'FROM «quay.io/team/tool:1»\n', context: { approvedRegistries: ['ghcr.io'] } },
    {
      bad: 'FROM «gcr.io/distroless/static:nonroot»\nCOPY app /\n',
      context: { approvedRegistries: ['registry.example'] },
    },
    { bad: 'FROM «quay.io/team/tool:1»\n', context: { approvedRegistries: ['docker.io/shop'] } },
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
    'Take it from {0}, where a copy has to be': 'Von {0} nehmen, wo eine Kopie liegen muss',
    '{0} starts from': '{0} beginnt mit',
    'COPY takes files from': 'COPY nimmt Dateien aus',
    '{0} "{1}", which is in no approved registry.': '{0} „{1}“, das in keiner freigegebenen Registry liegt.',
  },
};
