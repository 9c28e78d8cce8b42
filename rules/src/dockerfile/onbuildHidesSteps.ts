import { on, placeName } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const onbuildHidesSteps = defineRule({
  id: 'onbuild-hides-steps',
  title: "ONBUILD runs steps in other people's builds",
  control: 'builder-isolation',
  level: 'advice',
  severity: 'low',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: ['DL3043'],
  references: [],
  fixable: 'never', // Builds that rely on it would lose the step.
  subject: 'instruction',
  why: 'The step runs in the builds of others, where nobody sees it in the Dockerfile that is reviewed.',
  remedy: 'Document the step and let each Dockerfile write it itself.',

  check: on(['ONBUILD'], function* (instruction) {
    const held = instruction.trigger?.keyword ?? '';
    if (/^(?:ONBUILD|FROM|MAINTAINER)$/.test(held)) {
      yield { at: instruction.keywordSpan, message: `A build refuses ONBUILD with ${held} behind it.` };
    }
    if (!/^(?:RUN|COPY|ADD)$/.test(held)) return;
    yield {
      at: instruction.keywordSpan,
      // hadolint means what ONBUILD may not hold back.
      aliases: [],
      message: `${placeName(instruction) === 'the final stage' ? 'The image' : 'This stage'} runs ${held} in every build that starts from it.`,
    };
  }),

  examples: [
    { bad: 'FROM debian:13.1\n«ONBUILD» COPY . /app\n«ONBUILD» RUN make\n' },
    { bad: 'FROM debian:13.1\n«ONBUILD» MAINTAINER a\n' },
  ],
  accepts: ['FROM debian:13.1\nONBUILD ENV A=1\nONBUILD USER 10001\n'],
});

export const german = {
  title: 'ONBUILD führt Schritte in fremden Builds aus',
  why: 'Der Schritt läuft in den Builds anderer, wo ihn niemand in dem Dockerfile sieht, das geprüft wird.',
  remedy: 'Den Schritt dokumentieren und jedes Dockerfile ihn selbst schreiben lassen.',
  says: {
    '{0} runs {1} in every build that starts from it.': '{0} führt {1} in jedem Build aus, der damit beginnt.',
    'the final stage': 'die letzte Stage',
    'The image': 'Das Image',
    'This stage': 'Diese Stage',
    'a step': 'einen Schritt',
    'A build refuses ONBUILD with {0} behind it.': 'Ein Build weist ONBUILD mit {0} dahinter zurück.',
  },
};
