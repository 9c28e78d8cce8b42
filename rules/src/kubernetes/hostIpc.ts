import { combine } from '../edit/fixes';
import { volumeNames } from '../edit/podEdit';
import { appendItem, setValue } from '../edit/yamlEdit';
import { podSpec } from '../examples';
import { at, items, plain, readBoolean } from '../model/value';
import { type Pod, takesField } from '../model/workload';
import { defineRule } from '../rule';

/** Programs that share memory through /dev/shm get a room of their own instead of the node's. */
function withOwnSharedMemory(pod: Pod) {
  const [only, ...others] = pod.containers;
  const changes = [setValue(at(pod.spec, 'hostIPC'), false)];
  const isSimple = only && others.length === 0 && takesField(pod, 'volumes') && !volumeNames(pod).has('shm');
  const mounts = isSimple ? at(only.value, 'volumeMounts') : undefined;
  const isMounted = mounts && items(mounts).some((mount) => plain(at(mount, 'mountPath')) === '/dev/shm');
  if (mounts && !isMounted && pod.os === 'linux') {
    changes.push(
      appendItem(mounts, { name: 'shm', mountPath: '/dev/shm' }),
      appendItem(at(pod.spec, 'volumes'), { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '256Mi' } }),
    );
  }
  return changes;
}

export const hostIpc = defineRule({
  id: 'host-ipc',
  title: 'Pod shares memory with its node',
  control: 'host-namespaces',
  level: 'baseline',
  severity: 'high',
  stride: ['E', 'I'],
  layer: 'host',
  aliases: [
    'CKV_K8S_18',
    'KSV-0008',
    'KICS:cd290efd',
    'KL:host-ipc',
    'PO:hostIPCSet',
    'KSE:HostIPC',
    'C-0038',
    'C-0276',
    'C-0195',
    'PSS-B:hostNamespaces',
  ],
  references: ['CISK:5.2.4', 'CISD:5.17', 'NSA:1.3', 'CISA:4.2.3'],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'With hostIPC a process reads and writes the shared memory of programs on the node and of other pods that do the same.',
  remedy: 'Turn hostIPC off; a program that needs much shared memory gets a memory-backed emptyDir at /dev/shm.',

  *check(pod) {
    const setting = readBoolean(at(pod.spec, 'hostIPC'));
    if (!setting.value) return;
    yield {
      at: setting.span,
      message: `${pod.title} shares memory and semaphores with its node.`,
      fix: () => combine(withOwnSharedMemory(pod), { title: 'Use shared memory of its own', safety: 'review' }),
    };
  },

  examples: [
    {
      bad: podSpec('hostIPC: «true»\ncontainers:\n  - name: train\n    image: shop/train:2.1'),
      good: podSpec(
        'hostIPC: false\nvolumes:\n  - name: shm\n    emptyDir:\n      medium: Memory\n      sizeLimit: 256Mi\ncontainers:\n  - name: train\n    image: shop/train:2.1\n    volumeMounts:\n      - name: shm\n        mountPath: /dev/shm',
      ),
    },
    {
      bad: podSpec('hostIPC: «true»\ncontainers:\n  - name: train\n  - name: log'),
      good: podSpec('hostIPC: false\ncontainers:\n  - name: train\n  - name: log'),
    },
  ],
  accepts: [podSpec('containers:\n  - name: api'), podSpec('hostIPC: false\ncontainers: []')],
});

export const german = {
  title: 'Pod teilt Speicher mit seinem Node',
  why: 'Mit hostIPC liest und schreibt ein Prozess den gemeinsamen Speicher von Programmen auf dem Node und von anderen Pods, die dasselbe tun.',
  remedy:
    'hostIPC abschalten; ein Programm mit viel gemeinsamem Speicher bekommt ein emptyDir im Arbeitsspeicher unter /dev/shm.',
  says: {
    '{0} shares memory and semaphores with its node.': '{0} teilt Speicher und Semaphore mit seinem Node.',
    'Use shared memory of its own': 'Eigenen gemeinsamen Speicher verwenden',
  },
};
