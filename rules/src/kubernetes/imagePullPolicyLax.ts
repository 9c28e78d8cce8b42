import { setField } from '../edit/fixes';
import { podWith } from '../examples';
import { imageOf } from '../model/podImages';
import { at, readString } from '../model/value';
import { isUntrusted } from '../model/workload';
import { isMovingTag } from '../parse/image';
import { defineRule } from '../rule';

const notAlways = ['CKV_K8S_15', 'KICS:caa3479d', 'PO:pullPolicyNotAlways', 'KSC:container-image-pull-policy'];
/** Another tool means a tag that moves, and without a digit it names no version. */
const movingTag = ['C-0075'];

export const imagePullPolicyLax = defineRule({
  id: 'image-pull-policy-lax',
  title: 'Image is taken from the node without asking the registry',
  control: 'pull-authentication',
  level: 'restricted',
  severity: 'low',
  stride: ['E', 'S'],
  layer: 'registry',
  aliases: [...notAlways, ...movingTag],
  references: [],
  fixable: 'sometimes',
  subject: 'container',
  why: 'With an image already on the node nobody checks whether this pod may pull it, nor whether the tag has been mended since.',
  remedy: 'Set imagePullPolicy: Always, or pin the image by its digest.',

  *check(container, context) {
    const image = imageOf(container);
    if (!image) return;
    const policy = readString(at(container.value, 'imagePullPolicy'));
    if (policy.state === 'unknown' || policy.value === 'Always') return;
    const { digest, tag } = image.reference;
    const moves = !digest && (!tag || isMovingTag(tag.text));
    // Without a policy Kubernetes asks the registry for `latest` each time, and for other tags once.
    const asks = policy.state === 'absent' && (!tag || tag.text === 'latest') && !digest;
    if (asks) return;
    const isLax =
      policy.value === 'Never' ||
      (moves && policy.value === 'IfNotPresent') ||
      (!digest && isUntrusted(container.pod, context));
    if (!isLax) return;
    yield {
      at: policy.span ?? image.span,
      message:
        policy.value === 'Never'
          ? `Container "${container.name}" runs whatever image of that name lies on the node.`
          : `Container "${container.name}" may run an image that lies on the node without asking the registry.`,
      aliases: moves || (!digest && !/\d/.test(tag?.text ?? '')) ? [...notAlways, ...movingTag] : notAlways,
      fix: () =>
        setField(container.value, ['imagePullPolicy'], 'Always', {
          title: `Ask the registry whenever "${container.name}" starts`,
          safety: 'review',
        }),
    };
  },

  examples: [
    {
      bad: podWith('- name: api\n  image: shop/api:1.4\n  imagePullPolicy: «Never»'),
      good: podWith('- name: api\n  image: shop/api:1.4\n  imagePullPolicy: Always'),
    },
    {
      bad: podWith('- name: api\n  image: shop/api:main\n  imagePullPolicy: «IfNotPresent»'),
      good: podWith('- name: api\n  image: shop/api:main\n  imagePullPolicy: Always'),
      context: { profile: 'restricted' },
    },
    {
      bad: podWith('- name: api\n  image: «shop/api:1.4»'),
      good: podWith('- name: api\n  image: shop/api:1.4\n  imagePullPolicy: Always'),
    },
  ],
  accepts: [
    {
      text: podWith('- name: api\n  image: shop/api:1.4\n  imagePullPolicy: IfNotPresent'),
      context: { profile: 'restricted' },
    },
    podWith('- name: api\n  image: shop/api\n'),
    podWith('- name: api\n  image: shop/api:1.4\n  imagePullPolicy: Always'),
    podWith(`- name: api\n  image: shop/api@sha256:${'1'.repeat(64)}`),
  ],
});

export const german = {
  title: 'Image vom Node, ohne die Registry zu fragen',
  why: 'Liegt ein Image schon auf dem Node, prüft niemand, ob dieser Pod es ziehen darf oder ob der Tag seither ausgebessert wurde.',
  remedy: 'imagePullPolicy: Always setzen oder das Image auf seinen Digest festlegen.',
  says: {
    'Container "{0}" runs whatever image of that name lies on the node.':
      'Container „{0}“ führt aus, was unter diesem Namen auf dem Node liegt.',
    'Container "{0}" may run an image that lies on the node without asking the registry.':
      'Container „{0}“ führt womöglich ein Image vom Node aus, ohne die Registry zu fragen.',
    'Ask the registry whenever "{0}" starts': 'Bei jedem Start von „{0}“ die Registry fragen',
  },
};
