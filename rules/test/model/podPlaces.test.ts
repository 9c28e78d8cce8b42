import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readObjects } from '../../src/model/object';
import { at, plain } from '../../src/model/value';
import { inherited, readPods, takesField } from '../../src/model/workload';
import { readYaml } from '../../src/parse/yaml';

/** The containers found in an object: one line per pod. */
function containersIn(text: string): string[] {
  return readYaml(text)
    .flatMap(readObjects)
    .flatMap(readPods)
    .map((pod) => pod.containers.map((container) => `${container.role} ${container.name}`).join(', '));
}

const object = (type: string, spec: unknown) => {
  const [apiVersion, kind] = type.split(' ');
  return JSON.stringify({ apiVersion, kind, metadata: { name: 'shop' }, spec });
};
const container = (name: string) => ({ name, image: 'shop/api:1.4' });
const pod = (...names: string[]) => ({ containers: names.map(container) });
const template = (...names: string[]) => ({ spec: pod(...names) });
const ray = {
  headGroupSpec: { template: template('head') },
  workerGroupSpecs: [{ template: template('a') }, { template: template('b') }],
};
const jobSet = { replicatedJobs: [{ template: { spec: { template: template('node') } } }] };

const places: readonly (readonly [string, unknown, readonly string[]])[] = [
  [
    'v1 Pod',
    {
      ...pod('api'),
      initContainers: [container('a'), { ...container('b'), restartPolicy: 'Always' }],
      ephemeralContainers: [container('c')],
    },
    ['init a, sidecar b, container api, ephemeral c'],
  ],
  ['apps/v1 Deployment', { template: template('api') }, ['container api']],
  ['apps/v1 StatefulSet', { template: template('api') }, ['container api']],
  ['apps/v1 DaemonSet', { template: template('api') }, ['container api']],
  ['apps/v1 ReplicaSet', { template: template('api') }, ['container api']],
  ['v1 ReplicationController', { template: template('api') }, ['container api']],
  ['batch/v1 Job', { template: template('api') }, ['container api']],
  ['batch/v1 CronJob', { jobTemplate: { spec: { template: template('api') } } }, ['container api']],
  [
    'serving.kserve.io/v1beta1 InferenceService',
    { predictor: pod('model'), transformer: pod('before'), explainer: { art: { type: 'SquareAttack' } } },
    ['container model', 'container before', 'container kserve-container'],
  ],
  [
    'serving.kserve.io/v1alpha1 ServingRuntime',
    { ...pod('server'), workerSpec: pod('worker') },
    ['container server', 'container worker'],
  ],
  ['serving.kserve.io/v1alpha1 ClusterServingRuntime', pod('server'), ['container server']],
  [
    'serving.kserve.io/v1alpha1 LLMInferenceService',
    { template: pod('main'), prefill: { worker: pod('w') } },
    ['container main', 'container w'],
  ],
  ['ray.io/v1 RayCluster', ray, ['container head', 'container a', 'container b']],
  [
    'ray.io/v1 RayJob',
    { rayClusterSpec: ray, submitterPodTemplate: template('submit') },
    ['container head', 'container a', 'container b', 'container submit'],
  ],
  ['ray.io/v1 RayService', { rayClusterConfig: ray }, ['container head', 'container a', 'container b']],
  [
    'kubeflow.org/v1 PyTorchJob',
    { pytorchReplicaSpecs: { Master: { template: template('m') }, Worker: { template: template('w') } } },
    ['container m', 'container w'],
  ],
  ['kubeflow.org/v2beta1 MPIJob', { mpiReplicaSpecs: { Launcher: { template: template('l') } } }, ['container l']],
  ['kubeflow.org/v1 Notebook', { template: template('lab') }, ['container lab']],
  ['trainer.kubeflow.org/v1alpha1 TrainingRuntime', { template: { spec: jobSet } }, ['container node']],
  ['jobset.x-k8s.io/v1alpha2 JobSet', jobSet, ['container node']],
  [
    'leaderworkerset.x-k8s.io/v1 LeaderWorkerSet',
    { leaderWorkerTemplate: { leaderTemplate: template('l'), workerTemplate: template('w') } },
    ['container l', 'container w'],
  ],
  ['argoproj.io/v1alpha1 Rollout', { template: template('api') }, ['container api']],
  [
    'argoproj.io/v1alpha1 CronWorkflow',
    { workflowSpec: { templates: [{ container: { image: 'a' } }] } },
    ['container main'],
  ],
  ['serving.knative.dev/v1 Service', { template: template('api') }, ['container api']],
  [
    'machinelearning.seldon.io/v1 SeldonDeployment',
    { predictors: [{ componentSpecs: [template('model')] }] },
    ['container model'],
  ],
  ['agents.x-k8s.io/v1alpha1 Sandbox', { podTemplate: template('agent') }, ['container agent']],
  ['extensions.agents.x-k8s.io/v1alpha1 SandboxTemplate', { podTemplate: template('agent') }, ['container agent']],
  ['apps.kruise.io/v1alpha1 CloneSet', { template: template('api') }, ['container api']],
  ['batch.volcano.sh/v1alpha1 Job', { tasks: [{ template: template('task') }] }, ['container task']],
  ['keda.sh/v1alpha1 ScaledJob', { jobTargetRef: { template: template('job') } }, ['container job']],
];

for (const [type, spec, wanted] of places) {
  test(`${type} shows its pods`, () => assert.deepEqual(containersIn(object(type, spec)), wanted));
}

test('a pod template in an unknown kind is found when it cannot be anything else', () => {
  assert.deepEqual(containersIn(object('shop.example/v1 Shop', { parts: [{ podTemplate: template('api') }] })), [
    'container api',
  ]);
  const not = [
    { template: { spec: { containers: [{ name: 'api' }] } } },
    { template: { spec: { containers: [{ name: '*', image: '*' }] } } },
    { template: { containers: [container('api')] } },
    { other: template('api') },
    { template: { spec: { containers: [] } } },
  ];
  for (const spec of not) assert.deepEqual(containersIn(object('shop.example/v1 Shop', spec)), []);
});

test('policies and schemas are no workloads', () => {
  for (const type of [
    'kyverno.io/v1 ClusterPolicy',
    'constraints.gatekeeper.sh/v1beta1 K8sA',
    'apiextensions.k8s.io/v1 CustomResourceDefinition',
    'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy',
  ])
    assert.deepEqual(containersIn(object(type, { template: template('api') })), []);
});

test('a list shows the pods of its items', () => {
  const items = [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: pod('x') }];
  assert.deepEqual(containersIn(JSON.stringify({ apiVersion: 'v1', kind: 'List', items })), ['container x']);
});

test('the steps of a workflow are one pod, and each inherits from its own template first', () => {
  const text = object('argoproj.io/v1alpha1 Workflow', {
    securityContext: { runAsUser: 1 },
    templates: [
      { name: 'a', container: { image: 'a' } },
      {
        name: 'b',
        securityContext: { runAsUser: 2 },
        script: { image: 'b' },
        sidecars: [container('log')],
        initContainers: [container('prepare')],
      },
      { name: 'c', containerSet: { containers: [container('c')] } },
    ],
  });
  const [found, ...others] = readYaml(text).flatMap(readObjects).flatMap(readPods);
  assert.equal(others.length, 0);
  assert.deepEqual(
    found?.containers.map((c) => [c.name, plain(inherited(c, 'runAsUser'))]),
    [
      ['main', 1],
      ['prepare', 2],
      ['main', 2],
      ['log', 2],
      ['c', 1],
    ],
  );
  assert.ok(found && takesField(found, 'securityContext') && !takesField(found, 'hostUsers'));
});

test('kinds with few pod fields are asked for no others', () => {
  const fields = (type: string, spec: unknown) =>
    readYaml(object(type, spec)).flatMap(readObjects).flatMap(readPods)[0];
  const knative = fields('serving.knative.dev/v1 Service', { template: template('api') });
  assert.ok(knative && takesField(knative, 'volumes') && !takesField(knative, 'runtimeClassName'));
  const plainPod = fields('v1 Pod', pod('api'));
  assert.ok(plainPod && takesField(plainPod, 'runtimeClassName'));
});

test('a served model is a container of which its runtime has the rest', () => {
  const [found] = readYaml(
    object('serving.kserve.io/v1beta1 InferenceService', {
      predictor: { model: { modelFormat: { name: 'sklearn' }, securityContext: { privileged: true } } },
    }),
  )
    .flatMap(readObjects)
    .flatMap(readPods);
  const [model] = found?.containers ?? [];
  assert.ok(model);
  assert.equal(plain(at(model.value, 'securityContext', 'privileged')), true);
  assert.equal(at(model.value, 'securityContext', 'runAsNonRoot').kind, 'unknown');
  assert.equal(model.image.state, 'unknown');
  assert.equal(at(model.pod.spec, 'securityContext').kind, 'absent');
});

test('what a base configuration completes is not known', () => {
  const [found] = readYaml(object('serving.kserve.io/v1alpha1 LLMInferenceService', { template: pod('main') }))
    .flatMap(readObjects)
    .flatMap(readPods);
  assert.equal(found && at(found.spec, 'securityContext', 'runAsNonRoot').kind, 'unknown');
});

test('a pod is named by its object, and by its first container where there are others', () => {
  const titles = (type: string, spec: unknown) =>
    readYaml(object(type, spec))
      .flatMap(readObjects)
      .flatMap(readPods)
      .map(({ title }) => title);
  assert.deepEqual(titles('apps/v1 Deployment', { template: template('api', 'log') }), ['Deployment "shop"']);
  assert.deepEqual(titles('ray.io/v1 RayCluster', ray), [
    'RayCluster "shop" (head)',
    'RayCluster "shop" (a)',
    'RayCluster "shop" (b)',
  ]);
});
