import { tagAsElsewhere } from '../edit/baseImageEdit';
import { sentence } from '../model/dockerfile/judge';
import { tagBehindUnknown } from '../parse/image';
import { defineRule } from '../rule';

export const baseImageTagMissing = defineRule({
  id: 'base-image-tag-missing',
  title: 'Base image without a tag',
  control: 'hardened-base-image',
  level: 'baseline',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: ['CKV_DOCKER_7', 'DS-0001', 'DL3006', 'KICS:9efb0b2d'],
  references: ['OWASP:D9', 'CISD:5.28'],
  fixable: 'sometimes', // Only where the file names one version of the image elsewhere, with a digest or for an ARG.
  subject: 'stage',
  why: 'Without a tag the build takes whatever is newest that day: nobody reviewed it, and the next build is another image.',
  remedy: 'Write the full version you tested, best with its digest: `name:1.2.3@sha256:...`.',

  *check(stage) {
    const { image, value } = stage.base;
    const isMissing = image
      ? !image.tag && !image.digest
      : value.value === undefined && tagBehindUnknown(value.text) === '';
    if (stage.parent || !isMissing) return;
    yield {
      at: stage.nameSpan,
      message: `${sentence(stage.label)} starts from "${value.text}" without a tag.`,
      fix: () => tagAsElsewhere(stage),
    };
  },

  examples: [
    {
      bad: `FROM golang:1.25.3@sha256:${'a'.repeat(64)} AS build\nFROM «docker.io/library/golang» AS test\n`,
      good: `FROM golang:1.25.3@sha256:${'a'.repeat(64)} AS build\nFROM docker.io/library/golang:1.25.3@sha256:${'a'.repeat(64)} AS test\n`,
    },
    {
      bad: 'ARG GO=golang\nFROM golang:1.25.3 AS build\nFROM «$GO» AS test\n',
      good: 'ARG GO=golang:1.25.3\nFROM golang:1.25.3 AS build\nFROM $GO AS test\n',
    },
    { bad: 'FROM golang:1.25.3 AS build\nFROM «golang» AS test\n' },
    {
      bad: `ARG OLD=debian:13.1@sha256:${'a'.repeat(64)} BASE="debian"\nFROM «$BASE»\n`,
      good: `ARG OLD=debian:13.1@sha256:${'a'.repeat(64)} BASE="debian:13.1@sha256:${'a'.repeat(64)}"\nFROM $BASE\n`,
    },
    { bad: 'FROM debian:13.1-slim AS a\nFROM «debian»\n' },
    { bad: 'FROM debian:13.1 AS a\nFROM debian:12.1 AS b\nFROM «debian»\n' },
    { bad: 'FROM debian:latest AS a\nFROM «debian»\n' },
    { bad: 'FROM «debian»\n' },
    { bad: 'ARG REGISTRY\nFROM «$REGISTRY/shop/base»\n' },
    { bad: 'ARG BASE=registry.example:5000/shop/base\nFROM --platform=linux/amd64 «$BASE» AS build\n' },
  ],
  accepts: [
    'FROM scratch\n',
    'FROM debian:13.1 AS build\nFROM build\n',
    'FROM debian@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n',
    'ARG BASE\nFROM $BASE\n',
    'ARG TAG\nFROM debian:$TAG\n',
    'ARG R\nFROM $R/base:1.2\nFROM $R/base:$T\nFROM shop/$R\nFROM $R-base\nFROM $R/base@$D\n',
  ],
});

export const german = {
  title: 'Basis-Image ohne Tag',
  why: 'Ohne Tag nimmt der Build, was an dem Tag das Neueste ist: Niemand hat es geprüft, und der nächste Build ist ein anderes Image.',
  remedy: 'Die ganze getestete Version schreiben, am besten mit Digest: `name:1.2.3@sha256:...`.',
  says: {
    'Use the version {0} as elsewhere in this file': 'Die Version {0} verwenden wie anderswo in dieser Datei',
    '{0} starts from "{1}" without a tag.': '{0} beginnt mit „{1}“ ohne Tag.',
  },
};
