import { setField } from '../edit/fixes';
import { deploymentSpec } from '../examples';
import { at, entries, isAbsent, items, plain, readNumber, spanOf } from '../model/value';
import type { Pod } from '../model/workload';
import { defineRule } from '../rule';

function isSpread(pod: Pod): boolean {
  const anti = at(pod.spec, 'affinity', 'podAntiAffinity');
  const constraints = at(pod.spec, 'topologySpreadConstraints');
  return !isAbsent(anti) || constraints.kind === 'unknown' || items(constraints).length > 0;
}

export const replicasNotSpread = defineRule({
  id: 'replicas-not-spread',
  title: 'Replicas may all be on one node',
  control: 'health-and-disruption',
  level: 'advice',
  severity: 'low',
  stride: ['D'],
  layer: 'runtime',
  aliases: [
    'KL:no-anti-affinity',
    'PO:topologySpreadConstraint',
    'KSC:pod-topology-spread-constraints',
    'KICS:a31b7b82',
    'KICS:d740d048',
  ],
  references: [],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'When all replicas share a node, one failure or one drained node takes the service down.',
  remedy: 'Add a topologySpreadConstraint over kubernetes.io/hostname.',

  *check(pod) {
    const { kind, root } = pod.object;
    if (!['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController', 'DeploymentConfig'].includes(kind))
      return;
    const replicas = readNumber(at(root, 'spec', 'replicas'));
    const field = at(root, 'spec', 'replicas');
    if (replicas.state !== 'literal' || replicas.value < 2 || isSpread(pod)) return;
    const labels = at(root, 'spec', 'selector', 'matchLabels');
    const matchLabels: Record<string, string> = {};
    for (const { key, value } of entries(labels)) {
      const text = plain(value);
      if (typeof text === 'string') matchLabels[key] = text;
    }
    yield {
      at: spanOf(field) ?? pod.nameSpan,
      message: `${pod.title} runs ${replicas.value} replicas that may all land on one node.`,
      fix: () =>
        Object.keys(matchLabels).length === 0
          ? undefined
          : setField(
              pod.spec,
              ['topologySpreadConstraints'],
              [
                {
                  maxSkew: 1,
                  topologyKey: 'kubernetes.io/hostname',
                  whenUnsatisfiable: 'ScheduleAnyway',
                  labelSelector: { matchLabels },
                },
              ],
              { title: 'Spread the replicas over the nodes', safety: 'review' },
            ),
    };
  },

  examples: [
    {
      bad: deploymentSpec('containers:\n  - name: api').replace(
        'spec:\n  selector',
        'spec:\n  replicas: «3»\n  selector',
      ),
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  replicas: 3\n  selector:\n    matchLabels:\n      app: shop\n  template:\n    metadata:\n      labels:\n        app: shop\n    spec:\n      topologySpreadConstraints:\n        - maxSkew: 1\n          topologyKey: kubernetes.io/hostname\n          whenUnsatisfiable: ScheduleAnyway\n          labelSelector:\n            matchLabels:\n              app: shop\n      containers:\n        - name: api\n',
    },
  ],
  accepts: [
    deploymentSpec('containers:\n  - name: api'),
    deploymentSpec('affinity: { podAntiAffinity: {} }\ncontainers:\n  - name: api').replace(
      'spec:\n  selector',
      'spec:\n  replicas: 3\n  selector',
    ),
  ],
});
