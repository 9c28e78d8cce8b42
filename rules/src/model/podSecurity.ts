import type { Context } from '../context';
import { declaredOs } from './podOs';
import { at, isAbsent, plain, type Value } from './value';
import type { Container, Pod } from './workload';

/** Capabilities a container runtime grants by default; Pod Security baseline lets them be named. */
export const defaultCapabilities: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** Capabilities that give the node, its kernel or its other processes away. */
export const dangerousCapabilities: ReadonlySet<string> = new Set([
  'ALL',
  'SYS_ADMIN',
  'SYS_MODULE',
  'SYS_PTRACE',
  'SYS_RAWIO',
  'SYS_BOOT',
  'SYS_TIME',
  'SYSLOG',
  'NET_ADMIN',
  'BPF',
  'PERFMON',
  'DAC_READ_SEARCH',
  'MAC_ADMIN',
  'MAC_OVERRIDE',
  'LINUX_IMMUTABLE',
  'CHECKPOINT_RESTORE',
  'IPC_OWNER',
]);

/** The capability as the kernel names it: people write `CAP_SYS_ADMIN` and `sys_admin` too. */
export function capabilityName(written: string): string {
  return written.toUpperCase().replace(/^CAP_/, '');
}

/** Kernel parameters that reach no further than their pod, with the minor version since which they are allowed. */
const safeSysctls: Readonly<Record<string, number>> = {
  'kernel.shm_rmid_forced': 0,
  'net.ipv4.ip_local_port_range': 0,
  'net.ipv4.tcp_syncookies': 0,
  'net.ipv4.ping_group_range': 0,
  'net.ipv4.ip_unprivileged_port_start': 0,
  'net.ipv4.ip_local_reserved_ports': 27,
  'net.ipv4.tcp_keepalive_time': 29,
  'net.ipv4.tcp_fin_timeout': 29,
  'net.ipv4.tcp_keepalive_intvl': 29,
  'net.ipv4.tcp_keepalive_probes': 29,
  'net.ipv4.tcp_rmem': 32,
  'net.ipv4.tcp_wmem': 32,
  'net.ipv4.tcp_slow_start_after_idle': 37,
  'net.ipv4.tcp_notsent_lowat': 37,
};

export function isSafeSysctl(name: string, kubernetes: number): boolean {
  const since = safeSysctls[name];
  return since !== undefined && kubernetes >= since;
}

/** SELinux types made for containers. */
export function isContainerType(type: string, kubernetes: number): boolean {
  if (type === 'container_engine_t') return kubernetes >= 31;
  return ['', 'container_t', 'container_init_t', 'container_kvm_t'].includes(type);
}

/** Volume sources that carry nothing of the node in. */
export const restrictedVolumeTypes: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/** Kubernetes versions in which Pod Security learnt something new, by what it learnt. */
export const since = {
  noPrivilegeEscalation: 8,
  seccompField: 19,
  dropAll: 22,
  userIsNotRoot: 23,
  /** Since then a pod that says it is for Windows is spared what only Linux knows. */
  windowsSpared: 25,
  seccompAnnotationGone: 27,
  appArmorField: 30,
  recursiveReadOnly: 33,
  hostOfProbes: 34,
  /** Since then root in a user namespace of its own counts as harmless. */
  userNamespaceSpared: 35,
} as const;

/** Whether demands that only Linux knows are made of this pod. */
export function isSparedAsWindows(pod: Pod, context: Context): boolean {
  return context.kubernetes >= since.windowsSpared && declaredOs(pod.spec) === 'windows';
}

/** Whether the pod's users are mapped to users the node does not know. */
export function hasUserNamespace(pod: Pod): boolean {
  return plain(at(pod.spec, 'hostUsers')) === false;
}

/** Whether root inside this pod is nobody outside, as Pod Security counts it. */
export function isSparedByUserNamespace(pod: Pod, context: Context): boolean {
  return context.kubernetes >= since.userNamespaceSpared && hasUserNamespace(pod);
}

/** A field of the container's own security context. */
export function ownSecurity(container: Container, ...path: readonly string[]): Value {
  return at(container.value, 'securityContext', ...path);
}

/** The containers that inherit from the same security context as this one. */
export function siblings(container: Container): readonly Container[] {
  const shared = container.podSecurityContext;
  return container.pod.containers.filter((other) => {
    const theirs = other.podSecurityContext;
    return theirs === shared || (theirs.parent?.node === shared.parent?.node && theirs.key === shared.key);
  });
}

/**
 * The places where a handed-down field is decided for this container: its own value and, told only once for all
 * that share it, the pod's. A missing one is listed when nobody decides.
 */
export interface Decision {
  readonly value: Value;
  readonly level: 'container' | 'pod' | 'missing';
}

export function decisions(container: Container, ...path: readonly string[]): Decision[] {
  const own = ownSecurity(container, ...path);
  const shared = at(container.podSecurityContext, ...path);
  const found: Decision[] = [];
  if (!isAbsent(shared) && siblings(container)[0] === container) found.push({ value: shared, level: 'pod' });
  if (!isAbsent(own)) found.push({ value: own, level: 'container' });
  if (isAbsent(shared) && isAbsent(own)) found.push({ value: own, level: 'missing' });
  return found;
}

/** What messages call the place of a decision. */
export function whose(container: Container, decision: Decision): string {
  return decision.level === 'pod' ? container.pod.title : `Container "${container.name}"`;
}
