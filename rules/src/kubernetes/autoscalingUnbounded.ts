import { setField } from '../edit/fixes';
import { podSpec } from '../examples';
import { at, entries, isAbsent, items, plain, readNumber, readText } from '../model/value';
import { defineRule } from '../rule';

const ceiling = 100;
const scaleKey = /^autoscaling\.knative\.dev\/(maxScale|max-scale)$/;

/** Where a Ray object keeps its cluster. */
const rayClusters: Readonly<Record<string, readonly string[]>> = {
  RayJob: ['rayClusterSpec'],
  RayService: ['rayClusterConfig'],
};

export const autoscalingUnbounded = defineRule({
  id: 'autoscaling-unbounded',
  title: 'Autoscaler without a useful maximum',
  control: 'namespace-quotas',
  level: 'isolation',
  severity: 'medium',
  stride: ['D'],
  layer: 'runtime',
  aliases: [],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'A flood of requests, honest or not, lets the autoscaler take every node of the cluster and the bill with it.',
  remedy: 'Set a maximum that the nodes of the workload can carry.',

  *check(object) {
    const { root, group, kind } = object;
    const title = 'Scale to ten at most (a guess: measure it)';
    if (kind === 'HorizontalPodAutoscaler') {
      const most = readNumber(at(root, 'spec', 'maxReplicas'));
      if (most.state === 'literal' && most.value > ceiling)
        yield {
          at: most.span,
          message: `HorizontalPodAutoscaler "${object.name ?? ''}" may start ${most.value} replicas.`,
        };
    }
    if (group === 'keda.sh' && (kind === 'ScaledObject' || kind === 'ScaledJob')) {
      const value = at(root, 'spec', 'maxReplicaCount');
      if (isAbsent(value))
        yield {
          at: object.nameSpan,
          message: `${kind} "${object.name ?? ''}" names no maximum, so up to 100 replicas start.`,
          fix: () => setField(root, ['spec', 'maxReplicaCount'], 10, { title, safety: 'review' }),
        };
    }
    if (group === 'serving.knative.dev' || group === 'serving.kserve.io') {
      for (const path of [['metadata'], ['spec', 'template', 'metadata']]) {
        for (const { key, value } of entries(at(root, ...path, 'annotations'))) {
          const most = readText(value);
          if (scaleKey.test(key) && most.state === 'literal' && most.value === '0')
            yield {
              at: most.span,
              message: `${kind} "${object.name ?? ''}" may grow without end: a maximum of 0 means none.`,
            };
        }
      }
      for (const part of ['predictor', 'transformer', 'explainer']) {
        const most = readNumber(at(root, 'spec', part, 'maxReplicas'));
        if (most.state === 'literal' && (most.value === 0 || most.value > ceiling))
          yield { at: most.span, message: `${kind} "${object.name ?? ''}" may grow without end.` };
      }
    }
    if (group === 'ray.io') {
      const path = rayClusters[kind] ?? [];
      for (const worker of items(at(root, 'spec', ...path, 'workerGroupSpecs'))) {
        const most = readNumber(at(worker, 'maxReplicas'));
        if (most.state === 'literal' && most.value > ceiling)
          yield {
            at: most.span,
            message: `The worker group "${String(plain(at(worker, 'groupName')))}" may start ${most.value} pods.`,
          };
      }
    }
  },

  examples: [
    {
      bad: 'apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata:\n  name: «model»\nspec:\n  scaleTargetRef: { name: model }\n',
      good: 'apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata:\n  name: model\nspec:\n  maxReplicaCount: 10\n  scaleTargetRef: { name: model }\n',
    },
    {
      bad: 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: model\nspec:\n  maxReplicas: «5000»\n',
    },
  ],
  accepts: [
    'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: model\nspec:\n  maxReplicas: 10\n',
    podSpec('containers: []'),
  ],
});

export const german = {
  title: 'Autoscaler ohne brauchbare Obergrenze',
  why: 'Eine Flut von Anfragen, echt oder nicht, lässt den Autoscaler jeden Node des Clusters belegen und die Rechnung wachsen.',
  remedy: 'Eine Obergrenze setzen, die die Nodes der Anwendung tragen.',
  says: {
    'Scale to ten at most (a guess: measure it)': 'Auf höchstens zehn skalieren (geschätzt: messen)',
    'HorizontalPodAutoscaler "{0}" may start {1} replicas.': 'HorizontalPodAutoscaler „{0}“ darf {1} Replicas starten.',
    '{0} "{1}" names no maximum, so up to 100 replicas start.':
      '{0} „{1}“ nennt keine Obergrenze, es starten also bis zu 100 Replicas.',
    '{0} "{1}" may grow without end: a maximum of 0 means none.':
      '{0} „{1}“ darf endlos wachsen: Eine Obergrenze von 0 bedeutet keine.',
    '{0} "{1}" may grow without end.': '{0} „{1}“ darf endlos wachsen.',
    'The worker group "{0}" may start {1} pods.': 'Die Worker-Gruppe „{0}“ darf {1} Pods starten.',
  },
};
