import { podSpec } from '../examples';
import { mountsOf, mountsOfVolume } from '../model/podVolumes';
import { at, isAbsent, items, plain, spanOf } from '../model/value';
import { defineRule } from '../rule';

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
  fixable: 'never', // Another volume would start empty; what is on this one has to be moved first.
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
      };
    }
  },

  examples: [
    {
      bad: podSpec(
        'containers:\n  - name: api\n    volumeMounts:\n      - { name: data, mountPath: /data, subPath: «api» }\n  - name: model\n    volumeMounts:\n      - { name: data, mountPath: /data }\nvolumes:\n  - name: data\n    emptyDir: {}',
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

export const german = {
  title: 'Teil eines Volumes, das ein anderer Container beschreibt',
  why: 'Das Kubelet löst subPath auf dem Node auf; ein Container, der den Ordner in diesem Augenblick gegen einen Link tauscht, hat Dateien des Nodes eingebunden (CVE-2021-25741).',
  remedy: 'Jedem Container ein eigenes Volume geben statt Teile eines gemeinsamen.',
  says: {
    'Container "{0}" mounts a part of volume "{1}", which "{2}" can change under it.':
      'Container „{0}“ bindet einen Teil des Volumes „{1}“ ein, den „{2}“ darunter ändern kann.',
  },
};
