import { setField } from '../edit/fixes';
import { deploymentSpec } from '../examples';
import { at, entries, readNumber } from '../model/value';
import { defineRule } from '../rule';

export const singleReplica = defineRule({
  id: 'single-replica',
  title: 'Service runs a single replica',
  control: 'health-and-disruption',
  level: 'advice',
  severity: 'info',
  stride: ['D'],
  layer: 'runtime',
  aliases: [
    'KL:minimum-three-replicas',
    'PO:deploymentMissingReplicas',
    'KSC:deployment-replicas',
    'KSC:horizontalpodautoscaler-replicas',
    'PO:hpaMinAvailability',
  ],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'While the only replica restarts, moves or hangs, nobody answers; a gateway that is down is a gateway that checks nothing.',
  remedy: 'Run at least two replicas, unless the program can run only once.',

  *check(object) {
    if (object.kind === 'HorizontalPodAutoscaler') {
      const least = readNumber(at(object.root, 'spec', 'minReplicas'));
      if (least.state === 'unknown' || (least.value ?? 1) >= 2) return;
      yield {
        at: least.span ?? object.nameSpan,
        message: `HorizontalPodAutoscaler "${object.name ?? ''}" lets its target shrink to a single replica.`,
        fix: () =>
          setField(object.root, ['spec', 'minReplicas'], 2, { title: 'Keep at least two replicas', safety: 'review' }),
      };
      return;
    }
    if (object.kind !== 'Deployment') return;
    const replicas = readNumber(at(object.root, 'spec', 'replicas'));
    if (replicas.state === 'unknown' || replicas.value === 0 || (replicas.value ?? 1) >= 2) return;
    yield {
      at: replicas.span ?? object.nameSpan,
      message: `Deployment "${object.name ?? ''}" runs a single replica.`,
      // Two replicas on one node would be the next finding, and only a selector tells how to spread them.
      fix: () =>
        entries(at(object.root, 'spec', 'selector', 'matchLabels')).length === 0
          ? undefined
          : setField(object.root, ['spec', 'replicas'], 2, { title: 'Run two replicas', safety: 'review' }),
    };
  },

  examples: [
    {
      bad: deploymentSpec('containers:\n  - name: api').replace(
        'spec:\n  selector',
        'spec:\n  replicas: «1»\n  selector',
      ),
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  replicas: 2\n  selector:\n    matchLabels:\n      app: shop\n  template:\n    metadata:\n      labels:\n        app: shop\n    spec:\n      containers:\n        - name: api\n',
    },
  ],
  accepts: [
    deploymentSpec('containers:\n  - name: api').replace('spec:\n  selector', 'spec:\n  replicas: 2\n  selector'),
    deploymentSpec('containers:\n  - name: api').replace(
      'spec:\n  selector',
      'spec:\n  replicas: {{ .Values.replicas }}\n  selector',
    ),
  ],
});
