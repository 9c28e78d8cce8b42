import type { KubernetesObject } from './object';
import { readBinding } from './rbac';
import { sameNamespace } from './selectors';
import type { PlacedObject, Workspace } from './workspace';

/** The role that a binding hands out, where it is kept here. */
export function boundRole(binding: KubernetesObject, workspace: Workspace): PlacedObject | undefined {
  const role = readBinding(binding)?.role;
  if (!role) return undefined;
  return workspace.objects.find(
    ({ object }) =>
      object.kind === role.kind &&
      object.name === role.name &&
      (object.kind === 'ClusterRole' || sameNamespace(object, binding) !== 'no'),
  );
}
