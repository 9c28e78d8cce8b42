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
