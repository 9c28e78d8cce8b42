import { defineRule, type Rule } from '@bulkhead/rules';
import type { Checked, ReportOptions } from '../src/result';

/** Rules as reports need them, with text that is awkward in every format. */
export const rules: readonly Rule[] = [
  defineRule({
    id: 'open-door',
    title: 'The door is open',
    control: 'doors',
    level: 'baseline',
    severity: 'critical',
    stride: ['E'],
    layer: 'runtime',
    aliases: ['KL:open-door', 'CKV_K8S_1'],
    references: ['NSA:1.2'],
    fixable: 'always',
    subject: 'pod',
    why: 'Anybody walks in, 100% of the time. Then they stay.',
    remedy: 'Close it.',
    check: () => [],
    examples: [{ bad: 'kind: «Pod»\n', good: 'kind: Door\n' }],
    accepts: [],
  }),
  defineRule({
    id: 'dim-light',
    title: 'The light is dim',
    control: 'lights',
    level: 'advice',
    severity: 'low',
    stride: [],
    layer: 'image',
    aliases: [],
    references: [],
    fixable: 'never',
    subject: 'stage',
    why: 'Nobody sees a thing.',
    remedy: '',
    check: () => [],
    examples: [{ bad: 'FROM «a»\n' }],
    accepts: [],
  }),
];

const at = (line: number, column: number, endColumn: number) => ({
  start: { line, column },
  end: { line, column: endColumn },
});

/** The one fixture all report formats are shown on. */
export const checked: Checked = {
  files: ['k8s/a, b:c%.yaml', 'clean/Dockerfile'],
  others: 1,
  entries: [
    {
      path: 'k8s/a, b:c%.yaml',
      rule: 'open-door',
      message: 'Pod "<shop> & \u001b[31mco" is open.',
      severity: 'critical',
      level: 'baseline',
      control: 'doors',
      aliases: ['KL:open-door', 'CKV_K8S_1'],
      range: at(3, 5, 9),
      lineText: 'door: open',
      related: [{ path: 'k8s/a, b:c%.yaml', range: at(1, 1, 4), message: 'The house.' }],
      fix: {
        title: 'Close the door',
        safety: 'safe',
        changes: [{ path: 'k8s/a, b:c%.yaml', range: at(3, 7, 11), text: 'shut\r\n' }],
      },
    },
    {
      path: '../other/Dockerfile',
      rule: 'dim-light',
      message: 'Stage 1 is dim.\nReally.',
      severity: 'low',
      level: 'advice',
      control: 'lights',
      aliases: [],
      range: { start: { line: 1, column: 1 }, end: { line: 2, column: 3 } },
      lineText: 'FROM a',
      related: [],
      fix: { title: 'Light a lamp', safety: 'review' },
    },
  ],
  notices: [
    { path: 'k8s/broken.yaml', kind: 'parse-error', message: 'Bad indentation.', range: at(7, 2, 3) },
    { path: 'secret.yaml', kind: 'unreadable', message: 'may not be read (permission denied)' },
    { path: '', kind: 'rule-failed', message: 'The rule x failed.' },
  ],
};

/** Options as `check` gives them. */
export const options: ReportOptions = { failOn: 'high', rules, colours: false, cwd: '/house' };
