import { describe, type KubernetesObject } from '../model/object';
import type { PlacedObject, Workspace } from '../model/workspace';
import type { Problem } from '../rule';
import { asFix } from './fixes';
import { addDocuments } from './newDocument';

/**
 * What a quota bounds besides processors and memory, with small numbers to adapt. A cluster has it or not: to bound what
 * is not there costs nothing.
 */
export const quotaKinds: Readonly<Record<string, string>> = {
  'limits.ephemeral-storage': '20Gi',
  pods: '50',
  persistentvolumeclaims: '10',
  'requests.storage': '200Gi',
  'requests.nvidia.com/gpu': '0',
  'services.loadbalancers': '0',
  'services.nodeports': '0',
};

/** The objects of a kind by their namespace; nothing when one of them may be in any. */
export function guardsByNamespace(workspace: Workspace, kind: string): ReadonlyMap<string, readonly PlacedObject[]> {
  const found = new Map<string, PlacedObject[]>();
  if (!workspace.whole) return found;
  for (const placed of workspace.objects) {
    const { object } = placed;
    if (object.kind !== kind || object.group !== '') continue;
    if (object.namespace === undefined) return new Map();
    const others = found.get(object.namespace);
    if (others) others.push(placed);
    else found.set(object.namespace, [placed]);
  }
  return found;
}

/** The namespaces of a whole tree that no object of a kind guards; the fix puts one beside the namespace. */
export function* unguardedNamespaces(
  workspace: Workspace,
  guard: {
    readonly isOne: (object: KubernetesObject) => boolean;
    readonly message: (namespace: string) => string;
    readonly title: string;
    readonly make: (namespace: string) => Parameters<typeof addDocuments>[1][number];
  },
): Generator<Problem> {
  if (!workspace.whole) return;
  const guards = workspace.objects.map(({ object }) => object).filter(guard.isOne);
  for (const { object, file } of workspace.objects) {
    const { name } = object;
    if (object.kind !== 'Namespace' || object.group !== '' || !name || /^kube-/.test(name)) continue;
    if (guards.some((one) => !one.namespaceKnown || one.namespace === name)) continue;
    yield {
      at: object.nameSpan,
      file,
      message: guard.message(describe(object)),
      fix: () => asFix(addDocuments(object.document, [guard.make(name)]), { title: guard.title, safety: 'review' }),
    };
  }
}
