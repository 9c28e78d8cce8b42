import { pinImage } from '../edit/pinImage';
import { on, placeName } from '../model/dockerfile/judge';
import { type ImageReference, isBareName, isMovingTag, parseImageReference } from '../parse/image';
import { defineRule } from '../rule';
import type { Span } from '../text/span';

const digest = `sha256:${'12'.repeat(32)}`;
const context = { imageFacts: (text: string) => (text === 'golang:1.25.1' ? { digest } : undefined) };

const isLoose = (image: ImageReference) => !image.tag || isMovingTag(image.tag.text);

export const copyFromImageUnpinned = defineRule({
  id: 'copy-from-image-unpinned',
  title: 'Files pulled from an unpinned image',
  control: 'base-image-digest',
  level: 'restricted',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: ['DL3022'],
  references: [],
  fixable: 'sometimes', // Only with a digest that was looked up, or that the file has elsewhere.
  subject: 'instruction',
  why: 'Files from another image go straight into yours; when its tag is moved, so does what you ship.',
  remedy: 'Name the image with its digest: `COPY --from=name:1.2.3@sha256:...`.',

  check: on(['RUN', 'COPY'], function* (instruction, context) {
    const used: { image: ImageReference; at: Span }[] = [];
    if (instruction.keyword === 'COPY' && instruction.from?.image) {
      used.push({ image: instruction.from.image, at: instruction.from.value.span });
    }
    if (instruction.keyword === 'RUN') {
      for (const mount of instruction.mounts) {
        const from = mount.options.get('from');
        const isStage = instruction.dockerfile.stages.some(
          (stage) => stage.name === from?.text.toLowerCase() || String(stage.index) === from?.text,
        );
        const image = from?.value === undefined || isStage ? undefined : parseImageReference(from.value);
        if (image && from) used.push({ image, at: mount.span });
      }
    }
    for (const { image, at } of used) {
      if (image.digest || isBareName(image)) continue;
      yield {
        at,
        message: `${instruction.keyword} takes files from "${image.text}" into ${placeName(instruction)} without a digest.`,
        severity: isLoose(image) ? 'medium' : 'low',
        // hadolint is content with a tag, and does not look at mounts.
        aliases: instruction.keyword === 'COPY' && !image.tag ? ['DL3022'] : [],
        fix: () => pinImage(instruction.dockerfile, at, context),
      };
    }
  }),

  examples: [
    { bad: 'FROM debian:13.1\nCOPY --from=«ghcr.io/astral-sh/uv:latest» /uv /bin/\n' },
    {
      bad: 'FROM debian:13.1\nRUN «--mount=type=bind,from=golang:1.25.1,target=/go» make\n',
      good: `FROM debian:13.1\nRUN --mount=type=bind,from=golang:1.25.1@${digest},target=/go make\n`,
      context,
    },
    {
      bad: `FROM uv/uv:0.9.1@${digest} AS uv\nFROM debian:13.1\nCOPY --from=«docker.io/uv/uv:latest» /uv /bin/ # tool\n`,
      good: `FROM uv/uv:0.9.1@${digest} AS uv\nFROM debian:13.1\nCOPY --from=docker.io/uv/uv:0.9.1@${digest} /uv /bin/ # tool\n`,
    },
  ],
  accepts: [
    'FROM debian:13.1 AS build\nFROM debian:13.1\nCOPY --from=build /a /\nCOPY --from=0 /a /\nCOPY --from=context /a /\nCOPY --from=$X /a /\n',
    `FROM debian:13.1\nCOPY --from=ghcr.io/astral-sh/uv:0.9@sha256:${'a'.repeat(64)} /uv /bin/\n`,
    'FROM debian:13.1 AS deps\nFROM debian:13.1\nRUN --mount=type=bind,from=deps,target=/a make\n',
  ],
});

export const german = {
  title: 'Dateien aus einem nicht festgelegten Image',
  why: 'Dateien aus einem anderen Image gehen direkt in das eigene; wandert dessen Tag, wandert das Ausgelieferte mit.',
  remedy: 'Das Image mit Digest nennen: `COPY --from=name:1.2.3@sha256:...`.',
  says: {
    '{0} takes files from "{1}" into {2} without a digest.': '{0} in {2} nimmt Dateien aus „{1}“ ohne Digest.',
  },
};
