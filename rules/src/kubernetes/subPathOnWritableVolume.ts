import { combine } from '../edit/fixes';
import { volumeNames } from '../edit/podEdit';
import { appendItem, type Data, isMapData, setValue } from '../edit/yamlEdit';
import { isShared } from '../edit/yamlPlaces';
import { removeKey } from '../edit/yamlRemove';
import { podSpec } from '../examples';
import { isAtOrUnder, mountsOf, mountsOfVolume } from '../model/podVolumes';
import { at, isAbsent, items, plain, spanOf, toData, type Value } from '../model/value';
import { type Pod, takesField } from '../model/workload';
import { defineRule, type Fix } from '../rule';

/** Sources a pod cannot write through. */
const readOnlySources = ['configMap', 'secret', 'downwardAPI', 'projected', 'image'];

export const subPathOnWritableVolume = defineRule({
  id: 'sub-path-on-writable-volume',
  title: 'Part of a volume that another container writes',
  control: 'host-paths',
  level: 'isolation',
  severity: 'low',
  stride: ['T', 'E'],
  layer: 'host',
  aliases: [],
  references: [],
  fixable: 'sometimes', // Where every pod starts with it empty, and all containers mount parts of it.
  subject: 'container',
  why: 'The kubelet resolves subPath on the node; a container that swaps the folder for a link in that moment has mounted files of the node (CVE-2021-25741).',
  remedy: 'Give each container a volume of its own instead of parts of a shared one.',

  *check(container) {
    const sources = new Map(
      items(at(container.pod.spec, 'volumes')).map((volume) => [plain(at(volume, 'name')), volume]),
    );
    for (const mount of mountsOf(container)) {
      const subPath = ['subPath', 'subPathExpr'].map((key) => at(mount.value, key)).find((value) => !isAbsent(value));
      const where = subPath && spanOf(subPath);
      const source = sources.get(mount.volume);
      if (!where || !source || readOnlySources.some((key) => !isAbsent(at(source, key)))) continue;
      const writer = mountsOfVolume(container.pod, mount.volume).find(
        (other) => other.container !== container && !other.mount.isReadOnly,
      );
      if (!writer) continue;
      yield {
        at: where,
        message: `Container "${container.name}" mounts a part of volume "${mount.volume}", which "${writer.container.name}" can change under it.`,
        fix: () => separate(container.pod, source, mount.volume),
      };
    }
  },

  examples: [
    {
      bad: podSpec(
        'containers:\n  - name: api\n    volumeMounts:\n      - { name: data, mountPath: /data, subPath: «api» }\n  - name: model\n    volumeMounts:\n      - { name: data, mountPath: /data }\nvolumes:\n  - name: data\n    emptyDir: {}',
      ),
    },
    {
      bad: podSpec(
        'containers:\n  - name: api\n    volumeMounts:\n      - { name: data, mountPath: /data, subPath: «api» }\n      - { name: data, mountPath: /tmp, subPath: «tmp/api» }\n  - name: model\n    volumeMounts:\n      - name: data\n        mountPath: /data\n        subPath: «model»\n      - { name: data, mountPath: /in, subPath: «api», readOnly: true }\nvolumes:\n  - name: data\n    emptyDir: { sizeLimit: 1Gi }',
      ),
      good: podSpec(
        'containers:\n  - name: api\n    volumeMounts:\n      - { name: data, mountPath: /data }\n      - { name: data-tmp-api, mountPath: /tmp }\n  - name: model\n    volumeMounts:\n      - name: data-model\n        mountPath: /data\n      - { name: data, mountPath: /in, readOnly: true }\nvolumes:\n  - name: data-tmp-api\n    emptyDir:\n      sizeLimit: 1Gi\n  - name: data-model\n    emptyDir:\n      sizeLimit: 1Gi\n  - name: data\n    emptyDir: { sizeLimit: 1Gi }',
      ),
    },
    {
      bad: podSpec(
        'containers:\n  - name: api\n    volumeMounts: [{ name: data, mountPath: /data, subPath: «api» }]\n  - name: model\n    volumeMounts: [{ name: data, mountPath: /data, subPath: «api/model» }]\nvolumes:\n  - name: data\n    emptyDir: {}',
      ),
    },
  ],
  accepts: [
    podSpec(
      'containers:\n  - name: api\n    volumeMounts:\n      - { name: data, mountPath: /data, subPath: api }\nvolumes:\n  - name: data\n    emptyDir: {}',
    ),
    podSpec(
      'containers:\n  - name: api\n    volumeMounts:\n      - { name: c, mountPath: /c, subPath: a }\n  - name: b\n    volumeMounts:\n      - { name: c, mountPath: /c }\nvolumes:\n  - name: c\n    configMap: { name: c }',
    ),
  ],
});

/** Written the one way it can be, so that two texts are two folders. */
const simplePath = /^\w[\w.-]*(\/\w[\w.-]*)*$/;

/** Makes each part of an empty directory a volume of its own; the first keeps the one there is. */
function separate(pod: Pod, volume: Value, name: string): Fix | undefined {
  const emptyDir = toData(at(volume, 'emptyDir')) as Data | undefined;
  if (!isKnownMap(emptyDir) || !takesField(pod, 'volumes')) return undefined;
  const mounts = mountsOfVolume(pod, name).map(({ mount: { value } }) => ({
    value,
    part: plain(at(value, 'subPath')),
  }));
  const names = volumesFor(
    mounts.map(({ part }) => part),
    name,
    volumeNames(pod),
  );
  if (!names) return undefined;
  if (mounts.some(({ value }) => isShared(value) || !isAbsent(at(value, 'subPathExpr')))) return undefined;
  const moved = mounts.flatMap(({ value, part }) => [
    ...(names.get(part) === name ? [] : [setValue(at(value, 'name'), names.get(part) ?? null)]),
    removeKey(at(value, 'subPath')),
  ]);
  const added = [...names.values()].slice(1).map((own) => appendItem(at(pod.spec, 'volumes'), { name: own, emptyDir }));
  return combine([...moved, ...added], {
    title: `Give each part of "${name}" an empty directory of its own`,
    safety: 'review',
  });
}

/** What the volume of each part is called; undefined where one sees what another writes, or has no name. */
function volumesFor(mounted: readonly unknown[], volume: string, taken: Set<string>): Map<unknown, string> | undefined {
  const names = new Map<unknown, string>();
  for (const part of new Set(mounted)) {
    if (typeof part !== 'string' || !simplePath.test(part)) return undefined;
    if (mounted.some((other) => other !== part && isAtOrUnder(part, String(other)))) return undefined;
    const own = names.size === 0 ? volume : `${volume}-${part.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
    if (names.size > 0 && (taken.has(own) || !/^[a-z0-9-]{1,62}[a-z0-9]$/.test(own))) return undefined;
    taken.add(own);
    names.set(part, own);
  }
  return names;
}

function isKnownMap(data: Data | undefined): data is { readonly [key: string]: Data } {
  return data !== undefined && isMapData(data) && Object.values(data).every((value) => value !== undefined);
}

export const german = {
  title: 'Teil eines Volumes, das ein anderer Container beschreibt',
  why: 'Das Kubelet löst subPath auf dem Node auf; ein Container, der den Ordner in diesem Augenblick gegen einen Link tauscht, hat Dateien des Nodes eingebunden (CVE-2021-25741).',
  remedy: 'Jedem Container ein eigenes Volume geben statt Teile eines gemeinsamen.',
  says: {
    'Container "{0}" mounts a part of volume "{1}", which "{2}" can change under it.':
      'Container „{0}“ bindet einen Teil des Volumes „{1}“ ein, den „{2}“ darunter ändern kann.',
    'Give each part of "{0}" an empty directory of its own':
      'Jedem Teil von „{0}“ ein eigenes leeres Verzeichnis geben',
  },
};
