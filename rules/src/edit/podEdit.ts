import { isMap, isSeq } from 'yaml';
import { siblings } from '../model/podSecurity';
import { mountsOf, writesToClaims } from '../model/podVolumes';
import { at, entries, isAbsent, items, plain, type Value } from '../model/value';
import { type Container, type Pod, takesField } from '../model/workload';
import type { Fix } from '../rule';
import { asFix, combine, type FixLabel } from './fixes';
import { appendItem, type Data, isMapData, setValue, type YamlChange } from './yamlEdit';
import { replacePair } from './yamlPairs';
import { removeItem, removeKey } from './yamlRemove';

type Fields = { readonly [key: string]: Data };

/** The changes that bring `data` into what stands at `target`: missing keys are added, others are replaced. */
export function mergeValue(target: Value, data: Data): (YamlChange | undefined)[] {
  if (!isMapData(data) || target.kind !== 'map') return [setValue(target, data)];
  // Several keys of an empty map are one edit: each alone would want to replace the braces.
  if (entries(target).length === 0 && Object.keys(data).length > 0) return [setValue(target, data)];
  return Object.entries(data).flatMap(([key, value]) => {
    const child = at(target, key);
    return sameScalar(child, value) ? [] : mergeValue(child, value);
  });
}

function sameScalar(value: Value, data: Data): boolean {
  return value.kind === 'scalar' && plain(value) === data;
}

/**
 * Brings fields into the pod's security context when all its containers can take them from there and none says
 * something else, nor the caller; else into the container's own. What only a pod can say goes to the pod with either.
 */
export function securePod(
  container: Container,
  fields: Fields,
  title: string,
  { suitsAll = true, ofPod = {} }: { readonly suitsAll?: boolean; readonly ofPod?: Fields } = {},
): Fix | undefined {
  const shared = container.podSecurityContext;
  const agrees = (value: Value, wanted: Data | undefined) =>
    isAbsent(value) || (wanted !== undefined && sameScalar(value, wanted));
  const fits = Object.entries(fields).every(
    ([key, wanted]) =>
      agrees(at(shared, key), wanted) &&
      siblings(container).every((other) => agrees(at(other.value, 'securityContext', key), wanted)),
  );
  if (suitsAll && fits && takesField(container.pod, 'securityContext')) {
    const alone = siblings(container).length === 1;
    const fix = combine(mergeValue(shared, { ...fields, ...ofPod }), {
      title: alone ? title : `${title} in all containers of the pod`,
      safety: 'review',
    });
    if (fix) return fix;
  }
  const own = mergeValue(at(container.value, 'securityContext'), fields);
  return combine([...own, ...secureWholePod(container.pod, ofPod)], {
    title: `${title} in "${container.name}"`,
    safety: 'review',
  });
}

/** Brings fields, if there are any, into the security context of the pod. */
export function secureWholePod(pod: Pod, fields: Fields): (YamlChange | undefined)[] {
  return Object.keys(fields).length > 0 ? mergeValue(at(pod.spec, 'securityContext'), fields) : [];
}

/** A claim is mounted as root's: another user writes to it only through a group that the pod gives its volumes. */
export function groupForClaims(pod: Pod): Fields {
  const isOpen = takesField(pod, 'securityContext') && isAbsent(at(pod.spec, 'securityContext', 'fsGroup'));
  return isOpen && writesToClaims(pod) ? { fsGroup: 10001 } : {};
}

/** The names of the pod's volumes. */
export function volumeNames(pod: Pod): Set<string> {
  return new Set(items(at(pod.spec, 'volumes')).flatMap((volume) => plain(at(volume, 'name')) as string));
}

/** A name for a volume that only this container uses. */
function freeVolumeName(container: Container, purpose: string): string {
  const taken = volumeNames(container.pod);
  const owner = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(container.name) ? container.name.slice(0, 40) : 'main';
  const first = container.pod.containers.length > 1 ? `${owner}-${purpose}` : purpose;
  for (let n = 1; ; n++) {
    const name = n === 1 ? first : `${first}-${n}`;
    if (!taken.has(name)) return name;
  }
}

/** The changes that mount a fresh empty directory at a path of the container. */
export function mountScratch(container: Container, path: string, emptyDir: Fields): (YamlChange | undefined)[] {
  if (!takesField(container.pod, 'volumes')) return [undefined];
  const name = freeVolumeName(container, path.replace(/^.*\//, ''));
  return [
    appendItem(at(container.value, 'volumeMounts'), { name, mountPath: path }),
    appendItem(at(container.pod.spec, 'volumes'), { name, emptyDir }),
  ];
}

/** Takes an added capability out; the last one leaves an empty list. */
export function fixRemovedCapability(container: Container, item: Value, name: string): Fix | undefined {
  return fixRemovedItem(item, { title: `Take ${name} from "${container.name}"`, safety: 'review' });
}

/** Takes an item out of its list, and the list's key when nothing else is in it. */
export function fixRemovedItem(item: Value, label: FixLabel): Fix | undefined {
  return combine(removeFrom(item.parent, [item]), label);
}

/** The changes that take volumes out together with their mounts; undefined where one cannot go. */
export function removeVolumes(pod: Pod, volumes: readonly Value[]): (YamlChange | undefined)[] {
  const names = new Set(volumes.map((volume) => plain(at(volume, 'name'))));
  const mounts = pod.containers.flatMap(mountsOf).filter(({ volume }) => names.has(volume));
  const gone = [...volumes, ...mounts.map(({ value }) => value)];
  return [...new Set(gone.map(({ parent }) => parent))].flatMap((list) =>
    removeFrom(
      list,
      gone.filter(({ parent }) => parent === list),
    ),
  );
}

/** Takes items out of their list, and the list's key when nothing else is in it. */
function removeFrom(list: Value | undefined, gone: readonly Value[]): (YamlChange | undefined)[] {
  const areAll = list && items(list).length === gone.length && isSeq(list.node);
  // Braces that would be left empty may be just where another fix puts something.
  const leavesBraces =
    areAll && isMap(list.parent?.node) && list.parent.node.flow && list.parent.node.items.length === 1;
  const whole = areAll && !leavesBraces ? removeKey(list) : undefined;
  const keys = new Set(gone.map(({ key }) => key));
  return whole ? [whole] : gone.map((item) => removeItem(item, keys));
}

/** The capabilities a container keeps when all are dropped: binding a port below 1024 needs one. */
export function leastCapabilities(container: Container): Fields {
  return bindsLowPort(container) ? { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } : { drop: ['ALL'] };
}

export function bindsLowPort(container: Container): boolean {
  return items(at(container.value, 'ports')).some((port) => {
    const number = plain(at(port, 'containerPort'));
    return typeof number === 'number' && number > 0 && number < 1024;
  });
}

/** Takes a key out. */
export function fixRemovedKey(target: Value, label: FixLabel): Fix | undefined {
  return asFix(removeKey(target), label);
}

/**
 * Replaces a hostPath by an empty directory. Only for a path of its own making: files of the system, sockets and devices
 * are there for a reason that an empty directory does not serve.
 */
export function fixHostPath(pod: Pod, source: Value): Fix | undefined {
  const path = plain(at(source, 'path'));
  const type = plain(at(source, 'type'));
  const isScratch =
    typeof path === 'string' && /^\/(tmp|data|mnt|srv|opt\/[a-z-]+|var\/(tmp|cache|data))(\/|$)/.test(path);
  const isDirectory = type === undefined || type === null || type === '' || /^Directory(OrCreate)?$/.test(String(type));
  if (!isScratch || !isDirectory || pod.object.kind === 'DaemonSet') return undefined;
  return asFix(replacePair(source, 'emptyDir', { sizeLimit: '1Gi' }), {
    title: 'Use an empty directory instead of one of the node',
    safety: 'review',
  });
}

/** Replaces a volume source by a claim of the volume's name, which somebody has to make. */
export function fixWithClaim(volume: Value, source: Value): Fix | undefined {
  const name = plain(at(volume, 'name'));
  if (typeof name !== 'string' || !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) return undefined;
  const claim = plain(at(source, 'readOnly')) === true ? { claimName: name, readOnly: true } : { claimName: name };
  return asFix(replacePair(source, 'persistentVolumeClaim', claim), {
    title: `Mount the claim "${name}" instead (make it first)`,
    safety: 'review',
  });
}
