import { setField } from '../edit/fixes';
import { podSpec } from '../examples';
import { isSandboxClass } from '../model/podSandbox';
import { hostPaths } from '../model/podVolumes';
import { at, plain, readString, type Value } from '../model/value';
import { type Pod, takesField } from '../model/workload';
import { defineRule } from '../rule';

function reachesNode(pod: Pod): boolean {
  const isOn = (value: Value) => plain(value) === true;
  return (
    hostPaths(pod).length > 0 ||
    ['hostNetwork', 'hostPID', 'hostIPC'].some((key) => isOn(at(pod.spec, key))) ||
    pod.containers.some((container) => isOn(at(container.value, 'securityContext', 'privileged')))
  );
}

export const untrustedPodWithoutSandboxRuntime = defineRule({
  id: 'untrusted-pod-without-sandbox-runtime',
  title: 'Code nobody controls shares the kernel of the node',
  control: 'sandboxed-runtime',
  level: 'isolation',
  severity: 'high',
  stride: ['E'],
  layer: 'host',
  aliases: ['C-0297'],
  references: ['NSA:1.15'],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Containers are walls of paper around one kernel: whoever runs code of their own needs one kernel bug to own the node and all its pods.',
  remedy:
    'Name a sandboxed runtime in runtimeClassName, for example kata-vm-isolation on AKS or gvisor; where GPUs rule that out, give the workload nodes of its own.',

  *check(pod) {
    if (pod.os === 'windows' || !takesField(pod, 'runtimeClassName')) return;
    const runtimeClass = readString(at(pod.spec, 'runtimeClassName'));
    if (runtimeClass.state === 'unknown') return;
    if (runtimeClass.state === 'literal' && isSandboxClass(runtimeClass.value)) return;
    yield {
      at: runtimeClass.span ?? pod.nameSpan,
      message: `${pod.title} runs code nobody controls directly on the kernel of its node.`,
      // A sandbox with a way back to the node is none; that goes first.
      fix: () =>
        reachesNode(pod)
          ? undefined
          : setField(pod.spec, ['runtimeClassName'], 'kata-vm-isolation', {
              title: 'Run in a VM sandbox (runtime class kata-vm-isolation)',
              safety: 'review',
            }),
    };
  },

  examples: [
    {
      bad: podSpec('containers:\n  - name: model').replace('name: shop', 'name: «shop»'),
      good: podSpec('runtimeClassName: kata-vm-isolation\ncontainers:\n  - name: model'),
    },
    {
      bad: podSpec('runtimeClassName: «nvidia»\ncontainers:\n  - name: model'),
      good: podSpec('runtimeClassName: kata-vm-isolation\ncontainers:\n  - name: model'),
    },
  ],
  accepts: [
    podSpec('runtimeClassName: kata-vm-isolation\ncontainers:\n  - name: model'),
    podSpec('runtimeClassName: gvisor\ncontainers:\n  - name: model'),
    { text: podSpec('containers:\n  - name: model'), context: { profile: 'restricted' } },
  ],
});

export const german = {
  title: 'Code, den niemand kontrolliert, teilt den Kernel des Nodes',
  why: 'Container sind Papierwände um einen einzigen Kernel: Wer eigenen Code ausführt, braucht einen Kernel-Fehler, um den Node und alle seine Pods zu besitzen.',
  remedy:
    'In runtimeClassName eine Sandbox-Runtime nennen, zum Beispiel kata-vm-isolation auf AKS oder gvisor; wo GPUs das ausschließen, der Anwendung eigene Nodes geben.',
  says: {
    '{0} runs code nobody controls directly on the kernel of its node.':
      '{0} führt Code, den niemand kontrolliert, direkt auf dem Kernel seines Nodes aus.',
    'Run in a VM sandbox (runtime class kata-vm-isolation)':
      'In einer VM-Sandbox ausführen (Runtime-Klasse kata-vm-isolation)',
  },
};
