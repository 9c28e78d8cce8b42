import { remember } from './commands/remember';
import { backendNameOf, backendsOf } from './ingress';
import { type Direction, readNetworkPolicy } from './networkPolicy';
import type { KubernetesObject } from './object';
import { every, type Labels, type Match, matches, readLabels, readSelector, sameNamespace } from './selectors';
import { isExposed, readService } from './service';
import { at, isAbsent, plain, type Value } from './value';
import type { Pod } from './workload';
import type { PlacedObject, Workspace } from './workspace';

/** A pod of the workspace with the file it stands in. */
export interface PlacedPod {
  readonly pod: Pod;
  readonly file: string;
  readonly labels: Labels;
}

export const podsOf = remember((workspace: Workspace): readonly PlacedPod[] =>
  workspace.objects.flatMap(({ pods, file }) =>
    pods.map((pod) => ({ pod, file, labels: readLabels(at(pod.metadata, 'labels')) })),
  ),
);

/** Something that closes the network of pods in one direction. */
export interface Guard {
  readonly object: KubernetesObject;
  readonly file: string;
  readonly selects: (labels: Labels) => Match;
  readonly governs: (direction: Direction) => boolean;
  /** Holds in every namespace. */
  readonly clusterWide: boolean;
}

/** All network policies of the workspace. Those of other makers are believed where they cannot be read. */
export function guardsOf(workspace: Workspace): Guard[] {
  return workspace.objects.flatMap(readGuard);
}

function readGuard({ object, file }: PlacedObject): Guard[] {
  const policy = readNetworkPolicy(object);
  if (policy) {
    const governs = (direction: Direction) => policy.governs[direction] !== false;
    return [{ object, file, selects: (labels) => matches(policy.selector, labels), governs, clusterWide: false }];
  }
  if (!/^(Cilium(Clusterwide)?|Global|Admin|BaselineAdmin|)NetworkPolicy$/.test(object.kind)) return [];
  const clusterWide = !/^(Cilium)?NetworkPolicy$/.test(object.kind);
  const endpoints = at(object.root, 'spec', 'endpointSelector');
  const selects = (labels: Labels): Match =>
    isAbsent(endpoints) ? 'unknown' : matches(readSelector(endpoints), labels);
  return [{ object, file, selects, governs: () => true, clusterWide }];
}

/** Whether a guard holds for a pod. */
export function guards(guard: Guard, { pod, labels }: PlacedPod): Match {
  const place = guard.clusterWide ? 'yes' : sameNamespace(guard.object, pod.object);
  return every([place, guard.selects(labels)]);
}

/** Whether a Service or an Ingress that is here brings callers from other namespaces, or from outside the cluster. */
export function hasCallersFromAfar({ objects }: Workspace, { pod, labels }: PlacedPod): boolean {
  const near = objects.filter(({ object }) => sameNamespace(object, pod.object) !== 'no').map(({ object }) => object);
  const services = near.flatMap((object) => readService(object) ?? []);
  const own = services.filter((service) => matches(service.selector, labels) === 'yes');
  const behind = new Set(near.flatMap(backendsOf).map((backend) => plain(backendNameOf(backend))));
  return own.some((service) => isExposed(service) || behind.has(service.object.name));
}

/** Pods on the network of their node are past every policy. */
export function usesHostNetwork(pod: Pod): boolean {
  return plain(at(pod.spec, 'hostNetwork')) === true;
}

/** The labels by which an object finds its pods, when they are all known. */
export function selectorLabels(object: KubernetesObject): Record<string, string> | undefined {
  const value: Value = at(object.root, 'spec', 'selector', 'matchLabels');
  const { known, complete } = readLabels(value);
  const pairs = [...known];
  if (!complete || pairs.length === 0 || pairs.some(([, text]) => text === undefined)) return undefined;
  return Object.fromEntries(pairs.map(([key, text]) => [key, text ?? '']));
}

interface Placed {
  readonly object: KubernetesObject;
  readonly file: string;
}

/**
 * Whether two objects surely belong together: both name the same namespace, or both leave it to the command line and
 * stand in one folder. Large repositories hold many examples that have nothing to do with each other.
 */
export function standTogether(a: Placed, b: Placed): boolean {
  const same = sameNamespace(a.object, b.object);
  return same === 'yes' || (same === 'unknown' && folderOf(a.file) === folderOf(b.file));
}

export function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

/** Where a pod names its service account; the old field counts where the new one is not used. */
export function accountOf(pod: Pod): Value {
  const account = at(pod.spec, 'serviceAccountName');
  return isAbsent(account) ? at(pod.spec, 'serviceAccount') : account;
}
