import { dockerfileFix, removeFlag } from '../edit/dockerfileEdit';
import { on, placeName } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const buildStepHostNetwork = defineRule({
  id: 'build-step-host-network',
  title: 'Build step uses the host network',
  control: 'builder-isolation',
  level: 'baseline',
  severity: 'medium',
  stride: ['I', 'E'],
  layer: 'network',
  aliases: [],
  references: ['CISD:5.10'],
  fixable: 'sometimes', // A flag alone on its line cannot go without touching the lines around.
  subject: 'instruction',
  why: 'The step reaches what listens on the build machine itself and its cloud metadata, where credentials are given out.',
  remedy: 'Remove the flag; use `--network=none` for steps that download nothing.',

  check: on(['RUN'], function* (instruction) {
    for (const flag of instruction.flags) {
      if (instruction.keyword !== 'RUN' || flag.name !== 'network' || flag.value?.value !== 'host') continue;
      yield {
        at: flag.span,
        message: `A step of ${placeName(instruction)} uses the network of the build machine.`,
        fix: () => dockerfileFix('Use the network of the sandbox', 'review', [removeFlag(instruction, flag)]),
      };
    }
  }),

  examples: [
    { bad: 'FROM debian:13.1\nRUN «--network=host»  make # all\n', good: 'FROM debian:13.1\nRUN make # all\n' },
  ],
  accepts: ['FROM debian:13.1\nRUN --network=none make\nRUN --network=default make\nRUN echo --network=host\n'],
});

export const german = {
  title: 'Build-Schritt nutzt das Netz des Hosts',
  why: 'Der Schritt erreicht, was auf der Build-Maschine selbst lauscht, und ihre Cloud-Metadaten, wo Zugangsdaten vergeben werden.',
  remedy: 'Die Option entfernen; `--network=none` für Schritte verwenden, die nichts herunterladen.',
  says: {
    'A step of {0} uses the network of the build machine.': 'Ein Schritt in {0} nutzt das Netz der Build-Maschine.',
    'Use the network of the sandbox': 'Das Netz der Sandbox verwenden',
  },
};
