import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { podWith } from '../examples';
import { hasRealDigest, withoutDigest } from '../images/imageUse';
import { imageOf } from '../model/podImages';
import { defineRule } from '../rule';

const [before, now] = [`sha256:${'12'.repeat(32)}`, `sha256:${'34'.repeat(32)}`];
const context = { imageFacts: (reference: string) => (reference === 'shop/api:1.4' ? { digest: now } : undefined) };

/** Speaks only about what somebody looked up or recorded in the lock file. */
export const imageDigestDrifted = defineRule({
  id: 'image-digest-drifted',
  title: 'Digest of a container that its tag no longer stands for',
  control: 'deploy-by-digest',
  level: 'restricted',
  severity: 'low',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: [],
  fixable: 'sometimes', // A value from a merge key belongs to somebody else.
  subject: 'container',
  why: 'The digest decides what runs; the tag beside it now means another image. Readers are misled, and fixes that were pushed under the tag are missing.',
  remedy: 'Refresh the digest after looking at what changed, or name the tag the digest belongs to.',

  *check(container, { imageFacts }) {
    const image = imageOf(container);
    if (!image?.reference.tag || !hasRealDigest(image.reference)) return;
    const tagged = withoutDigest(image.reference);
    const current = imageFacts(tagged)?.digest;
    if (current === undefined || current === image.reference.digest?.text) return;
    yield {
      at: image.span,
      message: `Container "${container.name}": ${tagged} now stands for another image than the digest behind it.`,
      fix: () =>
        asFix(setValue(image.value, `${tagged}@${current}`), {
          title: `Refresh the digest of ${tagged}`,
          safety: 'review',
        }),
    };
  },

  examples: [
    {
      bad: podWith(`- name: api\n  image: «"shop/api:1.4@${before}"» # public`),
      good: podWith(`- name: api\n  image: "shop/api:1.4@${now}" # public`),
      context,
    },
  ],
  accepts: [
    podWith(`- name: api\n  image: shop/api:1.4@${before}`),
    { text: podWith(`- name: api\n  image: shop/api:1.4@${now}`), context },
    { text: podWith(`- name: api\n  image: shop/api@${before}`), context },
    { text: podWith('- name: api\n  image: shop/api:1.4'), context },
  ],
});

export const german = {
  title: 'Digest eines Containers, für den sein Tag nicht mehr steht',
  why: 'Der Digest bestimmt, was läuft; der Tag daneben meint inzwischen ein anderes Image. Leser werden getäuscht, und unter dem Tag veröffentlichte Korrekturen fehlen.',
  remedy:
    'Den Digest auffrischen, nachdem die Änderungen angesehen sind, oder den Tag nennen, zu dem der Digest gehört.',
  says: {
    'Container "{0}": {1} now stands for another image than the digest behind it.':
      'Container „{0}“: {1} steht jetzt für ein anderes Image als der Digest dahinter.',
    'Refresh the digest of {0}': 'Den Digest von {0} auffrischen',
  },
};
