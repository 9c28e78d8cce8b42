import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { objectSpec } from '../examples';
import { describe, placeOf } from '../model/object';
import { at, entries, isAbsent, items, plain, readNumber, type Value } from '../model/value';
import { defineRule } from '../rule';

export const autoscalingUnbounded = defineRule({
  id: 'autoscaling-unbounded',
  title: 'Autoscaler can drain the cluster',
  control: 'namespace-quotas',
  level: 'isolation',
  severity: 'medium',
  stride: ['D'],
  layer: 'runtime',
  aliases: [],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Whoever sends enough requests makes the autoscaler start pods until the cluster is full or the bill is.',
  remedy: 'Set a maximum that the nodes and the budget can carry.',

  *check(object) {
    const spec = at(object.root, 'spec');
    const maxima: Value[] = [];
    if (object.kind === 'HorizontalPodAutoscaler') maxima.push(at(spec, 'maxReplicas'));
    if (object.group === 'keda.sh' && /^Scaled(Object|Job)$/.test(object.kind)) {
      const most = at(spec, 'maxReplicaCount');
      maxima.push(most);
      if (isAbsent(most)) {
        yield {
          at: object.nameSpan,
          message: `${describe(object)} names no maximum: it starts up to 100 pods.`,
          fix: () => asFix(setValue(most, 10), { title: 'Start at most 10', safety: 'review' }),
        };
      }
    }
    if (object.group === 'ray.io') {
      const cluster =
        object.kind === 'RayCluster'
          ? spec
          : at(spec, object.kind === 'RayJob' ? 'rayClusterSpec' : 'rayClusterConfig');
      for (const group of items(at(cluster, 'workerGroupSpecs'))) maxima.push(at(group, 'maxReplicas'));
    }
    for (const most of maxima) {
      const number = readNumber(most);
      if (number.state === 'literal' && number.value > ceiling)
        yield { at: number.span, message: `${describe(object)} may start ${number.value} pods.` };
    }
    for (const place of [at(object.root, 'metadata'), at(spec, 'template', 'metadata')]) {
      for (const mark of entries(at(place, 'annotations'))) {
        if (!/^autoscaling\.knative\.dev\/max-?scale$/i.test(mark.key) || String(plain(mark.value)) !== '0') continue;
        yield {
          at: placeOf(mark.value),
          message: `${describe(object)} may start any number of pods: 0 means no limit.`,
        };
      }
    }
  },

  examples: [
    {
      bad: objectSpec('keda.sh/v1alpha1', 'ScaledObject', 'scaleTargetRef:\n  name: shop').replace(
        'name: shop\nspec',
        'name: «shop»\nspec',
      ),
      good: objectSpec('keda.sh/v1alpha1', 'ScaledObject', 'maxReplicaCount: 10\nscaleTargetRef:\n  name: shop'),
    },
    { bad: objectSpec('autoscaling/v2', 'HorizontalPodAutoscaler', 'maxReplicas: «1000»') },
  ],
  accepts: [
    objectSpec('autoscaling/v2', 'HorizontalPodAutoscaler', 'minReplicas: 2\nmaxReplicas: 10'),
    objectSpec('keda.sh/v1alpha1', 'ScaledObject', 'maxReplicaCount: {{ .Values.max }}'),
  ],
});

/** More pods than a program of ordinary size ever needs. */
const ceiling = 200;
