import { ageInDays, oldAfterDays } from '../images/factJudgements';
import { sentence } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

const context = { today: '2026-06-01', imageFacts: () => ({ created: '2024-05-01' }) };

/** Speaks only about images that somebody looked up or recorded in the lock file. */
export const baseImageOld = defineRule({
  id: 'base-image-old',
  title: 'Base image built more than a year ago',
  control: 'fresh-rebuilds',
  level: 'advice',
  severity: 'low',
  stride: ['T', 'E'],
  layer: 'supply-chain',
  aliases: [],
  references: [],
  fixable: 'never', // Which newer image the program runs on, tests decide.
  subject: 'stage',
  why: 'An image contains the packages of the day it was built. The security updates since then are missing, and each is a published way in.',
  remedy: 'Refresh the digest, or move to a tag that is still being built.',

  *check(stage, { imageFacts, today }) {
    const { image } = stage.base;
    if (stage.parent || !image) return;
    const days = ageInDays(imageFacts(image.text), today);
    if (days === undefined || days <= oldAfterDays) return;
    yield {
      at: stage.nameSpan,
      message: `${sentence(stage.label)} starts from an image that was built ${days} days ago.`,
    };
  },

  examples: [{ bad: 'FROM «shop/base:1» AS build\nRUN make\n', context }],
  accepts: [
    'FROM shop/base:1\n',
    { text: 'FROM shop/base:1\n', context: { ...context, today: '2024-06-01' } },
    { text: 'FROM shop/base:1\n', context: { ...context, imageFacts: () => ({ created: '1970-01-01' }) } },
    { text: 'FROM shop/base:1\n', context: { ...context, today: '' } },
    { text: 'FROM scratch\n', context },
  ],
});

export const german = {
  title: 'Basis-Image über ein Jahr alt',
  why: 'Ein Image enthält die Pakete des Tages, an dem es gebaut wurde. Die Sicherheitsupdates seither fehlen, und jedes ist ein veröffentlichter Weg hinein.',
  remedy: 'Den Digest auffrischen oder zu einem Tag wechseln, der noch gebaut wird.',
  says: {
    '{0} starts from an image that was built {1} days ago.':
      '{0} beginnt mit einem Image, das vor {1} Tagen gebaut wurde.',
  },
};
