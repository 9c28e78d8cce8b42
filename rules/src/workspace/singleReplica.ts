import { combine, setField } from '../edit/fixes';
import { spreadOverNodes } from '../edit/podSpread';
import { setValue } from '../edit/yamlEdit';
import { deploymentSpec, objectSpec } from '../examples';
import { autoscalersOf, readAutoscaler } from '../model/autoscalers';
import { describe, type KubernetesObject } from '../model/object';
import { at, isAbsent, items, plain, readNumber } from '../model/value';
import { readPods } from '../model/workload';
import type { Workspace } from '../model/workspace';
import { parseImageReference } from '../parse/image';
import { defineRule, type Fix, type Problem } from '../rule';

/** An autoscaler beside a Deployment decides its number; the Deployment's own is then not spoken of. */
export const singleReplica = defineRule({
  id: 'single-replica',
  title: 'Service runs a single replica',
  control: 'health-and-disruption',
  level: 'advice',
  severity: 'info',
  stride: ['D'],
  layer: 'runtime',
  aliases: [
    'PO:deploymentMissingReplicas',
    'KSC:deployment-replicas',
    'KSC:horizontalpodautoscaler-replicas',
    'PO:hpaMinAvailability',
  ],
  references: [],
  fixable: 'sometimes',
  subject: 'workspace',
  why: 'While the only replica restarts, moves or hangs, nobody answers; a gateway that is down is a gateway that checks nothing.',
  remedy: 'Run at least two replicas, unless the program can run only once.',

  *check(workspace) {
    for (const { object, file } of workspace.objects) {
      const problem = ofAutoscaler(object) ?? ofDeployment(object, workspace);
      if (problem) yield { ...problem, file };
    }
  },

  examples: [
    {
      bad: deploymentSpec('containers:\n  - name: api').replace(
        'spec:\n  selector',
        'spec:\n  replicas: «1»\n  selector',
      ),
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  replicas: 2\n  selector:\n    matchLabels:\n      app: shop\n  template:\n    metadata:\n      labels:\n        app: shop\n    spec:\n      topologySpreadConstraints:\n        - maxSkew: 1\n          topologyKey: kubernetes.io/hostname\n          whenUnsatisfiable: ScheduleAnyway\n          labelSelector:\n            matchLabels:\n              app: shop\n      containers:\n        - name: api\n',
    },
    {
      bad: deploymentSpec('containers:\n  - name: store\n    image: redis:7.4').replace('name: shop', 'name: «shop»'),
    },
    {
      bad: objectSpec('autoscaling/v2', 'HorizontalPodAutoscaler', 'minReplicas: «1»\nmaxReplicas: 5'),
      good: objectSpec('autoscaling/v2', 'HorizontalPodAutoscaler', 'minReplicas: 2\nmaxReplicas: 5'),
    },
  ],
  accepts: [
    deploymentSpec('containers:\n  - name: api').replace('spec:\n  selector', 'spec:\n  replicas: 2\n  selector'),
    deploymentSpec('containers:\n  - name: api').replace(
      'spec:\n  selector',
      'spec:\n  replicas: {{ .Values.replicas }}\n  selector',
    ),
    {
      text: deploymentSpec('containers:\n  - name: api'),
      files: {
        'scaler.yaml': objectSpec(
          'autoscaling/v2',
          'HorizontalPodAutoscaler',
          'minReplicas: 2\nmaxReplicas: 5\nscaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }',
        ),
      },
    },
    {
      text: deploymentSpec('containers:\n  - name: api'),
      files: { 'scaler.yaml': objectSpec('keda.sh/v1alpha1', 'ScaledObject', 'scaleTargetRef: { name: shop }') },
    },
  ],
});

type Found = Omit<Problem, 'file'>;

function ofAutoscaler(object: KubernetesObject): Found | undefined {
  const scaler = object.kind === 'HorizontalPodAutoscaler' ? readAutoscaler(object) : undefined;
  if (!scaler || scaler.least.state === 'unknown' || (scaler.least.value ?? scaler.defaultLeast) >= 2) return undefined;
  return {
    at: scaler.least.span ?? object.nameSpan,
    message: `${describe(object)} lets its target shrink to a single replica.`,
    fix: () =>
      setField(object.root, ['spec', 'minReplicas'], 2, { title: 'Keep at least two replicas', safety: 'review' }),
  };
}

function ofDeployment(object: KubernetesObject, workspace: Workspace): Found | undefined {
  if (object.kind !== 'Deployment') return undefined;
  const replicas = readNumber(at(object.root, 'spec', 'replicas'));
  if (replicas.state === 'unknown' || replicas.value === 0 || (replicas.value ?? 1) >= 2) return undefined;
  if (autoscalersOf(object, workspace).length > 0) return undefined;
  return {
    at: replicas.span ?? object.nameSpan,
    message: `${describe(object)} runs a single replica.`,
    fix: () => twoReplicas(object),
  };
}

/** Two replicas on one node would be the next finding, and only a selector tells how to spread them. */
function twoReplicas(object: KubernetesObject): Fix | undefined {
  if (runsOnlyOnce(object)) return undefined;
  const spec = at(object.root, 'spec');
  const isPlaced = !isAbsent(at(spec, 'template', 'spec', 'affinity'));
  const changes = [setValue(at(spec, 'replicas'), 2), ...(isPlaced ? [] : [spreadOverNodes(spec)])];
  return combine(changes, { title: 'Run two replicas, on two nodes', safety: 'review' });
}

/** Programs that keep what they are told: a second one beside the first is another store, not the same one twice. */
const stores =
  /(^|[/-])(redis|valkey|mysql|mariadb|postgres(ql)?|mongo(db)?|etcd|elasticsearch|rabbitmq|zookeeper|minio|memcached|prometheus|mlflow)(-[a-z-]+)?$/;

/** Its author starts the new one when the old is gone, or it keeps data of its own. */
function runsOnlyOnce(object: KubernetesObject): boolean {
  if (plain(at(object.root, 'spec', 'strategy', 'type')) === 'Recreate') return true;
  return readPods(object).some(
    (pod) =>
      items(at(pod.spec, 'volumes')).some((volume) => !isAbsent(at(volume, 'persistentVolumeClaim'))) ||
      pod.containers.some(({ image }) => stores.test(parseImageReference(image.value ?? '')?.path ?? '')),
  );
}

export const german = {
  title: 'Dienst läuft mit einer einzigen Replica',
  why: 'Während die einzige Replica neu startet, umzieht oder hängt, antwortet niemand; ein Gateway, das steht, prüft nichts.',
  remedy: 'Mindestens zwei Replicas ausführen, außer das Programm kann nur einmal laufen.',
  says: {
    '{0} lets its target shrink to a single replica.': '{0} lässt sein Ziel auf eine einzige Replica schrumpfen.',
    'Keep at least two replicas': 'Mindestens zwei Replicas behalten',
    '{0} runs a single replica.': '{0} läuft mit einer einzigen Replica.',
    'Run two replicas, on two nodes': 'Zwei Replicas auf zwei Nodes ausführen',
  },
};
