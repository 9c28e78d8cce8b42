import { dockerfileFix } from '../edit/dockerfileEdit';
import { sentence } from '../model/dockerfile/judge';
import { retiredPlace } from '../model/imagePlaces';
import { defineRule } from '../rule';

export const deprecatedBaseImageRegistry = defineRule({
  id: 'deprecated-base-image-registry',
  title: 'Base image from a registry that is no longer maintained',
  control: 'approved-registries',
  level: 'baseline',
  severity: 'medium',
  stride: ['T'],
  layer: 'registry',
  aliases: ['C-0253'],
  references: [],
  fixable: 'sometimes', // Only where the same images live on under another name.
  subject: 'stage',
  why: 'Images there get no security updates any more, and the name may one day belong to somebody else.',
  remedy: 'Take the image from the place its publisher moved to.',

  *check(stage) {
    const { image, value } = stage.base;
    if (stage.parent || !image) return;
    const retired = retiredPlace(image);
    if (!retired) return;
    yield {
      at: stage.nameSpan,
      message: `${sentence(stage.label)} starts from "${image.text}", and ${retired.place} is no longer maintained.`,
      fix: () => {
        const { text } = stage.dockerfile;
        const verbatim = value.raw === value.text && text.slice(image.span.start, image.span.end) === image.text;
        if (!verbatim || !retired.moved || !image.registry) return undefined;
        return dockerfileFix(`Use ${retired.moved}`, 'review', [{ span: image.registry.span, text: retired.moved }]);
      },
    };
  },

  examples: [
    { bad: 'FROM «k8s.gcr.io/pause:3.9»\n', good: 'FROM registry.k8s.io/pause:3.9\n' },
    { bad: 'FROM «bitnami/redis:7.2.4»\n' },
  ],
  accepts: ['FROM registry.k8s.io/pause:3.9\n', 'FROM mirror.example/k8s.gcr.io/pause:3.9\n'],
});

export const german = {
  title: 'Basis-Image aus einer nicht mehr gepflegten Registry',
  why: 'Images dort bekommen keine Sicherheitsupdates mehr, und der Name gehört eines Tages vielleicht jemand anderem.',
  remedy: 'Das Image von dort nehmen, wohin der Herausgeber umgezogen ist.',
  says: {
    '{0} starts from "{1}", and {2} is no longer maintained.':
      '{0} beginnt mit „{1}“, und {2} wird nicht mehr gepflegt.',
    'Use {0}': '{0} verwenden',
  },
};
