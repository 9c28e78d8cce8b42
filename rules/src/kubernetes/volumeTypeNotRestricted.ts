import { fixWithClaim } from '../edit/podEdit';
import { podSpec } from '../examples';
import { restrictedVolumeTypes } from '../model/podSecurity';
import { volumeInBrackets } from '../model/podVolumes';
import { at, entries, isAbsent, items } from '../model/value';
import { defineRule } from '../rule';

/** These have rules of their own, with more to say. */
const saidElsewhere = new Set(['hostPath', 'gitRepo', 'azureDisk', 'azureFile']);

const known = new Set([
  'awsElasticBlockStore',
  'cephfs',
  'cinder',
  'fc',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'glusterfs',
  'iscsi',
  'nfs',
  'photonPersistentDisk',
  'portworxVolume',
  'quobyte',
  'rbd',
  'scaleIO',
  'storageos',
  'vsphereVolume',
]);

export const volumeTypeNotRestricted = defineRule({
  id: 'volume-type-not-restricted',
  title: 'Volume type outside the restricted set',
  control: 'host-paths',
  level: 'restricted',
  severity: 'medium',
  stride: ['T', 'I'],
  layer: 'runtime',
  aliases: ['KSV-0028', 'PSS-R:restrictedVolumes'],
  references: [],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'The pod names a storage server or disk itself, so whoever writes pods reaches any of them, past the administrator who would hand out claims.',
  remedy: 'Describe the storage once in a PersistentVolume or StorageClass and mount it by a PersistentVolumeClaim.',

  *check(pod) {
    for (const volume of items(at(pod.spec, 'volumes'))) {
      const sources = entries(volume).filter(({ key, value }) => key !== 'name' && !isAbsent(value));
      if (sources.some(({ key }) => restrictedVolumeTypes.has(key))) continue;
      for (const { key, keySpan, value } of sources) {
        if (saidElsewhere.has(key) || !known.has(key)) continue;
        yield {
          at: keySpan,
          message: `${pod.title} mounts storage of type ${key} by itself${volumeInBrackets(volume)}.`,
          fix: () => fixWithClaim(volume, value),
        };
      }
    }
  },

  examples: [
    {
      bad: podSpec(
        'containers:\n  - name: api\nvolumes:\n  - name: data\n    «nfs»: { server: files.example, path: /data }',
      ),
      good: podSpec(
        'containers:\n  - name: api\nvolumes:\n  - name: data\n    persistentVolumeClaim: { claimName: data }',
      ),
    },
  ],
  accepts: [
    podSpec('containers:\n  - name: api\nvolumes:\n  - name: data\n    persistentVolumeClaim: { claimName: data }'),
    podSpec('containers:\n  - name: api\nvolumes:\n  - name: data\n    image: { reference: shop/model@sha256:0 }'),
  ],
});

export const german = {
  title: 'Volume-Typ außerhalb des eingeschränkten Umfangs',
  why: 'Der Pod nennt selbst einen Speicherserver oder eine Platte; wer Pods schreibt, erreicht also jeden davon, am Administrator vorbei, der Claims vergäbe.',
  remedy:
    'Den Speicher einmal in einem PersistentVolume oder einer StorageClass beschreiben und per PersistentVolumeClaim einbinden.',
  says: {
    '{0} mounts storage of type {1} by itself{2}.': '{0} bindet Speicher vom Typ {1} selbst ein{2}.',
    ' (volume "{0}")': ' (Volume „{0}“)',
  },
};
