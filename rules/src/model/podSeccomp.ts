import { ownSecurity, siblings } from './podSecurity';
import { isAbsent } from './value';
import type { Container } from './workload';

/** How seccomp was set before there was a field: per pod, and per container by its name. */
export const podAnnotation = 'seccomp.security.alpha.kubernetes.io/pod';
export const containerAnnotation = 'container.seccomp.security.alpha.kubernetes.io/';

/** Whether the value of such an annotation confines the container. */
export function isConfining(value: string | undefined): boolean {
  return value !== undefined && /^(runtime\/default$|docker\/default$|localhost\/)/.test(value);
}

/** Whether no container inherits the profile of the pod, because each has its own. */
export function isOverriddenEverywhere(container: Container): boolean {
  return siblings(container).every((other) => !isAbsent(ownSecurity(other, 'seccompProfile')));
}
