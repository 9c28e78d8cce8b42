import { pinImage } from '../edit/pinImage';
import { sentence } from '../model/dockerfile/judge';
import { isMovingTag } from '../parse/image';
import { defineRule } from '../rule';

const digest = `sha256:${'12'.repeat(32)}`;

export const baseImageDigestMissing = defineRule({
  id: 'base-image-digest-missing',
  title: 'Base image not pinned to a digest',
  control: 'base-image-digest',
  level: 'restricted',
  severity: 'low',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.12', 'OWASP:D13', 'SCOUT:outdated-base'],
  fixable: 'sometimes', // Only with a digest that was looked up, or that the file has elsewhere.
  subject: 'stage',
  why: 'A tag can be moved to another image, by its publisher or by whoever gets their account; a digest cannot.',
  remedy: 'Append the digest (`docker buildx imagetools inspect name:tag` shows it) and let a bot keep it current.',

  *check(stage, context) {
    const { image, value } = stage.base;
    // Without a tag, or with one that moves, another rule has more to say.
    if (stage.parent || !image?.tag || image.digest || isMovingTag(image.tag.text) || value.raw !== value.text) return;
    yield {
      at: stage.nameSpan,
      message: `${sentence(stage.label)} starts from "${image.text}" without a digest.`,
      fix: () => pinImage(stage.dockerfile, stage.nameSpan, context),
    };
  },

  examples: [
    { bad: 'FROM «debian:13.1» AS a\nFROM a\n' },
    {
      bad: 'FROM --platform=linux/amd64 «debian:13.1» AS a\n',
      good: `FROM --platform=linux/amd64 debian:13.1@${digest} AS a\n`,
      context: { imageFacts: () => ({ digest }) },
    },
  ],
  accepts: [
    `FROM debian:13.1@sha256:${'a'.repeat(64)}\n`,
    'FROM scratch\n',
    'ARG TAG=13.1\nFROM debian:$TAG\n',
    'FROM debian\n',
  ],
});

export const german = {
  title: 'Basis-Image nicht auf einen Digest festgelegt',
  why: 'Einen Tag kann der Herausgeber, oder wer sein Konto übernimmt, auf ein anderes Image setzen; einen Digest nicht.',
  remedy:
    'Den Digest anhängen (`docker buildx imagetools inspect name:tag` zeigt ihn) und von einem Bot aktuell halten lassen.',
  says: {
    '{0} starts from "{1}" without a digest.': '{0} beginnt mit „{1}“ ohne Digest.',
  },
};
