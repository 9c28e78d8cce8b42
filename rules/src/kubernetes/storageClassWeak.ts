import { setField } from '../edit/fixes';
import type { KubernetesObject } from '../model/object';
import { at, items, plain, readString, spanOf, type Value } from '../model/value';
import { defineRule, type Problem } from '../rule';

const isAzureFile = (name: unknown) =>
  typeof name === 'string' && /^(file|blob)\.csi\.azure\.com$|azure-file/.test(name);

/** `dir_mode=0777` and the like. */
function* wideModes(options: Value, who: string): Iterable<Problem> {
  for (const item of items(options)) {
    const option = readString(item);
    if (option.state !== 'literal' || !/^(dir|file)_mode=0?[0-7]{2}[2367]$/.test(option.value)) continue;
    yield { at: option.span, message: `${who} lets everybody write to the share (${option.value}).` };
  }
}

function* parameters(object: KubernetesObject, who: string): Iterable<Problem> {
  const values = at(object.root, 'parameters');
  const protocol = at(values, 'protocol');
  const where = spanOf(protocol);
  const encrypts = plain(at(values, 'encryptInTransit'));
  if (plain(protocol) === 'nfs' && where && String(encrypts) !== 'true') {
    yield {
      at: where,
      message: `${who} mounts shares by NFS without encryption on the way.`,
      fix: () => setField(values, ['encryptInTransit'], 'true', { title: 'Encrypt NFS on the way', safety: 'review' }),
    };
  }
  const open = at(values, 'allowBlobPublicAccess');
  const openAt = spanOf(open);
  if (openAt && String(plain(open)) === 'true') {
    yield {
      at: openAt,
      message: `${who} lets anybody on the Internet read blobs.`,
      fix: () =>
        setField(values, ['allowBlobPublicAccess'], 'false', { title: 'Forbid public blobs', safety: 'review' }),
    };
  }
}

export const storageClassWeak = defineRule({
  id: 'storage-class-weak',
  title: 'Storage without encryption or limits of access',
  control: 'temp-storage-encrypted',
  level: 'isolation',
  severity: 'medium',
  stride: ['I', 'T'],
  layer: 'runtime',
  aliases: ['C-0264'],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Every claim of the class inherits what it allows: readable traffic, public blobs or files that every process may change.',
  remedy: 'Encrypt in transit, forbid public access, and mount with modes no wider than 0750.',

  *check(object) {
    const who = `${object.kind} "${object.name ?? ''}"`;
    if (object.kind === 'StorageClass' && isAzureFile(plain(at(object.root, 'provisioner'))))
      yield* parameters(object, who);
    if (object.kind === 'StorageClass') yield* wideModes(at(object.root, 'mountOptions'), who);
    if (object.kind === 'PersistentVolume') yield* wideModes(at(object.root, 'spec', 'mountOptions'), who);
  },

  examples: [
    {
      bad: 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: share\nprovisioner: file.csi.azure.com\nparameters:\n  protocol: «nfs»\n',
      good: 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: share\nprovisioner: file.csi.azure.com\nparameters:\n  protocol: nfs\n  encryptInTransit: "true"\n',
    },
    {
      bad: 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: share\nprovisioner: file.csi.azure.com\nmountOptions:\n  - «dir_mode=0777»\n',
    },
  ],
  accepts: [
    'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: share\nprovisioner: file.csi.azure.com\nmountOptions: [dir_mode=0750]\nparameters: { protocol: smb }\n',
  ],
});

export const german = {
  title: 'Speicher ohne Verschlüsselung oder Zugriffsgrenzen',
  why: 'Jeder Claim der Klasse erbt, was sie erlaubt: lesbaren Verkehr, öffentliche Blobs oder Dateien, die jeder Prozess ändern darf.',
  remedy: 'Unterwegs verschlüsseln, öffentlichen Zugriff verbieten und mit Rechten nicht weiter als 0750 einbinden.',
  says: {
    '{0} lets everybody write to the share ({1}).': '{0} lässt jeden auf die Freigabe schreiben ({1}).',
    '{0} mounts shares by NFS without encryption on the way.':
      '{0} bindet Freigaben per NFS ohne Verschlüsselung unterwegs ein.',
    'Encrypt NFS on the way': 'NFS unterwegs verschlüsseln',
    '{0} lets anybody on the Internet read blobs.': '{0} lässt jeden im Internet Blobs lesen.',
    'Forbid public blobs': 'Öffentliche Blobs verbieten',
  },
};
