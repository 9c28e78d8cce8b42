import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { KubernetesObject } from './object';
import { listedContainers, type PodPlace, templateAt } from './podPlaces';
import { asPartial, at, entries, isAbsent, items, plain, type Value } from './value';

type Reader = (root: Value) => PodPlace[];

/** Follows a path in which `*` stands for every item or entry. */
function every(root: Value, ...path: readonly string[]): Value[] {
  return path.reduce<Value[]>(
    (here, step) => here.flatMap((value) => (step === '*' ? all(value) : [at(value, step)])),
    [root],
  );
}

function all(value: Value): Value[] {
  return value.kind === 'list' ? items(value) : entries(value).map((entry) => entry.value);
}

const templates =
  (...paths: readonly (readonly string[])[]): Reader =>
  (root) =>
    paths.flatMap((path) => every(root, ...path).map(templateAt));

/** Pod specs that stand without a template around them; what metadata there is belongs to the object. */
const specs =
  (...paths: readonly (readonly string[])[]): Reader =>
  (root) =>
    paths.flatMap((path) => every(root, ...path).map((spec) => ({ metadata: at(root, 'metadata'), spec })));

const limitedTo =
  (fields: ReadonlySet<string>, read: Reader): Reader =>
  (root) =>
    read(root).map((place) => ({ ...place, fields }));

/** The autoscaler that KubeRay adds to the head runs with an account that KubeRay makes for it. */
const rayCluster =
  (...prefix: string[]): Reader =>
  (root) => {
    const scales = at(root, ...prefix, 'enableInTreeAutoscaling');
    return [
      {
        ...templateAt(at(root, ...prefix, 'headGroupSpec', 'template')),
        callsApi: !isAbsent(scales) && plain(scales) !== false,
      },
      ...templates([...prefix, 'workerGroupSpecs', '*', 'template'])(root),
    ];
  };

const both =
  (...readers: readonly Reader[]): Reader =>
  (root) =>
    readers.flatMap((read) => read(root));

/** Knative refuses pod fields it does not list, unless a feature flag of the cluster lets them in. */
const knativeFields = new Set([
  'containers',
  'initContainers',
  'volumes',
  'serviceAccountName',
  'imagePullSecrets',
  'enableServiceLinks',
  'automountServiceAccountToken',
]);

/** KServe's runtimes lend containers to the pod of an InferenceService, with few fields of their own. */
const runtimeFields = new Set([
  'containers',
  'initContainers',
  'volumes',
  'nodeSelector',
  'affinity',
  'tolerations',
  'labels',
  'annotations',
  'imagePullSecrets',
  'hostIPC',
]);

const knative = limitedTo(knativeFields, templates(['spec', 'template']));
const runtime = limitedTo(runtimeFields, (root) =>
  [['spec'], ['spec', 'workerSpec']].map((path) => ({ metadata: at(root, ...path), spec: at(root, ...path) })),
);

/** Where the kinds that AI platforms use keep their pods, by `group/kind`. */
const readers: Readonly<Record<string, Reader>> = {
  'serving.kserve.io/InferenceService': (root) =>
    specs(['spec', 'predictor'], ['spec', 'transformer'], ['spec', 'explainer'])(root).map(withServedModel),
  'serving.kserve.io/ServingRuntime': runtime,
  'serving.kserve.io/ClusterServingRuntime': runtime,
  'serving.kserve.io/LLMInferenceService': (root) =>
    llmInference(root).map((place) => ({ ...place, spec: asPartial(place.spec) })),
  'serving.kserve.io/LLMInferenceServiceConfig': llmInference,
  'ray.io/RayCluster': rayCluster('spec'),
  'ray.io/RayJob': both(rayCluster('spec', 'rayClusterSpec'), templates(['spec', 'submitterPodTemplate'])),
  'ray.io/RayService': rayCluster('spec', 'rayClusterConfig'),
  'ray.io/RayCronJob': both(
    rayCluster('spec', 'jobTemplate', 'rayClusterSpec'),
    templates(['spec', 'jobTemplate', 'submitterPodTemplate']),
  ),
  'kubeflow.org/Notebook': templates(['spec', 'template']),
  'trainer.kubeflow.org/TrainingRuntime': templates(jobSetPath('spec', 'template', 'spec')),
  'trainer.kubeflow.org/ClusterTrainingRuntime': templates(jobSetPath('spec', 'template', 'spec')),
  'jobset.x-k8s.io/JobSet': templates(jobSetPath('spec')),
  'leaderworkerset.x-k8s.io/LeaderWorkerSet': templates(
    ['spec', 'leaderWorkerTemplate', 'leaderTemplate'],
    ['spec', 'leaderWorkerTemplate', 'workerTemplate'],
  ),
  'kueue.x-k8s.io/Workload': templates(['spec', 'podSets', '*', 'template']),
  'batch.volcano.sh/Job': templates(['spec', 'tasks', '*', 'template']),
  'keda.sh/ScaledJob': templates(['spec', 'jobTargetRef', 'template']),
  'serving.knative.dev/Service': knative,
  'serving.knative.dev/Configuration': knative,
  'serving.knative.dev/Revision': limitedTo(knativeFields, specs(['spec'])),
  'machinelearning.seldon.io/SeldonDeployment': templates(['spec', 'predictors', '*', 'componentSpecs', '*']),
  'agents.x-k8s.io/Sandbox': templates(['spec', 'podTemplate']),
  'extensions.agents.x-k8s.io/SandboxTemplate': templates(['spec', 'podTemplate']),
  'apps.kruise.io/CloneSet': templates(['spec', 'template']),
  'apps.kruise.io/DaemonSet': templates(['spec', 'template']),
  'apps.kruise.io/StatefulSet': templates(['spec', 'template']),
  'apps.openshift.io/DeploymentConfig': templates(['spec', 'template']),
};

function jobSetPath(...prefix: string[]): string[] {
  return [...prefix, 'replicatedJobs', '*', 'template', 'spec', 'template'];
}

/** Where an InferenceService describes a model instead of a container: the runtime that serves it has the rest. */
const servedModels = [
  ...['model', 'huggingface', 'lightgbm', 'onnx', 'paddle', 'pmml', 'pytorch', 'sklearn', 'tensorflow', 'triton'],
  ...['xgboost', 'art'],
];

function withServedModel(place: PodPlace): PodPlace {
  const { spec } = place;
  const served = servedModels.map((key) => at(spec, key)).filter((value) => value.kind === 'map');
  const podSecurityContext = at(spec, 'securityContext');
  const containers = served.map((value) => {
    return {
      value: asPartial(value),
      role: 'container' as const,
      fallbackName: 'kserve-container',
      podSecurityContext,
    };
  });
  return { ...place, containers: [...listedContainers(spec), ...containers] };
}

/** A service gives parts only; the rest comes from a configuration, which is whole. */
function llmInference(root: Value): PodPlace[] {
  const paths = [
    ['spec', 'template'],
    ['spec', 'worker'],
    ['spec', 'prefill', 'template'],
    ['spec', 'prefill', 'worker'],
    ['spec', 'router', 'scheduler', 'template'],
  ];
  return specs(...paths)(root);
}

/** Kubeflow's training jobs name the list after their framework: `pytorchReplicaSpecs`, `tfReplicaSpecs`, ... */
function replicaSpecs(root: Value): PodPlace[] {
  return entries(at(root, 'spec'))
    .filter((entry) => /ReplicaSpecs$/.test(entry.key))
    .flatMap((entry) => all(entry.value))
    .map((replica) => templateAt(at(replica, 'template')));
}

/** The pods of a known custom kind; undefined for a kind nobody listed. */
export function crdPods(object: KubernetesObject): PodPlace[] | undefined {
  const read = readers[`${object.group}/${object.kind}`];
  if (read) return read(object.root);
  if (object.group === 'kubeflow.org' && /^[A-Za-z]+Job$/.test(object.kind)) return replicaSpecs(object.root);
  return undefined;
}

/** Policies and schemas hold things that look like pods and are patterns. */
const notWorkloads =
  /(^|\.)(kyverno\.io|gatekeeper\.sh|apiextensions\.k8s\.io|admissionregistration\.k8s\.io|config\.k8s\.io|crossplane\.io)$/;
const deepestTemplate = 12;
const mostNodes = 5_000;

/**
 * Pod templates of kinds nobody listed: a key that ends in `template`, below it a `spec` with containers that all have a
 * proper name and an image. Nothing else looks like that.
 */
export function templatesAnywhere(object: KubernetesObject): PodPlace[] {
  if (!object.group.includes('.') || notWorkloads.test(object.group)) return [];
  const found: PodPlace[] = [];
  const budget = { nodes: mostNodes };
  const walk = (value: Value, depth: number): void => {
    if (depth > deepestTemplate || budget.nodes-- <= 0 || !mentionsContainers(value.node)) return;
    for (const item of items(value)) walk(item, depth + 1);
    for (const entry of entries(value)) {
      if (/template$/i.test(entry.key) && isCertainlyTemplate(entry.value)) found.push(templateAt(entry.value));
      else walk(entry.value, depth + 1);
    }
  };
  walk(at(object.root, 'spec'), 0);
  return found;
}

/** A cheap look at the shape before values are made of it. */
function mentionsContainers(node: Node | undefined): boolean {
  return isMap(node) || (isSeq(node) && !node.items.every((item) => isScalar(item)));
}

function isCertainlyTemplate(template: Value): boolean {
  const containers = items(at(template, 'spec', 'containers'));
  return containers.length > 0 && containers.every(isCertainlyContainer);
}

function isCertainlyContainer(value: Value): boolean {
  const name = plain(at(value, 'name'));
  const image = plain(at(value, 'image'));
  return typeof name === 'string' && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name) && typeof image === 'string';
}
