import { imagesOfDockerfile } from '../images/dockerfileImages';
import { hasRealDigest, withoutDigest } from '../images/imageUse';
import { defineRule } from '../rule';

const [before, now] = [`sha256:${'12'.repeat(32)}`, `sha256:${'34'.repeat(32)}`];
const context = { imageFacts: (reference: string) => (reference === 'python:3.12' ? { digest: now } : undefined) };

/** Speaks only about what somebody looked up or recorded in the lock file. */
export const baseImageDigestDrifted = defineRule({
  id: 'base-image-digest-drifted',
  title: 'Digest that the tag no longer stands for',
  control: 'base-image-digest',
  level: 'restricted',
  severity: 'low',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: [],
  fixable: 'sometimes', // A digest behind several variables is not edited.
  subject: 'dockerfile',
  why: 'The digest decides what is built; the tag beside it now means another image. Readers are misled, and fixes that were pushed under the tag are missing.',
  remedy: 'Refresh the digest after looking at what changed, or name the tag the digest belongs to.',

  *check(dockerfile, { imageFacts }) {
    if (!dockerfile.text.includes('sha256:')) return; // Most files have no digest at all.
    for (const { image, span, setDigest } of imagesOfDockerfile(dockerfile)) {
      if (!image?.tag || !hasRealDigest(image)) continue;
      const current = imageFacts(withoutDigest(image))?.digest;
      if (current === undefined || current === image.digest?.text) continue;
      yield {
        at: span,
        message: `"${withoutDigest(image)}" now stands for another image than the digest behind it.`,
        fix: () =>
          setDigest && {
            title: `Refresh the digest of ${withoutDigest(image)}`,
            safety: 'review',
            edits: setDigest(current),
          },
      };
    }
  },

  examples: [
    {
      bad: `FROM --platform=linux/amd64 «python:3.12@${before}» AS build\n`,
      good: `FROM --platform=linux/amd64 python:3.12@${now} AS build\n`,
      context,
    },
    { bad: `ARG TAG=3.12@${before}\nFROM «python:$TAG»\n`, good: `ARG TAG=3.12@${now}\nFROM python:$TAG\n`, context },
  ],
  accepts: [
    `FROM python:3.12@${before}\n`,
    { text: `FROM python:3.12@${now}\n`, context },
    { text: `FROM python@${before}\n`, context },
    { text: 'FROM python:3.12\n', context },
  ],
});

export const german = {
  title: 'Digest, für den der Tag nicht mehr steht',
  why: 'Der Digest bestimmt, was gebaut wird; der Tag daneben meint inzwischen ein anderes Image. Leser werden getäuscht, und unter dem Tag veröffentlichte Korrekturen fehlen.',
  remedy:
    'Den Digest auffrischen, nachdem die Änderungen angesehen sind, oder den Tag nennen, zu dem der Digest gehört.',
  says: {
    '"{0}" now stands for another image than the digest behind it.':
      '„{0}“ steht jetzt für ein anderes Image als der Digest dahinter.',
    'Refresh the digest of {0}': 'Den Digest von {0} auffrischen',
  },
};
