import { asFix } from '../edit/fixes';
import { replacePair } from '../edit/yamlPairs';
import { podSpec } from '../examples';
import { mountsOf } from '../model/podVolumes';
import { at, isAbsent, items, plain, spanOf } from '../model/value';
import type { Pod } from '../model/workload';
import { defineRule } from '../rule';

const scratch = /^\/(var\/)?tmp(\/|$)|(^|\/)(scratch|\.?cache)(\/|$)/;
const durable = ['persistentVolumeClaim', 'hostPath', 'azureFile', 'nfs'];

/** Mounted elsewhere too, the volume may hold what has to last. */
function isOnlyScratch(pod: Pod, volume: string | undefined): boolean {
  const mounts = pod.containers.flatMap(mountsOf).filter((mount) => mount.volume === volume);
  return mounts.every((mount) => !mount.isReadOnly && scratch.test(mount.path ?? ''));
}

export const tempDataOnPersistentVolume = defineRule({
  id: 'temp-data-on-persistent-volume',
  title: 'Temporary files are kept on lasting storage',
  control: 'temp-storage-encrypted',
  level: 'isolation',
  severity: 'medium',
  stride: ['I'],
  layer: 'runtime',
  aliases: [],
  references: ['OWASP:D8'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'Uploads, prompts and half-done results outlive the pod there, unencrypted as the storage may be, for the next one to read.',
  remedy: 'Mount an emptyDir, with medium: Memory and a sizeLimit for what must not touch a disk.',

  *check(container) {
    const volumes = new Map(
      items(at(container.pod.spec, 'volumes')).map((volume) => [plain(at(volume, 'name')), volume]),
    );
    for (const mount of mountsOf(container)) {
      const volume = volumes.get(mount.volume);
      const where = spanOf(at(mount.value, 'mountPath'));
      if (!where || !volume || mount.isReadOnly || !scratch.test(mount.path ?? '')) continue;
      const kind = durable.find((key) => !isAbsent(at(volume, key)));
      if (!kind) continue;
      yield {
        at: where,
        message: `Container "${container.name}" keeps temporary files (${mount.path}) on storage that outlives it (${kind}).`,
        fix: () =>
          isOnlyScratch(container.pod, mount.volume)
            ? asFix(replacePair(at(volume, kind), 'emptyDir', { sizeLimit: '1Gi' }), {
                title: 'Keep them as long as the pod, 1Gi at most (a guess: measure it)',
                safety: 'review',
              })
            : undefined,
      };
    }
  },

  examples: [
    {
      bad: podSpec(
        'containers:\n  - name: model\n    volumeMounts:\n      - name: work\n        mountPath: «/tmp»\nvolumes:\n  - name: work\n    persistentVolumeClaim: { claimName: work }',
      ),
      good: podSpec(
        'containers:\n  - name: model\n    volumeMounts:\n      - name: work\n        mountPath: /tmp\nvolumes:\n  - name: work\n    emptyDir: { sizeLimit: 1Gi }',
      ),
    },
    {
      bad: podSpec(
        'containers:\n  - name: model\n    volumeMounts:\n      - name: work\n        mountPath: «/tmp»\n      - name: work\n        mountPath: /data\nvolumes:\n  - name: work\n    persistentVolumeClaim: { claimName: work }',
      ),
    },
  ],
  accepts: [
    podSpec(
      'containers:\n  - name: model\n    volumeMounts: [{ name: t, mountPath: /tmp }]\nvolumes:\n  - name: t\n    emptyDir: {}',
    ),
    podSpec(
      'containers:\n  - name: model\n    volumeMounts: [{ name: m, mountPath: /root/.cache/hub, readOnly: true }]\nvolumes:\n  - name: m\n    persistentVolumeClaim: { claimName: m }',
    ),
  ],
});

export const german = {
  title: 'Temporäre Dateien auf dauerhaftem Speicher',
  why: 'Uploads, Prompts und halbfertige Ergebnisse überleben dort den Pod, unverschlüsselt, wie der Speicher sein mag, für den Nächsten zum Lesen.',
  remedy: 'Ein emptyDir einbinden, mit medium: Memory und sizeLimit für alles, was keine Platte berühren darf.',
  says: {
    'Keep them as long as the pod, 1Gi at most (a guess: measure it)':
      'Sie so lange wie den Pod aufheben, höchstens 1Gi (geschätzt: bitte messen)',
    'Container "{0}" keeps temporary files ({1}) on storage that outlives it ({2}).':
      'Container „{0}“ hält temporäre Dateien ({1}) auf Speicher, der ihn überlebt ({2}).',
  },
};
