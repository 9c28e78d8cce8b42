import { remember } from './commands/remember';
import type { KubernetesObject } from './object';
import { sameNamespace } from './selectors';
import type { Setting } from './setting';
import { at, isAbsent, plain, readNumber } from './value';
import type { Workspace } from './workspace';

/** Something that sets the number of replicas of another object. */
export interface Autoscaler {
  readonly object: KubernetesObject;
  readonly target: { readonly kind: string; readonly name: string } | undefined;
  /** As written; absent where the object leaves it to its default. */
  readonly least: Setting<number>;
  /** What Kubernetes takes where nothing is written. */
  readonly defaultLeast: number;
}

/** A HorizontalPodAutoscaler, or KEDA's ScaledObject; undefined for other objects. */
export function readAutoscaler(object: KubernetesObject): Autoscaler | undefined {
  const isHorizontal = object.kind === 'HorizontalPodAutoscaler' && object.group === 'autoscaling';
  const isScaled = object.kind === 'ScaledObject' && object.group === 'keda.sh';
  if (!isHorizontal && !isScaled) return undefined;
  const target = at(object.root, 'spec', 'scaleTargetRef');
  const kind = at(target, 'kind');
  const name = plain(at(target, 'name'));
  const targetKind = isScaled && isAbsent(kind) ? 'Deployment' : plain(kind);
  return {
    object,
    target: typeof name === 'string' && typeof targetKind === 'string' ? { kind: targetKind, name } : undefined,
    least: readNumber(at(object.root, 'spec', isHorizontal ? 'minReplicas' : 'minReplicaCount')),
    defaultLeast: isHorizontal ? 1 : 0,
  };
}

const allOf = remember((workspace: Workspace) =>
  workspace.objects.flatMap((other) => readAutoscaler(other.object) ?? []),
);

/** What sets the number of replicas of `object`. One whose target is not known may be it. */
export function autoscalersOf(object: KubernetesObject, workspace: Workspace): Autoscaler[] {
  return allOf(workspace).filter(({ object: scaler, target }) => {
    const fits = target === undefined || (target.kind === object.kind && target.name === object.name);
    return (fits || object.name === undefined) && sameNamespace(scaler, object) !== 'no';
  });
}

/** The least number of pods the object runs, as far as the files tell; undefined when they do not. */
export function leastReplicas(object: KubernetesObject, workspace: Workspace): number | undefined {
  const scalers = autoscalersOf(object, workspace);
  if (scalers.length > 1 || scalers.some((one) => one.target === undefined)) return undefined;
  const [scaler] = scalers;
  const written = scaler ? scaler.least : readNumber(at(object.root, 'spec', 'replicas'));
  if (written.state === 'unknown') return undefined;
  return written.value ?? scaler?.defaultLeast ?? 1;
}
