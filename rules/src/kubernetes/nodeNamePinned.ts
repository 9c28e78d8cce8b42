import { asFix, combine, type FixLabel } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { replacePair } from '../edit/yamlPairs';
import { removeKey } from '../edit/yamlRemove';
import { podSpec } from '../examples';
import { at, isAbsent, readString } from '../model/value';
import { type Pod, takesField } from '../model/workload';
import { defineRule, type Fix } from '../rule';

const hostname = 'kubernetes.io/hostname';

/** Nodes carry their name in this label, so the scheduler finds the same node, if it may. */
function askForNode({ spec }: Pod, node: string): Fix | undefined {
  const label: FixLabel = { title: `Let the scheduler find node ${node}`, safety: 'review' };
  const name = at(spec, 'nodeName');
  const selector = at(spec, 'nodeSelector');
  if (isAbsent(selector)) return asFix(replacePair(name, 'nodeSelector', { [hostname]: node }), label);
  return combine([removeKey(name), setValue(at(selector, hostname), node)], label);
}

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
  fixable: 'sometimes',
  subject: 'pod',
  why: 'nodeName goes past the scheduler, and with it past taints, quotas and room on the node; when the node is gone, so is the pod.',
  remedy: 'Use a nodeSelector.',

  *check(pod) {
    const node = readString(at(pod.spec, 'nodeName'));
    if (node.state !== 'literal' || node.value === '') return;
    yield {
      at: node.span,
      message: `${pod.title} goes to node ${node.value} past the scheduler.`,
      fix: () => (takesField(pod, 'nodeSelector') ? askForNode(pod, node.value) : undefined),
    };
  },

  examples: [
    {
      bad: podSpec('nodeName: «node-1» # has the disk\ncontainers:\n  - name: api'),
      good: podSpec('nodeSelector:\n  kubernetes.io/hostname: node-1 # has the disk\ncontainers:\n  - name: api'),
    },
    {
      bad: podSpec('nodeName: «node-1»\nnodeSelector:\n  pool: a\ncontainers:\n  - name: api'),
      good: podSpec('nodeSelector:\n  pool: a\n  kubernetes.io/hostname: node-1\ncontainers:\n  - name: api'),
    },
  ],
  accepts: [podSpec('nodeSelector: { pool: a }\ncontainers:\n  - name: api')],
});

export const german = {
  title: 'Pod nennt seinen Node',
  why: 'nodeName geht am Scheduler vorbei und damit an Taints, Quotas und freiem Platz; ist der Node weg, ist es auch der Pod.',
  remedy: 'Einen nodeSelector verwenden.',
  says: {
    '{0} goes to node {1} past the scheduler.': '{0} geht am Scheduler vorbei auf den Node {1}.',
    'Let the scheduler find node {0}': 'Den Scheduler den Node {0} finden lassen',
  },
};
