import { clusterRole } from '../examples';
import { roleGrants } from '../model/roleGrants';
import { defineRule } from '../rule';

export const rbacPersistentVolumeCreate = defineRule({
  id: 'rbac-persistent-volume-create',
  title: 'Role can create PersistentVolumes',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'medium',
  stride: ['E'],
  layer: 'administration',
  aliases: ['C-0278'],
  references: ['CISK:5.1.9', 'CISA:4.1.8'],
  fixable: 'never',
  subject: 'object',
  why: "A PersistentVolume may name a path on the node: who creates one mounts the node's disk into an ordinary pod that no Pod Security check refuses.",
  remedy: 'Let pods claim storage by a PersistentVolumeClaim and leave the volumes to the storage driver.',

  check: roleGrants({
    grants: [
      { group: '', resources: ['persistentvolumes'], verbs: ['create', 'update', 'patch'] },
      { group: 'storage.k8s.io', resources: ['storageclasses'], verbs: ['create'] },
    ],
    so: 'who holds it can mount a path of the node into a pod',
    narrowed: 'low',
  }),

  examples: [{ bad: clusterRole('- apiGroups: [""]\n  resources: [«persistentvolumes»]\n  verbs: [get, create]') }],
  accepts: [
    clusterRole('- apiGroups: [""]\n  resources: [persistentvolumeclaims]\n  verbs: [create]'),
    clusterRole('- apiGroups: [""]\n  resources: [persistentvolumes]\n  verbs: [get, list, watch]'),
  ],
});

export const german = {
  title: 'Rolle kann PersistentVolumes anlegen',
  why: 'Ein PersistentVolume darf einen Pfad auf dem Node nennen: Wer eines anlegt, bindet die Platte des Nodes in einen gewöhnlichen Pod ein, den keine Pod-Security-Prüfung ablehnt.',
  remedy:
    'Pods Speicher über einen PersistentVolumeClaim beanspruchen lassen und die Volumes dem Speichertreiber überlassen.',
  says: {
    'who holds it can mount a path of the node into a pod':
      'wer sie hat, kann einen Pfad des Nodes in einen Pod einbinden',
  },
};
