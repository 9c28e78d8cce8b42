import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { podWith } from '../examples';
import { imageOf } from '../model/podImages';
import { defineRule } from '../rule';

interface Retired {
  readonly name: RegExp;
  readonly says: string;
  /** Where the same image lives on, given the old text. */
  readonly moved?: (text: string) => string;
}

const retired: readonly Retired[] = [
  {
    name: /^(k8s\.gcr\.io|gcr\.io\/google[-_]containers|[a-z]+\.gcr\.io\/k8s-artifacts-prod)\//,
    says: 'is frozen since 2023; registry.k8s.io has taken over',
    moved: (text) =>
      text.replace(
        /^(k8s\.gcr\.io|gcr\.io\/google[-_]containers|[a-z]+\.gcr\.io\/k8s-artifacts-prod)\//,
        'registry.k8s.io/',
      ),
  },
  {
    name: /^docker\.io\/(bitnami|bitnamilegacy)\//,
    says: 'gets no more updates: Bitnami retired its free images in 2025',
  },
  { name: /^quay\.io\/coreos\//, says: 'is an archive: the CoreOS images live on elsewhere' },
  { name: /^mcr\.microsoft\.com\/(aks\/hcp|k8s\/aad-pod-identity|oss\/azure\/aad-pod-identity)\//, says: 'is retired' },
];

export const deprecatedImageRegistry = defineRule({
  id: 'deprecated-image-registry',
  title: 'Image from a registry that gets no more updates',
  control: 'approved-registries',
  level: 'baseline',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: ['C-0253'],
  references: [],
  fixable: 'sometimes',
  subject: 'container',
  why: 'Nobody mends images there any more: holes found since then stay open, and one day the image is gone.',
  remedy: 'Take the image from where it is kept up now.',

  *check(container) {
    const image = imageOf(container);
    const found =
      image && retired.find(({ name }) => name.test(`${image.reference.name}/`) || name.test(image.reference.name));
    if (!image || !found) return;
    const { moved } = found;
    yield {
      at: image.span,
      message: `Container "${container.name}" takes ${image.reference.text}, a source that ${found.says}.`,
      fix: () =>
        moved &&
        asFix(setValue(image.value, moved(image.reference.text)), {
          title: 'Take it from registry.k8s.io',
          safety: 'review',
        }),
    };
  },

  examples: [
    {
      bad: podWith('- name: dns\n  image: «k8s.gcr.io/coredns:1.6.7»'),
      good: podWith('- name: dns\n  image: registry.k8s.io/coredns:1.6.7'),
    },
    { bad: podWith('- name: db\n  image: «bitnami/postgresql:16»') },
  ],
  accepts: [
    podWith('- name: dns\n  image: registry.k8s.io/coredns:1.6.7'),
    podWith('- name: x\n  image: mirror.example/k8s.gcr.io/x:1'),
  ],
});

export const german = {
  title: 'Image aus einer Registry ohne Updates',
  why: 'Dort bessert niemand mehr Images aus: Seither gefundene Lücken bleiben offen, und eines Tages ist das Image weg.',
  remedy: 'Das Image von dort nehmen, wo es jetzt gepflegt wird.',
  says: {
    'is frozen since 2023; registry.k8s.io has taken over':
      'seit 2023 eingefroren ist; registry.k8s.io ist an ihre Stelle getreten',
    'gets no more updates: Bitnami retired its free images in 2025':
      'keine Updates mehr bekommt: Bitnami hat seine freien Images 2025 eingestellt',
    'is an archive: the CoreOS images live on elsewhere': 'ein Archiv ist: Die CoreOS-Images leben anderswo weiter',
    'is retired': 'eingestellt ist',
    'Container "{0}" takes {1}, a source that {2}.': 'Container „{0}“ nimmt {1} aus einer Quelle, die {2}.',
    'Take it from registry.k8s.io': 'Von registry.k8s.io nehmen',
  },
};
