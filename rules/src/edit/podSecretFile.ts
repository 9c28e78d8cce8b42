import { fileVariable } from '../model/fileVariables';
import { wordsIn } from '../model/mentions';
import { mountsOf, normalPath } from '../model/podVolumes';
import { at, isAbsent, items, plain, readNumber, type Value } from '../model/value';
import { type Container, type Pod, takesField } from '../model/workload';
import type { Fix } from '../rule';
import { combine } from './fixes';
import { secureWholePod, volumeNames } from './podEdit';
import { appendItem, setValue, type YamlChange } from './yamlEdit';
import { replacePair } from './yamlPairs';

interface SecretKey {
  readonly secret: string;
  readonly key: string;
}

interface Mounted {
  readonly path: string;
  readonly changes: readonly (YamlChange | undefined)[];
}

/**
 * Has a program read a secret from a mounted file instead of its environment; nothing where it is not known to, or where
 * something else of the container asks for the variable. `source` is what gives the variable its value.
 */
export function readFromFile(
  container: Container,
  variable: Value,
  source: Value,
  wanted: SecretKey,
  title: (name: string, file: string) => string,
): Fix | undefined {
  const name = plain(at(variable, 'name'));
  const file = typeof name === 'string' ? fileVariable(container, name) : undefined;
  if (typeof name !== 'string' || !file || container.pod.os === 'windows') return undefined;
  const env = items(at(container.value, 'env'));
  if (wordsIn(container.value, name).length > 1 || env.some((one) => plain(at(one, 'name')) === file)) return undefined;
  const mounted = mountFile(container, wanted);
  if (!mounted) return undefined;
  return combine(
    [setValue(at(variable, 'name'), file), replacePair(source, 'value', mounted.path), ...mounted.changes],
    { title: title(name, file), safety: 'review' },
  );
}

function mountFile(container: Container, { secret, key }: SecretKey): Mounted | undefined {
  const { pod } = container;
  const isPlain = /^[A-Za-z0-9][\w.-]*$/;
  if (!takesField(pod, 'volumes') || !isPlain.test(secret) || !isPlain.test(key)) return undefined;
  const volume = items(at(pod.spec, 'volumes')).find((one) => plain(at(one, 'secret', 'secretName')) === secret);
  const known = volume && plain(at(volume, 'name'));
  if (volume && typeof known !== 'string') return undefined;
  const access = accessFor(pod, volume);
  if (!access) return undefined;
  const name = typeof known === 'string' ? known : freeName(pod, secret);
  const place = placeIn(container, name, `/run/secrets/${secret}`);
  const file = volume ? fileIn(at(volume, 'secret', 'items'), key) : { path: key, changes: [] };
  if (!place || !file) return undefined;
  const fresh = { name, secret: { secretName: secret, defaultMode: 0o440, items: [{ key, path: key }] } };
  return {
    path: `${place.path}/${file.path}`,
    changes: [
      ...place.changes,
      ...file.changes,
      ...(volume ? [] : [appendItem(at(pod.spec, 'volumes'), fresh)]),
      ...access,
    ],
  };
}

/** A name like the Secret's for a volume of it, which other containers mount as well. */
function freeName(pod: Pod, secret: string): string {
  const taken = volumeNames(pod);
  const name = secret
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/-$/, '');
  for (let n = 1; ; n++) {
    const next = n === 1 ? name : `${name}-${n}`;
    if (!taken.has(next)) return next;
  }
}

/**
 * How the files of a Secret, which belong to root, are opened to who reads them and, at best, nobody else. By the group
 * also for root: another fix may take that away.
 */
function accessFor(pod: Pod, volume: Value | undefined): readonly (YamlChange | undefined)[] | undefined {
  const mode = readNumber(at(volume ?? pod.spec, 'secret', 'defaultMode'));
  const group = readNumber(at(pod.spec, 'securityContext', 'fsGroup'));
  if (mode.state === 'unknown' || group.state === 'unknown') return undefined;
  const isOpen = volume && ((mode.value ?? 0o644) & 0o004) !== 0;
  if (isOpen || group.state === 'literal') return [];
  return takesField(pod, 'securityContext') ? secureWholePod(pod, { fsGroup: 10001 }) : undefined;
}

/** Where the container has the volume, or will have it. */
function placeIn(container: Container, volume: string, fresh: string): Mounted | undefined {
  const mounts = mountsOf(container);
  const own = mounts.find((mount) => mount.volume === volume && mount.path && isWholeMount(mount.value));
  if (own?.path) return { path: own.path, changes: [] };
  const isTaken = mounts.some(({ path }) => path !== undefined && normalPath(path) === fresh);
  const mount = { name: volume, mountPath: fresh, readOnly: true };
  return isTaken ? undefined : { path: fresh, changes: [appendItem(at(container.value, 'volumeMounts'), mount)] };
}

function isWholeMount(mount: Value): boolean {
  return isAbsent(at(mount, 'subPath')) && isAbsent(at(mount, 'subPathExpr'));
}

/** The file that a volume makes of a key: all of them are there where it names none. */
function fileIn(chosen: Value, key: string): Mounted | undefined {
  if (isAbsent(chosen)) return { path: key, changes: [] };
  const file = items(chosen).find((item) => plain(at(item, 'key')) === key);
  const path = file && plain(at(file, 'path'));
  if (file) return typeof path === 'string' ? { path, changes: [] } : undefined;
  if (items(chosen).some((item) => plain(at(item, 'path')) === key)) return undefined;
  return { path: key, changes: [appendItem(chosen, { key, path: key })] };
}
