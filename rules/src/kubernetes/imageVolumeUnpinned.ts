import { pinImage } from '../edit/podImageEdit';
import { podSpec } from '../examples';
import { volumeImages } from '../model/podImages';
import { defineRule } from '../rule';

const digest = `sha256:${'1'.repeat(64)}`;

export const imageVolumeUnpinned = defineRule({
  id: 'image-volume-unpinned',
  title: 'Image volume without a digest',
  control: 'deploy-by-digest',
  level: 'restricted',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISK:5.5.1'],
  fixable: 'sometimes', // A digest is only known when somebody looked it up.
  subject: 'pod',
  why: 'Models and plugins mounted from an image change with its tag, and a changed model is changed behaviour, or code.',
  remedy: 'Name the image of the volume by its digest.',

  *check(pod, context) {
    for (const image of volumeImages(pod)) {
      if (image.reference.digest) continue;
      yield {
        at: image.span,
        message: `${pod.title} mounts whatever ${image.reference.text} means when it is pulled.`,
        fix: () => pinImage(image, context),
      };
    }
  },

  examples: [
    {
      bad: podSpec(
        'containers:\n  - name: model\nvolumes:\n  - name: weights\n    image: { reference: «shop/weights:3» }',
      ),
    },
    {
      bad: podSpec(
        'containers:\n  - name: model\nvolumes:\n  - name: weights\n    image:\n      reference: «shop/weights:3»',
      ),
      good: podSpec(
        'containers:\n  - name: model\nvolumes:\n  - name: weights\n    image:\n      reference: shop/weights:3@sha256:1111111111111111111111111111111111111111111111111111111111111111',
      ),
      context: { imageFacts: () => ({ digest }) },
    },
  ],
  accepts: [
    podSpec(
      `containers:\n  - name: model\nvolumes:\n  - name: weights\n    image: { reference: "shop/weights@${digest}" }`,
    ),
  ],
});

export const german = {
  title: 'Image-Volume ohne Digest',
  why: 'Aus einem Image eingebundene Modelle und Plugins ändern sich mit dem Tag, und ein geändertes Modell ist geändertes Verhalten, oder Code.',
  remedy: 'Das Image des Volumes mit seinem Digest nennen.',
  says: {
    '{0} mounts whatever {1} means when it is pulled.': '{0} bindet ein, was {1} beim Ziehen gerade bedeutet.',
  },
};
