import { normalPath } from '../model/podVolumes';
import { at, readString } from '../model/value';
import { defineRule } from '../rule';

const anyFolder = ['KICS:aa8f7a35'];
const systemFolder = ['KICS:5308a7a8'];

const sensitive =
  /^\/($|(etc|root|home|proc|sys|boot|dev|lib|lib64|usr|bin|sbin|run|var\/(run|log|lib\/(kubelet|docker|containerd)))(\/|$))|^\/var(\/lib)?$/;

export const persistentVolumeHostPath = defineRule({
  id: 'persistent-volume-host-path',
  title: 'Persistent volume is a folder of a node',
  control: 'host-paths',
  level: 'baseline',
  severity: 'high',
  stride: ['T', 'E'],
  layer: 'host',
  aliases: [...anyFolder, ...systemFolder],
  references: ['CISK:5.1.9', 'CISA:4.1.8'],
  fixable: 'never',
  subject: 'object',
  why: 'A claim on such a volume is a hostPath in disguise: the pod needs no permission for host paths and still reads and writes the node.',
  remedy: 'Back the volume with a storage driver; keep local volumes to disks of their own.',

  *check(object) {
    if (object.kind !== 'PersistentVolume' || object.group !== '') return;
    const hostPath = readString(at(object.root, 'spec', 'hostPath', 'path'));
    if (hostPath.state === 'literal') {
      yield {
        at: hostPath.span,
        message: `PersistentVolume "${object.name ?? ''}" is the folder ${hostPath.value} of whichever node the pod lands on.`,
        aliases: sensitive.test(normalPath(hostPath.value)) ? [...anyFolder, ...systemFolder] : anyFolder,
      };
    }
    const local = readString(at(object.root, 'spec', 'local', 'path'));
    if (local.state === 'literal' && sensitive.test(normalPath(local.value))) {
      yield {
        at: local.span,
        message: `PersistentVolume "${object.name ?? ''}" is ${local.value}, a part of the node's own system.`,
        aliases: [],
      };
    }
  },

  examples: [
    {
      bad: 'apiVersion: v1\nkind: PersistentVolume\nmetadata:\n  name: data\nspec:\n  hostPath:\n    path: «/srv/data»\n',
    },
    { bad: 'apiVersion: v1\nkind: PersistentVolume\nmetadata:\n  name: data\nspec:\n  local:\n    path: «/etc»\n' },
  ],
  accepts: [
    'apiVersion: v1\nkind: PersistentVolume\nmetadata:\n  name: data\nspec:\n  local:\n    path: /mnt/disks/a\n',
    'apiVersion: v1\nkind: PersistentVolume\nmetadata:\n  name: data\nspec:\n  csi: { driver: disk.csi.azure.com, volumeHandle: a }\n',
  ],
});

export const german = {
  title: 'PersistentVolume ist ein Ordner eines Nodes',
  why: 'Ein Claim auf so ein Volume ist ein verkleideter hostPath: Der Pod braucht keine Erlaubnis für Host-Pfade und liest und schreibt den Node trotzdem.',
  remedy: 'Das Volume mit einem Speichertreiber hinterlegen; lokale Volumes nur auf eigenen Platten.',
  says: {
    'PersistentVolume "{0}" is the folder {1} of whichever node the pod lands on.':
      'PersistentVolume „{0}“ ist der Ordner {1} des Nodes, auf dem der Pod gerade landet.',
    'PersistentVolume "{0}" is {1}, a part of the node\'s own system.':
      'PersistentVolume „{0}“ ist {1}, ein Teil des Systems des Nodes.',
  },
};
