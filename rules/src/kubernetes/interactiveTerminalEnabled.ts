import { fixRemovedKey } from '../edit/podEdit';
import { deploymentSpec, podWith } from '../examples';
import { isLongRunning } from '../model/podProbes';
import { at, keySpan, plain } from '../model/value';
import { defineRule } from '../rule';

export const interactiveTerminalEnabled = defineRule({
  id: 'interactive-terminal-enabled',
  title: 'Terminal is kept open',
  control: 'no-dev-artifacts',
  level: 'advice',
  severity: 'info',
  stride: ['E'],
  layer: 'runtime',
  aliases: [],
  references: [],
  fixable: 'sometimes',
  subject: 'container',
  why: 'An open terminal is a left-over of debugging: who may attach to the pod types into the program.',
  remedy: 'Leave stdin and tty out.',

  *check(container) {
    if (!isLongRunning(container) || container.pod.object.kind === 'Pod') return;
    for (const key of ['stdin', 'tty']) {
      const value = at(container.value, key);
      const where = keySpan(value);
      if (plain(value) !== true || !where) continue;
      yield {
        at: where,
        message: `Container "${container.name}" keeps a terminal open (${key}).`,
        fix: () => fixRemovedKey(value, { title: `Leave ${key} out`, safety: 'review' }),
      };
    }
  },

  examples: [
    {
      bad: deploymentSpec('containers:\n  - name: api\n    «tty»: true'),
      good: deploymentSpec('containers:\n  - name: api'),
    },
  ],
  accepts: [podWith('- name: shell\n  tty: true'), deploymentSpec('containers:\n  - name: api\n    tty: false')],
});

export const german = {
  title: 'Terminal bleibt offen',
  why: 'Ein offenes Terminal ist ein Rest vom Debuggen: Wer sich an den Pod hängen darf, tippt in das Programm.',
  remedy: 'stdin und tty weglassen.',
  says: {
    'Container "{0}" keeps a terminal open ({1}).': 'Container „{0}“ hält ein Terminal offen ({1}).',
    'Leave {0} out': '{0} weglassen',
  },
};
