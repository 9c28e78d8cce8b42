import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { podSpec } from '../examples';
import { hostPaths, mountsOf } from '../model/podVolumes';
import { at, spanOf } from '../model/value';
import { defineRule } from '../rule';

export const hostPathWritable = defineRule({
  id: 'host-path-writable',
  title: 'Directory of the node is mounted writable',
  control: 'host-paths',
  level: 'baseline',
  severity: 'high',
  stride: ['T'],
  layer: 'host',
  aliases: ['C-0045', 'KL:writable-host-mount'],
  references: ['CISD:5.6', 'OWASP:D8'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'What the container writes into a folder of the node, the node or another pod may run or trust later.',
  remedy: 'Mount it with readOnly: true, or better not at all.',

  *check(container) {
    const volumes = new Map(hostPaths(container.pod).map((found) => [found.name, found]));
    for (const mount of mountsOf(container)) {
      const found = volumes.get(mount.volume);
      if (!found || mount.isReadOnly) continue;
      // A socket or device is used, not written: read-only would change nothing.
      if (/\.sock$|\/pipe\/|^\/dev\//.test(found.normal ?? '')) continue;
      yield {
        at: spanOf(at(mount.value, 'name')) ?? container.nameSpan,
        message: `Container "${container.name}" may write to ${found.path.value ?? 'a folder'} of its node.`,
        fix: () =>
          asFix(setValue(at(mount.value, 'readOnly'), true), {
            title: `Mount "${mount.volume}" read-only`,
            safety: 'review',
          }),
      };
    }
  },

  examples: [
    {
      bad: podSpec(
        'containers:\n  - name: api\n    volumeMounts:\n      - name: «logs»\n        mountPath: /logs\nvolumes:\n  - name: logs\n    hostPath: { path: /var/log }',
      ),
      good: podSpec(
        'containers:\n  - name: api\n    volumeMounts:\n      - name: logs\n        readOnly: true\n        mountPath: /logs\nvolumes:\n  - name: logs\n    hostPath: { path: /var/log }',
      ),
    },
  ],
  accepts: [
    podSpec(
      'containers:\n  - name: api\n    volumeMounts:\n      - { name: logs, mountPath: /logs, readOnly: true }\nvolumes:\n  - name: logs\n    hostPath: { path: /var/log }',
    ),
    podSpec(
      'containers:\n  - name: api\n    volumeMounts:\n      - { name: s, mountPath: /s }\nvolumes:\n  - name: s\n    hostPath: { path: /run/agent.sock }',
    ),
  ],
});

export const german = {
  title: 'Verzeichnis des Nodes ist beschreibbar eingebunden',
  why: 'Was der Container in einen Ordner des Nodes schreibt, führt der Node oder ein anderer Pod später vielleicht aus oder vertraut ihm.',
  remedy: 'Mit readOnly: true einbinden, besser gar nicht.',
  says: {
    'Container "{0}" may write to {1} of its node.': 'Container „{0}“ darf nach {1} seines Nodes schreiben.',
    'a folder': 'einem Ordner',
    'Mount "{0}" read-only': '„{0}“ nur lesbar einbinden',
  },
};
