import { dockerfileFix, removeFlag } from '../edit/dockerfileEdit';
import { on, placeName } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const buildStepSecurityInsecure = defineRule({
  id: 'build-step-security-insecure',
  title: 'Build step runs privileged',
  control: 'builder-isolation',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'host',
  aliases: [],
  references: ['CISD:5.5', 'OWASP:D3'],
  fixable: 'sometimes', // A flag alone on its line cannot go without touching the lines around.
  subject: 'instruction',
  why: 'The step runs with all capabilities and without the builder sandbox: one poisoned package in it owns the build machine and every image built there.',
  remedy: 'Remove the flag; do what needs privileges outside of the image build.',

  check: on(['RUN'], function* (instruction) {
    for (const flag of instruction.flags) {
      if (instruction.keyword !== 'RUN' || flag.name !== 'security' || flag.value?.value !== 'insecure') continue;
      yield {
        at: flag.span,
        message: `A step of ${placeName(instruction)} runs with all privileges of the build machine.`,
        fix: () => dockerfileFix('Run the step in the sandbox', 'review', [removeFlag(instruction, flag)]),
      };
    }
  }),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN --mount=type=tmpfs,target=/t «--security=insecure» make # all\n',
      good: 'FROM debian:13.1\nRUN --mount=type=tmpfs,target=/t make # all\n',
    },
  ],
  accepts: ['FROM debian:13.1\nRUN --security=sandbox make\n', 'FROM debian:13.1\nRUN echo --security=insecure\n'],
});

export const german = {
  title: 'Build-Schritt läuft privilegiert',
  why: 'Der Schritt läuft mit allen Capabilities und ohne Sandbox des Builders: Ein vergiftetes Paket darin besitzt die Build-Maschine und jedes dort gebaute Image.',
  remedy: 'Die Option entfernen; was Privilegien braucht, außerhalb des Image-Builds tun.',
  says: {
    'A step of {0} runs with all privileges of the build machine.':
      'Ein Schritt in {0} läuft mit allen Privilegien der Build-Maschine.',
    'Run the step in the sandbox': 'Den Schritt in der Sandbox ausführen',
  },
};
