import { pinImage } from '../edit/podImageEdit';
import { podWith } from '../examples';
import { imageOf } from '../model/podImages';
import { defineRule } from '../rule';

const digest = `sha256:${'1'.repeat(64)}`;

export const imageDigestMissing = defineRule({
  id: 'image-digest-missing',
  title: 'Image not pinned by its digest',
  control: 'deploy-by-digest',
  level: 'restricted',
  severity: 'low',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: ['CKV_K8S_43', 'KICS:7c81d34c', 'C-0306'],
  references: ['CISK:5.5.1', 'OWASP:D13'],
  fixable: 'sometimes', // A digest is only known when somebody looked it up.
  subject: 'container',
  why: 'A tag can be pushed again: whoever gets into the registry, or the account that pushes there, changes what runs here.',
  remedy: 'Add @sha256:... behind the tag, and let a bot keep it current.',

  *check(container, context) {
    const image = imageOf(container);
    if (!image || image.reference.digest) return;
    yield {
      at: image.span,
      message: `Container "${container.name}" runs whatever ${image.reference.text} means when it is pulled.`,
      fix: () => pinImage(image, context),
    };
  },

  examples: [
    { bad: podWith('- name: api\n  image: «shop/api:1.4»') },
    {
      bad: podWith('- name: api\n  image: «"shop/api:1.4"»'),
      good: podWith(
        '- name: api\n  image: "shop/api:1.4@sha256:1111111111111111111111111111111111111111111111111111111111111111"',
      ),
      context: { imageFacts: () => ({ digest }) },
    },
  ],
  accepts: [
    podWith(`- name: api\n  image: shop/api:1.4@${digest}`),
    podWith('- name: api\n  image: "{{ .Values.image }}"'),
  ],
});

export const german = {
  title: 'Image nicht auf seinen Digest festgelegt',
  why: 'Ein Tag lässt sich neu vergeben: Wer in die Registry kommt oder in das Konto, das dorthin schiebt, ändert, was hier läuft.',
  remedy: '@sha256:... hinter den Tag setzen und von einem Bot aktuell halten lassen.',
  says: {
    'Container "{0}" runs whatever {1} means when it is pulled.':
      'Container „{0}“ führt aus, was {1} beim Ziehen gerade bedeutet.',
  },
};
