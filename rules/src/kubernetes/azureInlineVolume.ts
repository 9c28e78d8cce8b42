import { fixWithClaim } from '../edit/podEdit';
import { podSpec } from '../examples';
import { volumeInBrackets } from '../model/podVolumes';
import { at, isAbsent, items, keySpan } from '../model/value';
import { defineRule } from '../rule';

export const azureInlineVolume = defineRule({
  id: 'azure-inline-volume',
  title: 'Azure storage mounted by the pod itself',
  control: 'storage-authentication',
  level: 'restricted',
  severity: 'medium',
  stride: ['T', 'I'],
  layer: 'runtime',
  aliases: ['KSV-0028', 'PSS-R:restrictedVolumes'],
  references: [],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'A disk or share named in the pod needs the key of the storage account in a Secret beside it, and whoever may write pods may mount any share that key opens.',
  remedy: 'Mount a PersistentVolumeClaim whose StorageClass uses the CSI driver, with file modes no wider than 0750.',

  *check(pod) {
    for (const volume of items(at(pod.spec, 'volumes'))) {
      for (const [key, what] of [
        ['azureDisk', 'an Azure disk'],
        ['azureFile', 'an Azure file share'],
      ] as const) {
        const source = at(volume, key);
        const where = keySpan(source);
        if (isAbsent(source) || !where) continue;
        yield {
          at: where,
          message: `${pod.title} mounts ${what} by itself instead of through a claim${volumeInBrackets(volume)}.`,
          fix: () => fixWithClaim(volume, source),
        };
      }
    }
  },

  examples: [
    {
      bad: podSpec(
        'containers:\n  - name: api\nvolumes:\n  - name: share\n    «azureFile»: { secretName: account, shareName: models }',
      ),
      good: podSpec(
        'containers:\n  - name: api\nvolumes:\n  - name: share\n    persistentVolumeClaim: { claimName: share }',
      ),
    },
  ],
  accepts: [
    podSpec('containers:\n  - name: api\nvolumes:\n  - name: share\n    persistentVolumeClaim: { claimName: models }'),
  ],
});

export const german = {
  title: 'Azure-Speicher vom Pod selbst eingebunden',
  why: 'Eine im Pod genannte Disk oder Freigabe braucht den Schlüssel des Speicherkontos in einem Secret daneben, und wer Pods schreiben darf, bindet jede Freigabe ein, die dieser Schlüssel öffnet.',
  remedy:
    'Einen PersistentVolumeClaim einbinden, dessen StorageClass den CSI-Treiber nutzt, mit Dateirechten nicht weiter als 0750.',
  says: {
    'an Azure disk': 'eine Azure-Disk',
    'an Azure file share': 'eine Azure-Dateifreigabe',
    '{0} mounts {1} by itself instead of through a claim{2}.': '{0} bindet {1} selbst ein statt über einen Claim{2}.',
    ' (volume "{0}")': ' (Volume „{0}“)',
  },
};
