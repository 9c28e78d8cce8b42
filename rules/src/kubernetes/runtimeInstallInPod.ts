import { podWith } from '../examples';
import { startupInstalls } from '../model/commands/startup';
import { podCommands } from '../model/podCommands';
import { defineRule } from '../rule';

export const runtimeInstallInPod = defineRule({
  id: 'runtime-install-in-pod',
  title: 'Container installs programs when it starts',
  control: 'no-unverified-downloads',
  level: 'isolation',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.11'],
  fixable: 'never', // Another image has to be built, with the programs in it.
  subject: 'container',
  why: 'What runs is decided at each start, after every scan and signature, by whoever controls the package server that day.',
  remedy: 'Install in the image, pinned, and let the container only start.',

  *check(container) {
    for (const { at, what } of startupInstalls(podCommands(container))) {
      yield { at, message: `Container "${container.name}" ${what} at every start.` };
    }
  },

  examples: [{ bad: podWith('- name: api\n  command: [sh, -c, "«pip install flask» && flask run"]') }],
  accepts: [
    podWith('- name: api\n  command: [flask, run]'),
    podWith(
      '- name: api\n  command: [sh, -c, "git clone https://x.example/a /a && git -C /a checkout 0123456789012345678901234567890123456789"]',
    ),
  ],
});

export const german = {
  title: 'Container installiert beim Start Programme',
  why: 'Was läuft, bestimmt bei jedem Start, nach jedem Scan und jeder Signatur, wer an dem Tag den Paketserver kontrolliert.',
  remedy: 'Im Image installieren, festgelegt, und den Container nur starten lassen.',
  says: {
    'Container "{0}" {1} at every start.': 'Container „{0}“ {1}, bei jedem Start.',
  },
};
