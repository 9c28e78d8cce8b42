import { argoPods } from './argoPods';
import { crdPods, templatesAnywhere } from './customPods';
import type { KubernetesObject } from './object';
import { at, items, type Value } from './value';

/** Where a pod stands inside an object. */
export interface PodPlace {
  readonly metadata: Value;
  readonly spec: Value;
  /** Given when the containers do not stand in the usual lists of the spec. */
  readonly containers?: readonly ContainerPlace[];
  /** The pod fields the kind knows, when it does not take a whole pod spec: nothing else may be demanded or added. */
  readonly fields?: ReadonlySet<string>;
  /** Its controller gives it an account of its own, and a container that calls the Kubernetes API with it. */
  readonly callsApi?: boolean;
}

export interface ContainerPlace {
  readonly value: Value;
  readonly role: 'container' | 'init' | 'ephemeral';
  /** What the container is called when it has no name of its own. */
  readonly fallbackName: string;
  /** The security context it takes over from its template, when that is not the pod's. */
  readonly podSecurityContext: Value;
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

/** The pods inside an object, by its kind; in kinds nobody knows, what cannot be anything but a pod template. */
export function podPlaces(object: KubernetesObject): PodPlace[] {
  const { root, kind } = object;
  if (!builtInGroups.has(object.group)) return customPlaces(object).filter(isPod);
  if (kind === 'Pod') return [{ metadata: at(root, 'metadata'), spec: at(root, 'spec') }].filter(isPod);
  const path = templatePaths[kind];
  return path ? [templateAt(at(root, ...path))].filter(isPod) : [];
}

function customPlaces(object: KubernetesObject): PodPlace[] {
  return argoPods(object) ?? crdPods(object) ?? templatesAnywhere(object);
}

/** A pod template: metadata and spec under one roof. */
export function templateAt(template: Value): PodPlace {
  return { metadata: at(template, 'metadata'), spec: at(template, 'spec') };
}

/** The containers of a pod in the lists of its spec. */
export function listedContainers(spec: Value): ContainerPlace[] {
  const podSecurityContext = at(spec, 'securityContext');
  const lists = [
    ['initContainers', 'init'],
    ['containers', 'container'],
    ['ephemeralContainers', 'ephemeral'],
  ] as const;
  return lists.flatMap(([key, role]) =>
    items(at(spec, key)).map((value) => {
      return { value, role, podSecurityContext, fallbackName: `#${Number(value.key) + 1}` };
    }),
  );
}

function isPod(place: PodPlace): boolean {
  return place.spec.kind === 'map';
}
