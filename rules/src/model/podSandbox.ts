import { at, readString } from './value';
import type { Pod } from './workload';

/** Runtime classes that put a kernel of its own, or a user-space one, between a pod and its node. */
const sandboxes = /^(kata|gvisor$|gvisor-|runsc|firecracker|confidential|coco-|sandbox)/i;

export function isSandboxClass(name: string): boolean {
  return sandboxes.test(name);
}

/** Whether the pod asks for a sandboxed runtime; a hole may be one. */
export function isSandboxed(pod: Pod): boolean {
  const runtimeClass = readString(at(pod.spec, 'runtimeClassName'));
  return runtimeClass.state === 'unknown' || (runtimeClass.state === 'literal' && isSandboxClass(runtimeClass.value));
}
