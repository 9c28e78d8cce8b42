import { combine } from '../edit/fixes';
import { mergeValue, mountScratch } from '../edit/podEdit';
import { podSpec, podWith } from '../examples';
import { ownSecurity } from '../model/podSecurity';
import { isAtOrUnder, mountsOf } from '../model/podVolumes';
import { at, readBoolean } from '../model/value';
import { type Container, takesField } from '../model/workload';
import { defineRule } from '../rule';

/** Most programs write temporary files, so the folder for them stays writable. */
function readOnlyRoot(container: Container) {
  const hasTmp = mountsOf(container).some((mount) => mount.path !== undefined && isAtOrUnder('/tmp', mount.path));
  const changes = mergeValue(at(container.value, 'securityContext'), { readOnlyRootFilesystem: true });
  const needsTmp = !hasTmp && container.role !== 'ephemeral' && takesField(container.pod, 'volumes');
  return needsTmp ? [...changes, ...mountScratch(container, '/tmp', { sizeLimit: '1Gi' })] : changes;
}

export const rootFilesystemWritable = defineRule({
  id: 'root-filesystem-writable',
  title: 'Root file system is writable',
  control: 'read-only-files',
  level: 'restricted',
  severity: 'medium',
  stride: ['T'],
  layer: 'runtime',
  aliases: [
    'CKV_K8S_22',
    'KSV-0014',
    'KICS:a9c2f49d',
    'KL:no-read-only-root-fs',
    'PO:notReadOnlyRootFilesystem',
    'KSC:container-security-context-readonlyrootfilesystem',
    'KSE:ReadOnlyRootFilesystem',
    'C-0017',
  ],
  references: ['CISD:5.13', 'NSA:1.1', 'OWASP:D8'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'An intruder can replace programs, plant tools and keep them there until the container restarts.',
  remedy: 'Set readOnlyRootFilesystem: true and mount an emptyDir wherever the program writes, first of all /tmp.',

  *check(container) {
    if (container.pod.os === 'windows') return;
    const setting = readBoolean(ownSecurity(container, 'readOnlyRootFilesystem'));
    if (setting.state === 'unknown' || setting.value === true) return;
    yield {
      at: setting.span ?? container.nameSpan,
      message: `Container "${container.name}" may overwrite its own programs: its root file system is writable.`,
      fix: () =>
        combine(readOnlyRoot(container), {
          title: `Make the root file system of "${container.name}" read-only, /tmp apart`,
          safety: 'review',
        }),
    };
  },

  examples: [
    {
      bad: podWith('- name: «api»\n  image: shop/api:1.4'),
      good: podSpec(
        'volumes:\n  - name: tmp\n    emptyDir:\n      sizeLimit: 1Gi\ncontainers:\n  - name: api\n    image: shop/api:1.4\n    securityContext:\n      readOnlyRootFilesystem: true\n    volumeMounts:\n      - name: tmp\n        mountPath: /tmp',
      ),
    },
    {
      bad: podSpec(
        'containers:\n  - name: «api»\n    volumeMounts:\n      - name: scratch\n        mountPath: /tmp\nvolumes:\n  - name: scratch\n    emptyDir: {}',
      ),
      good: podSpec(
        'containers:\n  - name: api\n    securityContext:\n      readOnlyRootFilesystem: true\n    volumeMounts:\n      - name: scratch\n        mountPath: /tmp\nvolumes:\n  - name: scratch\n    emptyDir: {}',
      ),
    },
    {
      bad: podWith(
        '- name: «api»\n- name: log\n  securityContext:\n    readOnlyRootFilesystem: «false» # writes a pid file',
      ),
      good: podSpec(
        'volumes:\n  - name: log-tmp\n    emptyDir:\n      sizeLimit: 1Gi\n  - name: api-tmp\n    emptyDir:\n      sizeLimit: 1Gi\ncontainers:\n  - name: api\n    securityContext:\n      readOnlyRootFilesystem: true\n    volumeMounts:\n      - name: api-tmp\n        mountPath: /tmp\n  - name: log\n    volumeMounts:\n      - name: log-tmp\n        mountPath: /tmp\n    securityContext:\n      readOnlyRootFilesystem: true # writes a pid file',
      ),
    },
  ],
  accepts: [
    podSpec('nodeSelector: { kubernetes.io/os: windows }\ncontainers:\n  - name: web'),
    podSpec(
      'securityContext: { windowsOptions: { hostProcess: true } }\nhostNetwork: true\ncontainers:\n  - name: agent',
    ),
    podSpec(
      'affinity:\n  nodeAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n      nodeSelectorTerms:\n        - matchExpressions:\n            - { key: kubernetes.io/os, operator: In, values: [windows] }\ncontainers:\n  - name: web',
    ),
    podWith('- name: api\n  securityContext: { readOnlyRootFilesystem: true }'),
    podSpec('os: { name: windows }\ncontainers:\n  - name: api'),
  ],
});

export const german = {
  title: 'Root-Dateisystem ist beschreibbar',
  why: 'Ein Eindringling kann Programme ersetzen, Werkzeuge ablegen und sie bis zum Neustart des Containers behalten.',
  remedy: 'readOnlyRootFilesystem: true setzen und ein emptyDir einbinden, wo das Programm schreibt, zuerst /tmp.',
  says: {
    'Container "{0}" may overwrite its own programs: its root file system is writable.':
      'Container „{0}“ darf seine eigenen Programme überschreiben: Sein Root-Dateisystem ist beschreibbar.',
    'Make the root file system of "{0}" read-only': 'Das Root-Dateisystem von „{0}“ schreibschützen',
    'Make the root file system of "{0}" read-only, /tmp apart':
      'Das Root-Dateisystem von „{0}“ bis auf /tmp schreibschützen',
  },
};
