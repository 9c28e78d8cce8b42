import { podWith } from '../examples';
import { isPlaceholderDigest } from '../images/imageUse';
import { imageOf } from '../model/podImages';
import { defineRule } from '../rule';

const zeros = `sha256:${'0'.repeat(64)}`;

export const placeholderDigestInPod = defineRule({
  id: 'placeholder-digest-in-pod',
  title: 'Digest of a container that was never filled in',
  control: 'deploy-by-digest',
  level: 'baseline', // The pod never starts with it: nobody wants it in any profile.
  severity: 'info',
  stride: ['D'],
  layer: 'supply-chain',
  aliases: [],
  references: [],
  fixable: 'never', // The right digest is known only to the registry; "Pin to digest" asks it.
  subject: 'container',
  why: 'A digest of zeros names no image, so the pod never starts. It comes from a template whose digest nobody has looked up yet.',
  remedy: 'Use "Pin to digest" or `bulkhead pin`, which ask the registry for the digest of the tag.',

  *check(container) {
    const image = imageOf(container);
    if (!image?.reference.digest || !isPlaceholderDigest(image.reference.digest.text)) return;
    yield {
      at: image.span,
      message: `The digest in the image of container "${container.name}" is a placeholder that no image has.`,
    };
  },

  examples: [{ bad: podWith(`- name: api\n  image: «shop/api:1.4@${zeros}» # fill in`) }],
  accepts: [
    podWith(`- name: api\n  image: shop/api:1.4@sha256:${'01'.repeat(32)}`),
    podWith('- name: api\n  image: shop/api:0'),
  ],
});

export const german = {
  title: 'Nie ausgefüllter Digest eines Containers',
  why: 'Ein Digest aus Nullen nennt kein Image, der Pod startet also nie. Er stammt aus einer Vorlage, deren Digest noch niemand nachgeschlagen hat.',
  remedy: '„Auf Digest festlegen“ oder `bulkhead pin` verwenden; sie fragen die Registry nach dem Digest des Tags.',
  says: {
    'The digest in the image of container "{0}" is a placeholder that no image has.':
      'Der Digest im Image von Container „{0}“ ist ein Platzhalter, den kein Image hat.',
  },
};
