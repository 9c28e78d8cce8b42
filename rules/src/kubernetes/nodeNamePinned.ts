import { podSpec } from '../examples';
import { at, readString } from '../model/value';
import { defineRule } from '../rule';

export const nodeNamePinned = defineRule({
  id: 'node-name-pinned',
  title: 'Pod names its node',
  control: 'dedicated-node-pool',
  level: 'advice',
  severity: 'low',
  stride: ['D', 'T'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'never',
  subject: 'pod',
  why: 'nodeName goes past the scheduler, and with it past taints, quotas and room on the node; when the node is gone, so is the pod.',
  remedy: 'Use a nodeSelector.',

  *check(pod) {
    const node = readString(at(pod.spec, 'nodeName'));
    if (node.state !== 'literal' || node.value === '') return;
    yield { at: node.span, message: `${pod.title} goes to node ${node.value} past the scheduler.` };
  },

  examples: [{ bad: podSpec('nodeName: «node-1»\ncontainers:\n  - name: api') }],
  accepts: [podSpec('nodeSelector: { pool: a }\ncontainers:\n  - name: api')],
});
