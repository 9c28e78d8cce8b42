import { fixRemovedItem } from '../edit/podEdit';
import { podSpec } from '../examples';
import { at, isAbsent, items, keySpan, plain, spanOf } from '../model/value';
import { defineRule } from '../rule';

const reserved = /^(CriticalAddonsOnly|node-role\.kubernetes\.io\/(control-plane|master))$/;

export const tolerationWildcard = defineRule({
  id: 'toleration-wildcard',
  title: 'Pod tolerates nodes it has no business on',
  control: 'dedicated-node-pool',
  level: 'isolation',
  severity: 'medium',
  stride: ['D'],
  layer: 'administration',
  aliases: ['C-0242'],
  references: [],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Taints keep workloads off nodes that others rely on; a pod that tolerates them all also lands beside the control plane.',
  remedy: 'Name the one taint the pod shall tolerate.',

  *check(pod) {
    if (pod.object.kind === 'DaemonSet') return;
    for (const item of items(at(pod.spec, 'tolerations'))) {
      const key = at(item, 'key');
      const name = plain(key);
      const operator = at(item, 'operator');
      const isWild = plain(operator) === 'Exists' && (isAbsent(key) || name === '') && key.kind !== 'unknown';
      const isReserved = typeof name === 'string' && reserved.test(name);
      const where = isWild ? (keySpan(operator) ?? spanOf(item)) : isReserved ? spanOf(key) : undefined;
      if (!where) continue;
      yield {
        at: where,
        message: isWild
          ? `${pod.title} tolerates every taint, so any node will do for it.`
          : `${pod.title} tolerates the taint ${name}, which keeps workloads off the nodes of the cluster itself.`,
        fix: () => fixRemovedItem(item, { title: 'Tolerate no such nodes', safety: 'review' }),
      };
    }
  },

  examples: [
    {
      bad: podSpec(
        'tolerations:\n  - key: gpu\n    operator: Exists\n  - «operator»: Exists\ncontainers:\n  - name: model',
      ),
      good: podSpec('tolerations:\n  - key: gpu\n    operator: Exists\ncontainers:\n  - name: model'),
    },
    {
      bad: podSpec('tolerations: [{ key: «CriticalAddonsOnly», operator: Exists }]\ncontainers:\n  - name: model'),
      good: podSpec('containers:\n  - name: model'),
    },
  ],
  accepts: [podSpec('tolerations: [{ key: gpu, operator: Exists }]\ncontainers:\n  - name: model')],
});

export const german = {
  title: 'Pod toleriert Nodes, auf denen er nichts zu suchen hat',
  why: 'Taints halten Anwendungen von Nodes fern, auf die andere sich verlassen; ein Pod, der alle toleriert, landet auch neben der Steuerungsebene.',
  remedy: 'Den einen Taint nennen, den der Pod tolerieren soll.',
  says: {
    '{0} tolerates every taint, so any node will do for it.':
      '{0} toleriert jeden Taint, jeder Node ist ihm also recht.',
    '{0} tolerates the taint {1}, which keeps workloads off the nodes of the cluster itself.':
      '{0} toleriert den Taint {1}, der Anwendungen von den Nodes des Clusters selbst fernhält.',
    'Tolerate no such nodes': 'Solche Nodes nicht tolerieren',
  },
};
