import { isHelmHook } from './object';
import type { Container } from './workload';

const endless = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Rollout',
  'DeploymentConfig',
  'Pod',
]);

/** Whether the container serves until it is stopped: those of jobs, hooks, init containers and debug containers end. */
export function isLongRunning(container: Container): boolean {
  const isServing = container.role === 'container' || container.role === 'sidecar';
  const { object } = container.pod;
  return isServing && endless.has(object.kind) && !(object.kind === 'Pod' && isHelmHook(object));
}
