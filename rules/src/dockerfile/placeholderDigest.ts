import { imagesOfDockerfile } from '../images/dockerfileImages';
import { isPlaceholderDigest } from '../images/imageUse';
import { defineRule } from '../rule';

const zeros = `sha256:${'0'.repeat(64)}`;

export const placeholderDigest = defineRule({
  id: 'placeholder-digest',
  title: 'Digest that was never filled in',
  control: 'base-image-digest',
  level: 'baseline', // The build fails with it: nobody wants it in any profile.
  severity: 'info',
  stride: ['D'],
  layer: 'supply-chain',
  aliases: [],
  references: [],
  fixable: 'never', // The right digest is known only to the registry; "Pin to digest" asks it.
  subject: 'dockerfile',
  why: 'A digest of zeros names no image, so the build stops. It comes from a template whose digest nobody has looked up yet.',
  remedy: 'Use "Pin to digest" or `bulkhead pin`, which ask the registry for the digest of the tag.',

  *check(dockerfile) {
    for (const { image, span } of imagesOfDockerfile(dockerfile)) {
      if (!image?.digest || !isPlaceholderDigest(image.digest.text)) continue;
      yield { at: span, message: `The digest of "${image.name}" is a placeholder that no image has.` };
    }
  },

  examples: [
    { bad: `FROM «python:3.12-slim@${zeros}» AS build\n` },
    { bad: `FROM debian:13.1\nCOPY --from=«ghcr.io/astral-sh/uv:0.9@${zeros}» /uv /bin/\n` },
  ],
  accepts: [
    `FROM python:3.12-slim@sha256:${'01'.repeat(32)}\n`,
    `FROM debian:13.1\nRUN echo ${zeros}\n`,
    `ARG DIGEST=${zeros}\nFROM scratch\n`,
  ],
});

export const german = {
  title: 'Nie ausgefüllter Digest',
  why: 'Ein Digest aus Nullen nennt kein Image, der Build hält also an. Er stammt aus einer Vorlage, deren Digest noch niemand nachgeschlagen hat.',
  remedy: '„Auf Digest festlegen“ oder `bulkhead pin` verwenden; sie fragen die Registry nach dem Digest des Tags.',
  says: {
    'The digest of "{0}" is a placeholder that no image has.':
      'Der Digest von „{0}“ ist ein Platzhalter, den kein Image hat.',
  },
};
