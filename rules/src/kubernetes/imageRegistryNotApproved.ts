import type { Context } from '../context';
import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { podSpec, podWith } from '../examples';
import { approvedCopy } from '../model/imagePlaces';
import { imageOf, type PodImage, volumeImages } from '../model/podImages';
import { isInside } from '../parse/image';
import { defineRule, type Fix } from '../rule';

function isApproved(image: PodImage, context: Context): boolean {
  const places = [...context.approvedRegistries, ...context.approvedBaseImages];
  return places.some((place) => isInside(image.reference, place));
}

function takeCopy({ reference, value }: PodImage, context: Context): Fix | undefined {
  const copy = approvedCopy(reference, context);
  const title = `Take it from ${copy?.place}, where a copy has to be`;
  return copy && asFix(setValue(value, copy.text), { title, safety: 'review' });
}

export const imageRegistryNotApproved = defineRule({
  id: 'image-registry-not-approved',
  title: 'Image from a registry nobody approved',
  control: 'approved-registries',
  level: 'baseline',
  severity: 'high',
  stride: ['S', 'T'],
  layer: 'registry',
  aliases: ['C-0078'],
  references: ['CISA:5.1.4', 'CISD:4.2', 'OWASP:D13', 'NSA:1.14'],
  fixable: 'sometimes', // Where one registry is approved, and it can hold copies of others.
  subject: 'pod',
  why: 'Images from anywhere were checked by nobody: a look-alike name is all it takes to run the code of a stranger.',
  remedy: 'Copy the image into an approved registry and name it there.',

  *check(pod, context) {
    if (context.approvedRegistries.length === 0) return;
    const used = [
      ...pod.containers.flatMap((container) => {
        const image = imageOf(container);
        return image ? [{ image, who: `Container "${container.name}"` }] : [];
      }),
      ...volumeImages(pod).map((image) => ({ image, who: pod.title })),
    ];
    for (const { image, who } of used) {
      if (isApproved(image, context)) continue;
      yield {
        at: image.span,
        message: `${who} takes its image from ${image.reference.host}, which is not approved.`,
        fix: () => takeCopy(image, context),
      };
    }
  },

  examples: [
    {
      bad: podWith('- name: api\n  image: «shop/api:1.4»\n- name: log\n  image: «registry.example.evil.test/log:1»'),
      good: podWith(
        '- name: api\n  image: registry.example/shop/api:1.4\n- name: log\n  image: registry.example/log:1',
      ),
      context: { approvedRegistries: ['registry.example'] },
    },
    {
      bad: podWith("- name: web\n  image: «'nginx:1.29'» # the proxy"),
      good: podWith("- name: web\n  image: 'registry.example/hub/library/nginx:1.29' # the proxy"),
      context: { approvedRegistries: ['registry.example/hub/*'], approvedBaseImages: ['mirror.example/base'] },
    },
    { bad: podWith('- name: web\n  image: «web»'), context: { approvedRegistries: ['registry.example'] } },
    { bad: podWith('- name: web\n  image: «quay.io/team/web:1»'), context: { approvedRegistries: ['ghcr.io'] } },
    {
      bad: podWith('- name: web\n  image: «nginx:1.29»'),
      context: { approvedRegistries: ['registry.example', 'mirror.example'] },
    },
  ],
  accepts: [
    podWith('- name: api\n  image: shop/api:1.4'),
    {
      text: podWith('- name: api\n  image: registry.example/shop/api:1.4'),
      context: { approvedRegistries: ['registry.example'] },
    },
    { text: podSpec('containers: []'), context: { approvedRegistries: ['registry.example'] } },
  ],
});

export const german = {
  title: 'Image aus einer nicht freigegebenen Registry',
  why: 'Images von irgendwoher hat niemand geprüft: Ein ähnlicher Name genügt, um den Code eines Fremden auszuführen.',
  remedy: 'Das Image in eine freigegebene Registry kopieren und dort nennen.',
  says: {
    'Take it from {0}, where a copy has to be': 'Von {0} nehmen, wo eine Kopie liegen muss',
    'Container "{0}"': 'Container „{0}“',
    '{0} takes its image from {1}, which is not approved.': '{0} nimmt sein Image von {1}, was nicht freigegeben ist.',
  },
};
