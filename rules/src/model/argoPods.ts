import type { KubernetesObject } from './object';
import { type ContainerPlace, type PodPlace, templateAt } from './podPlaces';
import { at, isAbsent, items, type Value } from './value';

/** The pod fields a workflow takes; the rest would be dropped. */
const workflowFields = new Set([
  'securityContext',
  'serviceAccountName',
  'automountServiceAccountToken',
  'hostNetwork',
  'hostAliases',
  'dnsPolicy',
  'dnsConfig',
  'nodeSelector',
  'affinity',
  'tolerations',
  'volumes',
  'imagePullSecrets',
  'schedulerName',
  'activeDeadlineSeconds',
]);

/** The pods of Argo's kinds; undefined for everything else. */
export function argoPods(object: KubernetesObject): PodPlace[] | undefined {
  if (object.group !== 'argoproj.io') return undefined;
  const { root } = object;
  switch (object.kind) {
    case 'Rollout':
      return [templateAt(at(root, 'spec', 'template'))];
    case 'Workflow':
    case 'WorkflowTemplate':
    case 'ClusterWorkflowTemplate':
      return [workflowPod(root, at(root, 'spec'))];
    case 'CronWorkflow':
      return [workflowPod(root, at(root, 'spec', 'workflowSpec'))];
    default:
      return undefined;
  }
}

/**
 * Every step of a workflow is a pod, and they share the settings of the workflow. One pod with the containers of all steps
 * says the same and reports a shared setting once.
 */
function workflowPod(root: Value, spec: Value): PodPlace {
  const containers = items(at(spec, 'templates')).flatMap((template) => stepContainers(template, spec));
  const podMetadata = at(spec, 'podMetadata');
  const metadata = isAbsent(podMetadata) ? at(root, 'metadata') : podMetadata;
  return { metadata, spec, containers, fields: workflowFields };
}

function stepContainers(template: Value, spec: Value): ContainerPlace[] {
  const own = at(template, 'securityContext');
  const podSecurityContext = isAbsent(own) ? at(spec, 'securityContext') : own;
  const place = (value: Value, role: ContainerPlace['role'], fallbackName = 'main'): ContainerPlace => ({
    value,
    role,
    fallbackName,
    podSecurityContext,
  });
  return [
    ...items(at(template, 'initContainers')).map((value) => place(value, 'init')),
    ...['container', 'script'].map((key) => place(at(template, key), 'container')),
    ...items(at(template, 'containerSet', 'containers')).map((value) => place(value, 'container')),
    ...items(at(template, 'sidecars')).map((value) => place(value, 'container')),
  ].filter((found) => found.value.kind === 'map');
}
