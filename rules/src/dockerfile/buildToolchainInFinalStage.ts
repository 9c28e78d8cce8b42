import { packagesNamed, removedPackages } from '../model/commands/osPackages';
import { placeName, sentence } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

const toolchain =
  /^(?:gcc(?:-\d+)?|g\+\+(?:-\d+)?|gcc-c\+\+|clang(?:-\d+)?|make|cmake|build-essential|build-base|autoconf|automake|ninja-build|rustc|cargo|golang(?:-go)?|default-jdk|openjdk-\d+-jdk|[a-z0-9+.-]+-(?:dev|devel)|linux-headers.*)$/;

export const buildToolchainInFinalStage = defineRule({
  id: 'build-toolchain-in-final-stage',
  title: 'Compilers and headers shipped to production',
  control: 'image-minimal',
  level: 'advice',
  severity: 'low',
  stride: ['E'],
  layer: 'image',
  aliases: [],
  references: ['CISD:4.3'],
  fixable: 'never', // Splitting the build into two stages is more than an edit.
  subject: 'stage',
  why: 'A compiler lets an intruder build tools inside the container, and brings many packages with defects of their own.',
  remedy: 'Build in a first stage and copy the result into one without compilers, or remove them in the same RUN.',

  *check(stage) {
    if (!stage.ships) return;
    const { image } = stage.base;
    if (stage.isTarget && image && /(?:^|-)devel(?:-|$)/.test(image.tag?.text ?? '')) {
      yield {
        at: stage.nameSpan,
        message: `${sentence(stage.label)} starts from "${image.text}", which has compilers in it.`,
      };
    }
    for (const instruction of stage.instructions) {
      if (instruction.keyword !== 'RUN') continue;
      const removed = removedPackages(instruction.commands);
      for (const command of instruction.commands) {
        if (command.args.some((word) => /^(?:--virtual|-t)/.test(word.text) && command.name === 'apk')) continue;
        const left = packagesNamed(command, toolchain).filter(({ name }) => !removed.has(name));
        const [first] = left;
        if (!first) continue;
        const more = left.length > 1 ? ` and ${left.length - 1} more` : '';
        yield {
          at: first.word.span,
          message: `A step of ${placeName(instruction)} leaves ${first.name}${more} in the image.`,
        };
      }
    }
  },

  examples: [
    { bad: 'FROM debian:13.1\nRUN apt-get install -y «build-essential» libpq-dev curl\n' },
    { bad: 'FROM «nvidia/cuda:12.9.0-devel-ubuntu24.04»\n' },
  ],
  accepts: [
    'FROM debian:13.1 AS build\nRUN apt-get install -y gcc\nFROM debian:13.1\nRUN apt-get install -y libpq5\n',
    'FROM debian:13.1\nRUN apt-get install -y gcc && make && apt-get purge -y gcc\n',
    'FROM alpine:3.22\nRUN apk add --virtual .build gcc && make && apk del .build\n',
  ],
});

export const german = {
  title: 'Compiler und Header in Produktion ausgeliefert',
  why: 'Mit einem Compiler baut ein Eindringling Werkzeuge im Container, und er bringt viele Pakete mit eigenen Lücken mit.',
  remedy:
    'In einer ersten Stage bauen und das Ergebnis in eine ohne Compiler kopieren oder sie im selben RUN entfernen.',
  says: {
    '{0} starts from "{1}", which has compilers in it.': '{0} beginnt mit „{1}“, das Compiler enthält.',
    ' and {0} more': ' und {0} weitere',
    'A step of {0} leaves {1}{2} in the image.': 'Ein Schritt in {0} lässt {1}{2} im Image.',
  },
};
