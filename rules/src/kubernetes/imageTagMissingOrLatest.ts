import { pinImage } from '../edit/podImageEdit';
import { podWith } from '../examples';
import { imageOf } from '../model/podImages';
import { isMovingTag } from '../parse/image';
import { defineRule } from '../rule';

const digest = `sha256:${'1'.repeat(64)}`;

export const imageTagMissingOrLatest = defineRule({
  id: 'image-tag-missing-or-latest',
  title: 'Image without a fixed version',
  control: 'deploy-by-digest',
  level: 'baseline',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [
    'CKV_K8S_14',
    'KSV-0013',
    'KL:latest-tag',
    'PO:tagNotSpecified',
    'KSC:container-image-tag',
    'KICS:583053b7',
  ],
  references: ['CISD:5.28', 'OWASP:D13'],
  fixable: 'sometimes', // A digest is only known when somebody looked it up.
  subject: 'container',
  why: 'A tag like latest means another image tomorrow: what runs is not what was reviewed, and two replicas may differ.',
  remedy: 'Name a version, best with its digest.',

  *check(container, context) {
    const image = imageOf(container);
    if (!image || image.reference.digest) return;
    const { tag } = image.reference;
    if (tag && !isMovingTag(tag.text)) return;
    yield {
      at: image.span,
      message: tag
        ? `Container "${container.name}" runs ${image.reference.text}, and the tag ${tag.text} moves.`
        : `Container "${container.name}" runs ${image.reference.text} without a tag, so whichever image is newest.`,
      fix: () => pinImage(image, context),
    };
  },

  examples: [
    { bad: podWith('- name: api\n  image: «shop/api:latest»') },
    {
      bad: podWith('- name: api\n  image: «shop/api» # ours'),
      good: podWith(
        '- name: api\n  image: shop/api@sha256:1111111111111111111111111111111111111111111111111111111111111111 # ours',
      ),
      context: { imageFacts: () => ({ digest }) },
    },
  ],
  accepts: [
    podWith('- name: api\n  image: shop/api:1.4'),
    podWith(`- name: api\n  image: shop/api@${digest}`),
    podWith('- name: api\n  image: "{{ .Values.image }}:latest"'),
    podWith('- name: api\n  image: $(IMAGE)'),
  ],
});

export const german = {
  title: 'Image ohne feste Version',
  why: 'Ein Tag wie latest bedeutet morgen ein anderes Image: Es läuft nicht, was geprüft wurde, und zwei Replicas können verschieden sein.',
  remedy: 'Eine Version nennen, am besten mit Digest.',
  says: {
    'Container "{0}" runs {1}, and the tag {2} moves.': 'Container „{0}“ führt {1} aus, und der Tag {2} wandert.',
    'Container "{0}" runs {1} without a tag, so whichever image is newest.':
      'Container „{0}“ führt {1} ohne Tag aus, also das jeweils neueste Image.',
  },
};
