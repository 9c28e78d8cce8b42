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
    if (instruction.keyword !== 'ONBUILD' || !/^(?:RUN|COPY|ADD)$/.test(instruction.trigger?.keyword ?? '')) return;
    yield {
      at: instruction.keywordSpan,
      message: `${placeName(instruction) === 'the final stage' ? 'The image' : 'This stage'} runs ${instruction.trigger?.keyword ?? 'a step'} in every build that starts from it.`,
    };
  }),

  examples: [{ bad: 'FROM debian:13.1\n«ONBUILD» COPY . /app\n«ONBUILD» RUN make\n' }],
  accepts: ['FROM debian:13.1\nONBUILD ENV A=1\nONBUILD USER 10001\n'],
});
