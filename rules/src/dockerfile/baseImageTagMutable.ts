import { pinImage } from '../edit/pinImage';
import { sentence } from '../model/dockerfile/judge';
import { isMovingTag, tagBehindUnknown } from '../parse/image';
import { defineRule } from '../rule';

const digest = `sha256:${'12'.repeat(32)}`;

export const baseImageTagMutable = defineRule({
  id: 'base-image-tag-mutable',
  title: 'Base image on a moving tag',
  control: 'base-image-digest',
  level: 'baseline',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: ['CKV_DOCKER_7', 'DS-0001', 'DL3007', 'KICS:f45ea400'],
  references: ['OWASP:D9', 'CISD:5.28'],
  fixable: 'sometimes', // Only with a digest that was looked up, or that the file has elsewhere.
  subject: 'stage',
  why: 'The tag is moved to another image again and again: what was reviewed is not what the next build takes.',
  remedy: 'Write the full version you tested, best with its digest: `name:1.2.3@sha256:...`.',

  *check(stage, context) {
    const { image, value } = stage.base;
    const tag = value.value === undefined ? tagBehindUnknown(value.text) : image?.tag?.text;
    if (stage.parent || !tag || image?.digest || !isMovingTag(tag)) return;
    yield {
      at: stage.nameSpan,
      message: `${sentence(stage.label)} starts from "${value.text}", and the tag "${tag}" moves.`,
      fix: () => pinImage(stage.dockerfile, stage.nameSpan, context),
    };
  },

  examples: [
    { bad: 'FROM «debian:latest»\n' },
    {
      bad: 'ARG TAG=lts\nFROM «node:$TAG» AS build\n',
      good: `ARG TAG=lts@${digest}\nFROM node:$TAG AS build\n`,
      context: { imageFacts: () => ({ digest }) },
    },
    {
      bad: `FROM node:24.1.0@${digest} AS build\nFROM «node:lts»\n`,
      good: `FROM node:24.1.0@${digest} AS build\nFROM node:24.1.0@${digest}\n`,
    },
    { bad: 'ARG REGISTRY\nFROM «$REGISTRY/shop/base:latest»\n' },
    { bad: 'ARG TAG=lts\nFROM «node:$TAG» AS build\nFROM build\nFROM debian:13.1\n' },
  ],
  accepts: [
    'FROM debian:13.1\n',
    'FROM node:lts@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n',
    'FROM debian:latest-20251103\n',
  ],
});

export const german = {
  title: 'Basis-Image auf einem wandernden Tag',
  why: 'Der Tag wird immer wieder auf ein anderes Image gesetzt: Der nächste Build nimmt nicht, was geprüft wurde.',
  remedy: 'Die ganze getestete Version schreiben, am besten mit Digest: `name:1.2.3@sha256:...`.',
  says: {
    '{0} starts from "{1}", and the tag "{2}" moves.': '{0} beginnt mit „{1}“, und der Tag „{2}“ wandert.',
  },
};
