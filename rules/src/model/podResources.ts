import { at, entries, isAbsent, plain, type Value } from './value';
import { type Container, takesField } from './workload';

export type ResourceList = 'limits' | 'requests';

/** Since this version a pod may set limits and requests for its containers together. */
const podLevelSince = 34;

/** What bounds a resource of a container: its own entry, or for CPU and memory that of its pod. */
export function resource(container: Container, list: ResourceList, name: string, kubernetes: number): Value {
  const own = at(container.value, 'resources', list, name);
  if (!isAbsent(own) || kubernetes < podLevelSince || (name !== 'cpu' && name !== 'memory')) return own;
  if (!takesField(container.pod, 'resources')) return own;
  const shared = at(container.pod.spec, 'resources', list, name);
  return isAbsent(shared) ? own : shared;
}

/** Whether nothing bounds it: a limit of zero, as the kubelet hands it to the runtime, is none. */
export function isUnlimited(container: Container, name: 'cpu' | 'memory', kubernetes: number): boolean {
  const limit = resource(container, 'limits', name, kubernetes);
  return isAbsent(limit) || readQuantity(limit) === 0;
}

/** Kinds that lend containers to others, which then say how much these may use. */
const lenders = /^(LLMInferenceServiceConfig|(Cluster)?ServingRuntime)$/;

/** Whether resource rules speak about the container: debug containers have no resources at all. */
export function hasResources(container: Container): boolean {
  if (lenders.test(container.pod.object.kind)) return false;
  return container.role !== 'ephemeral' && at(container.value, 'resources').kind !== 'unknown';
}

const factors: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** A quantity such as `500m` or `1Gi` as a number; undefined when it is none. */
export function readQuantity(value: Value): number | undefined {
  const written = plain(value);
  if (typeof written === 'number') return written;
  if (typeof written !== 'string') return undefined;
  const parts = /^([+-]?\d*\.?\d+(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(written.trim());
  const factor = parts ? factors[parts[2] ?? ''] : undefined;
  return parts && factor !== undefined ? Number(parts[1]) * factor : undefined;
}

/** Models beside a GPU fill gigabytes of memory before they are in it. */
export function asksForGpu(container: Container): boolean {
  const lists = ['limits', 'requests'].map((list) => at(container.value, 'resources', list));
  return lists.some((list) => entries(list).some(({ key }) => isGpuResource(key)));
}

/** Names under which device plugins offer GPUs. */
export function isGpuResource(name: string): boolean {
  return /^(nvidia\.com\/(gpu|mig-)|amd\.com\/gpu|gpu\.intel\.com\/|habana\.ai\/gaudi)/.test(name);
}
