import type { KubernetesObject } from './object';
import { at, type Value } from './value';

/** Where a pod stands inside an object. */
export interface PodPlace {
  readonly metadata: Value;
  readonly spec: Value;
}

const templatePaths: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  PodTemplate: ['template'],
};

const builtInGroups = new Set(['', 'apps', 'batch', 'extensions']);

/** The pods inside an object, by its kind. */
export function podPlaces(object: KubernetesObject): PodPlace[] {
  const { root, kind } = object;
  if (!builtInGroups.has(object.group)) return [];
  if (kind === 'Pod') return [{ metadata: at(root, 'metadata'), spec: at(root, 'spec') }].filter(isPod);
  const path = templatePaths[kind];
  if (!path) return [];
  const template = at(root, ...path);
  return [{ metadata: at(template, 'metadata'), spec: at(template, 'spec') }].filter(isPod);
}

function isPod(place: PodPlace): boolean {
  return place.spec.kind === 'map';
}
