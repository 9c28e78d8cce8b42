import { podWith } from '../examples';
import { ageInDays, oldAfterDays } from '../images/factJudgements';
import { imageOf } from '../model/podImages';
import { defineRule } from '../rule';

const context = { today: '2026-06-01', imageFacts: () => ({ created: '2024-05-01' }) };

/** Speaks only about images that somebody looked up or recorded in the lock file. */
export const imageOld = defineRule({
  id: 'image-old',
  title: 'Container from an image built more than a year ago',
  control: 'fresh-rebuilds',
  level: 'advice',
  severity: 'low',
  stride: ['T', 'E'],
  layer: 'supply-chain',
  aliases: [],
  references: [],
  fixable: 'never', // Which newer image works here, tests decide.
  subject: 'container',
  why: 'An image contains the packages of the day it was built. The security updates since then are missing, and each is a published way in.',
  remedy: 'Rebuild the image on a current base and deploy the new digest, or move to a newer release.',

  *check(container, { imageFacts, today }) {
    const image = imageOf(container);
    const days = image && ageInDays(imageFacts(image.reference.text), today);
    if (!image || days === undefined || days <= oldAfterDays) return;
    yield { at: image.span, message: `Container "${container.name}" runs an image that was built ${days} days ago.` };
  },

  examples: [{ bad: podWith('- name: api\n  image: «shop/api:1.4» # stable'), context }],
  accepts: [
    podWith('- name: api\n  image: shop/api:1.4'),
    { text: podWith('- name: api\n  image: shop/api:1.4'), context: { ...context, today: '2024-06-01' } },
    { text: podWith('- name: api\n  image: "{{ .Values.image }}"'), context },
  ],
});

export const german = {
  title: 'Container aus einem Image, das über ein Jahr alt ist',
  why: 'Ein Image enthält die Pakete des Tages, an dem es gebaut wurde. Die Sicherheitsupdates seither fehlen, und jedes ist ein veröffentlichter Weg hinein.',
  remedy:
    'Das Image auf einer aktuellen Basis neu bauen und den neuen Digest ausrollen oder auf eine neuere Version wechseln.',
  says: {
    'Container "{0}" runs an image that was built {1} days ago.':
      'Container „{0}“ läuft mit einem Image, das vor {1} Tagen gebaut wurde.',
  },
};
