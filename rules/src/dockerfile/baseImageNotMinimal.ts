import { dockerfileFix } from '../edit/dockerfileEdit';
import { sentence } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

const withSlim = /^library\/(?:python|node|ruby|debian|rust|perl)$/;

export const baseImageNotMinimal = defineRule({
  id: 'base-image-not-minimal',
  title: 'General-purpose base where a smaller variant exists',
  control: 'image-minimal',
  level: 'advice',
  severity: 'info',
  stride: ['E'],
  layer: 'image',
  aliases: [],
  references: ['CISD:4.3'],
  fixable: 'sometimes', // Only a plain version has an obvious slim form.
  subject: 'stage',
  why: 'The full image brings compilers, shells and hundreds of packages that the program never uses and that somebody has to patch.',
  remedy: 'Take the slim form of the same version, or a distroless base, and test the program on it.',

  *check(stage) {
    const { image } = stage.base;
    if (!stage.isTarget || stage.parent || !image?.tag || image.digest) return;
    const tag = image.tag.text;
    if (!withSlim.test(image.path) || !/^\d[\d.]*(?:-(?:bookworm|trixie|bullseye))?$/.test(tag)) return;
    yield {
      at: stage.nameSpan,
      message: `${sentence(stage.label)} starts from the full "${image.text}", which also comes as a slim image.`,
      fix: () => {
        const { dockerfile, base } = stage;
        const verbatim = dockerfile.text.slice(image.span.start, image.span.end) === image.text;
        if (!verbatim || base.value.raw !== base.value.text || !image.tag) return undefined;
        const slim = /-[a-z]/.test(tag) ? tag.replace('-', '-slim-') : `${tag}-slim`;
        return dockerfileFix(`Use ${image.repository.text}:${slim}`, 'review', [{ span: image.tag.span, text: slim }]);
      },
    };
  },

  examples: [
    {
      bad: 'FROM golang:1.25 AS b\nFROM «python:3.13»\nCMD ["a"]\n',
      good: 'FROM golang:1.25 AS b\nFROM python:3.13-slim\nCMD ["a"]\n',
    },
  ],
  accepts: [
    'FROM python:3.13-slim\n',
    'FROM python:3.13 AS b\nFROM alpine:3.22\n',
    'FROM registry.example/python:3.13\n',
  ],
});
