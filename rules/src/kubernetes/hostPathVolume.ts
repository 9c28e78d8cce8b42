import { fixHostPath } from '../edit/podEdit';
import { podSpec } from '../examples';
import { isSystemFolder, normalPath } from '../model/podVolumes';
import { at, isAbsent, items, keySpan, plain, readString } from '../model/value';
import { defineRule } from '../rule';

const everyPath = [
  'KSV-0023',
  'KICS:aa8f7a35',
  'PO:hostPathSet',
  'C-0048',
  'C-0203',
  'PSS-B:hostPathVolumes',
  'PSS-R:restrictedVolumes',
];
const systemFolder = ['KSV-0121', 'KL:sensitive-host-mounts'];

export const hostPathVolume = defineRule({
  id: 'host-path-volume',
  title: 'Directory of the node is mounted',
  control: 'host-paths',
  level: 'baseline',
  severity: 'high',
  stride: ['T', 'I', 'E'],
  layer: 'host',
  aliases: [...everyPath, ...systemFolder],
  references: ['CISK:5.2.11', 'CISD:5.6', 'NSA:1.13'],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'A hostPath volume is a hole in the wall: what the container writes there stays on the node, and what the node keeps there the container reads.',
  remedy:
    'Use an emptyDir for scratch data and a claim for data that lasts; node agents that need the path stay exceptions.',

  *check(pod) {
    for (const volume of items(at(pod.spec, 'volumes'))) {
      const source = at(volume, 'hostPath');
      const where = keySpan(source);
      if (isAbsent(source) || !where) continue;
      const path = readString(at(source, 'path'));
      const name = plain(at(volume, 'name'));
      yield {
        at: path.span ?? where,
        message: `${pod.title} mounts ${path.value === undefined ? 'a path' : path.value} of its node${typeof name === 'string' ? ` as volume "${name}"` : ''}.`,
        aliases: isSystemFolder(path.value && normalPath(path.value)) ? [...everyPath, ...systemFolder] : everyPath,
        fix: () => fixHostPath(pod, source),
      };
    }
  },

  examples: [
    {
      bad: podSpec(
        'containers:\n  - name: api\nvolumes:\n  - name: scratch\n    hostPath: { path: «/data/scratch», type: DirectoryOrCreate }',
      ),
      good: podSpec('containers:\n  - name: api\nvolumes:\n  - name: scratch\n    emptyDir: { sizeLimit: 1Gi }'),
    },
    {
      bad: podSpec(
        'containers:\n  - name: api\nvolumes:\n  - name: scratch\n    hostPath:\n      path: «/data/scratch»',
      ),
      good: podSpec('containers:\n  - name: api\nvolumes:\n  - name: scratch\n    emptyDir:\n      sizeLimit: 1Gi'),
    },
  ],
  accepts: [
    podSpec('containers:\n  - name: api\nvolumes:\n  - name: scratch\n    emptyDir: {}'),
    podSpec('containers:\n  - name: api\nvolumes:\n  - name: scratch\n    hostPath:'),
  ],
});

export const german = {
  title: 'Verzeichnis des Nodes ist eingebunden',
  why: 'Ein hostPath-Volume ist ein Loch in der Wand: Was der Container dort schreibt, bleibt auf dem Node, und was der Node dort aufbewahrt, liest der Container.',
  remedy:
    'Ein emptyDir für temporäre und einen Claim für bleibende Daten verwenden; Node-Agenten, die den Pfad brauchen, bleiben Ausnahmen.',
  says: {
    '{0} mounts {1} of its node{2}.': '{0} bindet {1} seines Nodes{2} ein.',
    'a path': 'einen Pfad',
    ' as volume "{0}"': ' als Volume „{0}“',
  },
};
