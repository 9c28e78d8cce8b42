import type { Setting } from './setting';
import { at, isAbsent, items, plain, readString, type Value } from './value';
import type { Container, Pod } from './workload';

/** A volume of a pod that is a path of its node. */
export interface HostPath {
  readonly volume: Value;
  readonly name: string | undefined;
  readonly path: Setting<string>;
  /** The path without `.`, `..`, double and final slashes. Undefined when it is not known. */
  readonly normal: string | undefined;
}

export function hostPaths(pod: Pod): HostPath[] {
  return items(at(pod.spec, 'volumes')).flatMap((volume) => {
    const source = at(volume, 'hostPath');
    if (isAbsent(source)) return [];
    const path = readString(at(source, 'path'));
    const name = plain(at(volume, 'name'));
    const normal = path.value === undefined ? undefined : normalPath(path.value);
    return [{ volume, name: typeof name === 'string' ? name : undefined, path, normal }];
  });
}

/** What a sentence about a volume ends with, so that one of several is found: ` (volume "data")`. */
export function volumeInBrackets(volume: Value): string {
  const name = plain(at(volume, 'name'));
  return typeof name === 'string' ? ` (volume "${name}")` : '';
}

/** Where a container mounts a volume. */
export interface Mount {
  readonly value: Value;
  readonly volume: string;
  readonly path: string | undefined;
  readonly isReadOnly: boolean;
}

export function mountsOf(container: Container): Mount[] {
  return items(at(container.value, 'volumeMounts')).flatMap((value) => {
    const volume = plain(at(value, 'name'));
    if (typeof volume !== 'string') return [];
    const path = plain(at(value, 'mountPath'));
    const readOnly = at(value, 'readOnly');
    return [
      {
        value,
        volume,
        path: typeof path === 'string' ? normalPath(path) : undefined,
        // A hole may well say true.
        isReadOnly: !isAbsent(readOnly) && (plain(readOnly) ?? true) === true,
      },
    ];
  });
}

/** Every mount of one volume, with the container it belongs to. */
export function mountsOfVolume(pod: Pod, name: string | undefined): { container: Container; mount: Mount }[] {
  if (name === undefined) return [];
  return pod.containers.flatMap((container) =>
    mountsOf(container).flatMap((mount) => (mount.volume === name ? [{ container, mount }] : [])),
  );
}

/** Whether something is mounted in root's home: no other user may enter it. */
export function livesInHomeOfRoot(container: Container): boolean {
  return mountsOf(container).some(({ path }) => path !== undefined && isAtOrUnder(path, '/root'));
}

/** Whether a container may write to a volume that a claim brings: the pod's own, or one that its StatefulSet makes. */
export function writesToClaims(pod: Pod): boolean {
  const claims = items(at(pod.spec, 'volumes'))
    .filter((volume) => ['persistentVolumeClaim', 'ephemeral'].some((key) => at(volume, key).kind === 'map'))
    .map((volume) => plain(at(volume, 'name')));
  const made = items(at(pod.object.root, 'spec', 'volumeClaimTemplates')).map((claim) =>
    plain(at(claim, 'metadata', 'name')),
  );
  const names = new Set([...claims, ...made]);
  return pod.containers.some((one) => mountsOf(one).some(({ volume, isReadOnly }) => !isReadOnly && names.has(volume)));
}

/** The path as the kernel goes it; Windows paths with forward slashes. */
export function normalPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.replace(/\\/g, '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const joined = parts.join('/');
  return /^[A-Za-z]:/.test(joined) ? joined : `/${joined}`;
}

export function isAtOrUnder(path: string, folder: string): boolean {
  return path === folder || folder === '/' || path.startsWith(`${folder}/`);
}

/** The folders that make up a system, as a whole: what other tools call sensitive. */
export function isSystemFolder(path: string | undefined): boolean {
  return path !== undefined && /^\/(boot|dev|etc|lib|proc|sys|usr|var\/lib\/docker)?$/.test(path);
}

/** Where container runtimes listen on a node. */
const runtimeSockets: readonly string[] = [
  '/run/docker.sock',
  '/var/run/docker.sock',
  '/run/containerd/containerd.sock',
  '/var/run/containerd/containerd.sock',
  '/run/crio/crio.sock',
  '/var/run/crio/crio.sock',
  '/run/cri-dockerd.sock',
  '/var/run/cri-dockerd.sock',
  '/var/run/dockershim.sock',
  '/run/k3s/containerd/containerd.sock',
  '/run/buildkit/buildkitd.sock',
  '/run/podman/podman.sock',
];

/** The runtime socket a mounted path gives: the socket itself, or one in the folder. */
export function runtimeSocketIn(path: string): string | undefined {
  if (/\/pipe\/(docker_engine|containerd-containerd)$/.test(path)) return path;
  if (/(^|\/)(docker|containerd|crio|cri-dockerd|dockershim|buildkitd|podman)\.sock$/.test(path)) return path;
  return path === '/' ? undefined : runtimeSockets.find((socket) => isAtOrUnder(socket, path));
}
