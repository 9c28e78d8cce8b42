/** How seccomp was set before there was a field: per pod, and per container by its name. */
export const podAnnotation = 'seccomp.security.alpha.kubernetes.io/pod';
export const containerAnnotation = 'container.seccomp.security.alpha.kubernetes.io/';

/** Whether the value of such an annotation confines the container. */
export function isConfining(value: string | undefined): boolean {
  return value !== undefined && /^(runtime\/default$|docker\/default$|localhost\/)/.test(value);
}
