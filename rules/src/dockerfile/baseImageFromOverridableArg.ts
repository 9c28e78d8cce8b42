import type { Dockerfile, Stage } from '../model/dockerfile';
import { sentence } from '../model/dockerfile/judge';
import { isPredefined } from '../model/dockerfile/scope';
import type { Value } from '../parse/shell';
import { defineRule } from '../rule';

const variables = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g;

/** A variable of FROM that is empty whatever the build is given: only an ARG in front of the first FROM can be given. */
function undeclaredIn(value: Value, { globalArgs }: Dockerfile): string | undefined {
  const names = [...value.raw.matchAll(variables)].map((match) => match[1] ?? match[2] ?? '');
  return names.find(
    (name) =>
      !isPredefined(name) && !globalArgs.some((arg) => arg.variables.some((variable) => variable.name === name)),
  );
}

/** The build arguments without a default that choose the image of a stage. */
function choosers(stage: Stage): string[] {
  const { value } = stage.base;
  if (stage.parent || !/\$/.test(value.raw) || value.value !== undefined) return [];
  // The name of a stage above, chosen by a variable: nothing comes from outside.
  const prefix = value.raw.slice(0, value.raw.indexOf('$')).toLowerCase();
  const { stages } = stage.dockerfile;
  if (prefix !== '' && stages.some((other) => other.index < stage.index && other.name?.startsWith(prefix))) return [];
  const names = [...value.raw.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map((match) => match[1] ?? '');
  if (names.some(isPredefined)) return [];
  // A variable behind a complete name only adds to it: `debian:13${SUFFIX}`.
  const rest = value.raw.replace(/\$\{?\w+\}?/g, '');
  const isComplete = /^[a-z0-9][\w./-]*:[\w.-]*\w$/.test(rest) && !/:\$/.test(value.raw);
  return isComplete ? [] : names;
}

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
    const { image, platform } = stage.from;
    for (const value of platform ? [image, platform] : [image]) {
      const name = undeclaredIn(value, stage.dockerfile);
      if (name === undefined) continue;
      yield {
        at: value.span,
        message: `FROM uses $${name}, but no ARG above the first FROM declares it, so it is always empty.`,
        aliases: ['BK:UndefinedArgInFrom'],
      };
      return;
    }
    const names = choosers(stage);
    if (names.length === 0) return;
    yield {
      at: stage.nameSpan,
      message: `${sentence(stage.label)} starts from whatever image the build argument ${names.join(' or ')} names.`,
      aliases: ['BK:InvalidDefaultArgInFrom'],
    };
  },

  examples: [
    { bad: 'ARG BASE\nFROM «$BASE»\n' },
    { bad: 'ARG TAG\nFROM «debian:$TAG» AS a\n' },
    { bad: 'ARG A=1\nFROM «debian:13.1$VARIANT»\nARG B=1\nFROM --platform=«linux/$B» debian:13.1\n' },
  ],
  accepts: [
    'ARG BASE=debian:13.1\nFROM $BASE\n',
    'ARG SUFFIX\nFROM debian:13$SUFFIX\n',
    'FROM --platform=$BUILDPLATFORM debian:$TARGETARCH\n',
    `FROM debian:\${TAG:-13.1}\n`,
    'ARG V\nFROM debian:13.1 AS a\nFROM a\n',
  ],
});

export const german = {
  title: 'Basis-Image durch ein offenes Build-Argument gewählt',
  why: 'Wer den Build startet, wählt das Basis-Image, und ohne Vorgabe sagt die Datei nicht, was gebaut wurde.',
  remedy: 'Dem ARG eine auf einen Digest festgelegte Vorgabe geben.',
  says: {
    '{0} starts from whatever image the build argument {1} names.':
      '{0} beginnt mit dem Image, das das Build-Argument {1} nennt.',
    'FROM uses ${0}, but no ARG above the first FROM declares it, so it is always empty.': `FROM verwendet \${0}, aber kein ARG über dem ersten FROM deklariert es; es ist also immer leer.`,
  },
};
