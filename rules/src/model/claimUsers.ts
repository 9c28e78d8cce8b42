import { autoscalersOf } from './autoscalers';
import { remember } from './commands/remember';
import type { KubernetesObject } from './object';
import { mountsOfVolume } from './podVolumes';
import { podsOf } from './selection';
import { sameNamespace } from './selectors';
import { at, isAbsent, items, plain, type Value } from './value';
import type { Pod } from './workload';
import type { Workspace } from './workspace';

/** A workload that mounts a claim. */
export interface ClaimUser {
  readonly pod: Pod;
  readonly file: string;
  /** Its mounts that may be written through, and whether one is that of a container that only prepares. */
  readonly writable: readonly Value[];
  readonly prepares: boolean;
}

const byClaim = remember((workspace: Workspace) => {
  const users = new Map<string, ClaimUser[]>();
  for (const { pod, file } of podsOf(workspace)) {
    const claimed = items(at(pod.spec, 'volumes')).map((volume) => ({
      volume: plain(at(volume, 'name')),
      claim: plain(at(volume, 'persistentVolumeClaim', 'claimName')),
      isReadOnly: mayBeTrue(at(volume, 'persistentVolumeClaim', 'readOnly')),
    }));
    for (const claim of new Set(claimed.map((one) => one.claim))) {
      if (typeof claim !== 'string') continue;
      const writing = claimed
        .filter((one) => one.claim === claim && !one.isReadOnly && typeof one.volume === 'string')
        .flatMap(({ volume }) => mountsOfVolume(pod, String(volume)))
        .filter(({ mount }) => !mount.isReadOnly);
      const user = {
        pod,
        file,
        writable: writing.map(({ mount }) => mount.value),
        prepares: writing.some(({ container }) => container.role === 'init'),
      };
      const others = users.get(claim);
      if (others) others.push(user);
      else users.set(claim, [user]);
    }
  }
  return users;
});

function mayBeTrue(value: Value): boolean {
  return !isAbsent(value) && plain(value) !== false;
}

/** The workloads that may mount a claim. */
export function claimUsers(workspace: Workspace, claim: KubernetesObject): readonly ClaimUser[] {
  const users = byClaim(workspace).get(claim.name ?? '') ?? [];
  return users.filter(({ pod }) => sameNamespace(claim, pod.object) !== 'no');
}

/** Whether a claim serves one pod that stays, and there is never a second one of it, not even while it is updated. */
export function servesOnePod(claim: KubernetesObject, workspace: Workspace): boolean {
  const [only, other] = claimUsers(workspace, claim);
  if (!only || other) return false;
  const { object } = only.pod;
  const spec = at(object.root, 'spec');
  const count = at(spec, 'replicas');
  if (!isAbsent(count) && plain(count) !== 1) return false;
  if (autoscalersOf(object, workspace).length > 0) return false;
  // Model servers name a claim by its address.
  const address = `pvc://${claim.name}`;
  if (workspace.objects.some((placed) => placed.object.document.text.includes(address))) return false;
  if (object.kind === 'Deployment') return plain(at(spec, 'strategy', 'type')) === 'Recreate';
  return ['Pod', 'StatefulSet'].includes(object.kind);
}
