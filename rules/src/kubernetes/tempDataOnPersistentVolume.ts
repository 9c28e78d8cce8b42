import { podSpec } from '../examples';
import { mountsOf } from '../model/podVolumes';
import { at, isAbsent, items, plain, spanOf } from '../model/value';
import { defineRule } from '../rule';

const scratch = /^\/(var\/)?tmp(\/|$)|(^|\/)(scratch|\.?cache)(\/|$)/;
const durable = ['persistentVolumeClaim', 'hostPath', 'azureFile', 'nfs'];

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
  fixable: 'never',
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
      };
    }
  },

  examples: [
    {
      bad: podSpec(
        'containers:\n  - name: model\n    volumeMounts:\n      - name: work\n        mountPath: «/tmp»\nvolumes:\n  - name: work\n    persistentVolumeClaim: { claimName: work }',
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
