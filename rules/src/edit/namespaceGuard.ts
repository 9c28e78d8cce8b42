import { describe, type KubernetesObject } from '../model/object';
import type { Workspace } from '../model/workspace';
import type { Problem } from '../rule';
import { asFix } from './fixes';
import { addDocuments } from './newDocument';

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
