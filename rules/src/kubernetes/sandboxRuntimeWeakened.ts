import { setField } from '../edit/fixes';
import { podSpec } from '../examples';
import { isSandboxClass } from '../model/podSandbox';
import { hostPaths } from '../model/podVolumes';
import { at, entries, plain, readBoolean, readString, spanOf } from '../model/value';
import { defineRule } from '../rule';

/** Annotations that open a sandbox again: debug consoles, the network or files of the node. */
const opening =
  /^(io\.katacontainers\.config\.(hypervisor\.(shared_fs|virtio_fs_extra_args|enable_debug|path)|agent\.(enable_tracing|kernel_modules)|runtime\.(disable_guest_seccomp|disable_new_netns|enable_debug))|dev\.gvisor\.(flag\.(debug|network|host-uds|host-fifo|overlay)|internal\..*))/;

export const sandboxRuntimeWeakened = defineRule({
  id: 'sandbox-runtime-weakened',
  title: 'Sandboxed pod reaches back to its node',
  control: 'sandboxed-runtime',
  level: 'isolation',
  severity: 'high',
  stride: ['E'],
  layer: 'host',
  aliases: ['C-0297'],
  references: [],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'The sandbox keeps code away from the kernel of the node, and this setting leads around it: through the network, a folder or a debug door.',
  remedy: 'Take the setting out; what needs the node does not belong into the sandbox.',

  *check(pod) {
    const runtimeClass = readString(at(pod.spec, 'runtimeClassName'));
    if (runtimeClass.state !== 'literal' || !isSandboxClass(runtimeClass.value)) return;
    const sandbox = `the sandbox ${runtimeClass.value}`;
    for (const key of ['hostNetwork', 'hostPID', 'hostIPC']) {
      const setting = readBoolean(at(pod.spec, key));
      if (!setting.value) continue;
      yield {
        at: setting.span,
        message: `${pod.title} runs in ${sandbox} but shares the node by ${key}.`,
        fix: () => setField(pod.spec, [key], false, { title: `Turn ${key} off`, safety: 'review' }),
      };
    }
    for (const { path, volume } of hostPaths(pod)) {
      const where = path.span ?? spanOf(at(volume, 'hostPath'));
      if (where)
        yield {
          at: where,
          message: `${pod.title} runs in ${sandbox} but mounts ${path.value ?? 'a folder'} of its node.`,
        };
    }
    for (const container of pod.containers) {
      const privileged = readBoolean(at(container.value, 'securityContext', 'privileged'));
      if (!privileged.value) continue;
      yield {
        at: privileged.span,
        message: `Container "${container.name}" runs in ${sandbox} but is privileged.`,
        fix: () =>
          setField(container.value, ['securityContext', 'privileged'], false, {
            title: `Run "${container.name}" without privileges`,
            safety: 'review',
          }),
      };
    }
    for (const { key, keySpan, value } of entries(at(pod.metadata, 'annotations'))) {
      if (!opening.test(key) || plain(value) === 'false') continue;
      yield { at: keySpan, message: `${pod.title} runs in ${sandbox} but loosens it by the annotation ${key}.` };
    }
  },

  examples: [
    {
      bad: podSpec('runtimeClassName: gvisor\nhostNetwork: «true»\ncontainers:\n  - name: model'),
      good: podSpec('runtimeClassName: gvisor\nhostNetwork: false\ncontainers:\n  - name: model'),
    },
    {
      bad: podSpec(
        'runtimeClassName: kata\ncontainers:\n  - name: model\nvolumes:\n  - name: a\n    hostPath: { path: «/data» }',
      ),
    },
  ],
  accepts: [
    podSpec('runtimeClassName: gvisor\ncontainers:\n  - name: model'),
    podSpec('hostNetwork: true\ncontainers:\n  - name: model'),
  ],
});

export const german = {
  title: 'Pod in der Sandbox greift auf seinen Node zurück',
  why: 'Die Sandbox hält Code vom Kernel des Nodes fern, und diese Einstellung führt um sie herum: durch das Netz, einen Ordner oder eine Debug-Tür.',
  remedy: 'Die Einstellung entfernen; was den Node braucht, gehört nicht in die Sandbox.',
  says: {
    'the sandbox {0}': 'der Sandbox {0}',
    '{0} runs in {1} but shares the node by {2}.': '{0} läuft in {1}, teilt aber den Node durch {2}.',
    'Turn {0} off': '{0} abschalten',
    '{0} runs in {1} but mounts {2} of its node.': '{0} läuft in {1}, bindet aber {2} seines Nodes ein.',
    'a folder': 'einen Ordner',
    'Container "{0}" runs in {1} but is privileged.': 'Container „{0}“ läuft in {1}, ist aber privilegiert.',
    'Run "{0}" without privileges': '„{0}“ ohne Privilegien ausführen',
    '{0} runs in {1} but loosens it by the annotation {2}.':
      '{0} läuft in {1}, lockert sie aber durch die Annotation {2}.',
  },
};
