import { sentence } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const baseImageFromOverridableArg = defineRule({
  id: 'base-image-from-overridable-arg',
  title: 'Base image chosen by an unpinned build argument',
  control: 'base-image-digest',
  level: 'advice',
  severity: 'low',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: ['BK:InvalidDefaultArgInFrom', 'BK:UndefinedArgInFrom'],
  references: [],
  fixable: 'never', // Which base is the usual one is not written in this file.
  subject: 'stage',
  why: 'Whoever starts the build picks the base image, and without a default nobody can tell from the file what was built.',
  remedy: 'Give the ARG a default that is pinned to a digest.',

  *check(stage) {
    const { value } = stage.base;
    if (stage.parent || !/\$/.test(value.raw) || value.value !== undefined) return;
    // The name of a stage above, chosen by a variable: nothing comes from outside.
    const prefix = value.raw.slice(0, value.raw.indexOf('$')).toLowerCase();
    const { stages } = stage.dockerfile;
    if (prefix !== '' && stages.some((other) => other.index < stage.index && other.name?.startsWith(prefix))) return;
    const names = [...value.raw.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map((match) => match[1] ?? '');
    if (names.some((name) => /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/.test(name))) return;
    // A variable behind a complete name only adds to it: `debian:13${SUFFIX}`.
    const rest = value.raw.replace(/\$\{?\w+\}?/g, '');
    const isComplete = /^[a-z0-9][\w./-]*:[\w.-]*\w$/.test(rest) && !/:\$/.test(value.raw);
    if (isComplete || names.length === 0) return;
    yield {
      at: stage.nameSpan,
      message: `${sentence(stage.label)} starts from whatever image the build argument ${names.join(' or ')} names.`,
    };
  },

  examples: [{ bad: 'ARG BASE\nFROM «$BASE»\n' }, { bad: 'ARG TAG\nFROM «debian:$TAG» AS a\n' }],
  accepts: [
    'ARG BASE=debian:13.1\nFROM $BASE\n',
    'ARG SUFFIX\nFROM debian:13$SUFFIX\n',
    'FROM debian:$TARGETARCH\n',
    'ARG V\nFROM debian:13.1 AS a\nFROM a\n',
  ],
});
