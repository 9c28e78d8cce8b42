import type { Context } from '../context';
import type { Span } from '../text/span';
import { remember } from './commands/remember';
import { describe, type KubernetesObject, placeOf, readStringMap } from './object';
import { type PodOs, readPodOs } from './podOs';
import { type ContainerPlace, listedContainers, type PodPlace, podPlaces } from './podPlaces';
import type { Setting } from './setting';
import { at, isAbsent, plain, readString, spanOf, type Value } from './value';

/** A pod, or the template of pods that an object makes. */
export interface Pod {
  readonly object: KubernetesObject;
  /** The pod's own metadata: the template's, where there is one. */
  readonly metadata: Value;
  readonly spec: Value;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  /** Where it can only run; Pod Security believes nothing but what the pod declares (`declaredOs`). */
  readonly os: PodOs;
  readonly containers: readonly Container[];
  /** Where its containers were not read on from: there are more than any pod has. */
  readonly unread: number | undefined;
  /** The only pod fields the kind of object takes; undefined when it takes them all. */
  readonly fields: ReadonlySet<string> | undefined;
  /** Its controller gives it an account of its own, and a container that calls the Kubernetes API with it. */
  readonly callsApi: boolean;
  /** What to underline when the pod as a whole is meant. */
  readonly nameSpan: Span;
  /** How messages name it: `Deployment "api"`, or `RayCluster "a" (worker)` where the object has several. */
  readonly title: string;
}

/** How a container takes part in its pod. A sidecar is an init container that keeps running. */
export type ContainerRole = 'container' | 'init' | 'sidecar' | 'ephemeral';

export interface Container {
  readonly pod: Pod;
  readonly value: Value;
  readonly role: ContainerRole;
  readonly name: string;
  readonly nameSpan: Span;
  readonly image: Setting<string>;
  /** The security context it inherits from: the pod's, or that of its step in a workflow. */
  readonly podSecurityContext: Value;
}

/** What looks at the containers of a pod together, for each of them, must stay bearable in a hostile file. */
const mostContainers = 2_000;

/** The pods an object describes: none for most kinds, several for some custom resources. */
export const readPods = remember((object: KubernetesObject): readonly Pod[] => {
  const places = podPlaces(object);
  return places.map((place) => readPod(object, place, { isOnly: places.length === 1 }));
});

function readPod(object: KubernetesObject, place: PodPlace, { isOnly }: { readonly isOnly: boolean }): Pod {
  const { metadata, spec } = place;
  const containers: Container[] = [];
  const places = place.containers ?? listedContainers(spec);
  const pod: Pod = {
    object,
    metadata,
    spec,
    labels: readStringMap(at(metadata, 'labels')),
    annotations: readStringMap(at(metadata, 'annotations')),
    os: readPodOs(spec, places),
    containers,
    unread: places[mostContainers] && placeOf(places[mostContainers].value).start,
    fields: place.fields,
    callsApi: place.callsApi === true,
    nameSpan: object.nameSpan,
    title: isOnly ? describe(object) : `${describe(object)}${ofFirst(places)}`,
  };
  for (const { value, role, fallbackName, podSecurityContext } of places.slice(0, mostContainers)) {
    const container = readContainer(pod, value, role, podSecurityContext, fallbackName);
    if (container) containers.push(container);
  }
  return pod;
}

/** What tells a pod from others of its object: the name of its first container. */
function ofFirst([first]: readonly ContainerPlace[]): string {
  const name = first && (plain(at(first.value, 'name')) ?? first.fallbackName);
  return typeof name === 'string' ? ` (${name})` : '';
}

function readContainer(
  pod: Pod,
  value: Value,
  list: ContainerRole,
  podSecurityContext: Value,
  fallbackName: string,
): Container | undefined {
  if (value.kind !== 'map') return undefined;
  const name = plain(at(value, 'name'));
  const isSidecar = list === 'init' && plain(at(value, 'restartPolicy')) === 'Always';
  return {
    pod,
    value,
    role: isSidecar ? 'sidecar' : list,
    name: typeof name === 'string' ? name : fallbackName,
    nameSpan: spanOf(at(value, 'name')) ?? spanOf(at(value, 'image')) ?? pod.nameSpan,
    image: readString(at(value, 'image')),
    podSecurityContext,
  };
}

/** Whether the kind of object takes this pod field at all; most take every one. */
export function takesField(pod: Pod, field: string): boolean {
  return pod.fields === undefined || pod.fields.has(field);
}

/**
 * A field of the security context that a pod hands down (runAsUser, runAsGroup, runAsNonRoot, seccompProfile,
 * appArmorProfile, seLinuxOptions, windowsOptions): the container's own where it has one, else the pod's.
 */
export function inherited(container: Container, ...path: readonly string[]): Value {
  const own = at(container.value, 'securityContext', ...path);
  return isAbsent(own) ? at(container.podSecurityContext, ...path) : own;
}

/** Whether the settings mark this pod as one that runs code nobody controls. */
export function isUntrusted(pod: Pod, context: Context): boolean {
  if (context.untrusted.all || context.profile === 'arbitrary-code' || context.profile === 'all') return true;
  return isLabelledUntrusted(pod, context);
}

/** Whether its own labels say so, whatever is taken for untrusted besides. */
export function isLabelledUntrusted(pod: Pod, context: Context): boolean {
  return context.untrusted.labels.some((label) => {
    const [key = '', wanted] = label.split('=');
    const has = pod.labels.get(key) ?? pod.object.labels.get(key);
    return has !== undefined && (wanted === undefined || has === wanted);
  });
}
