import { fixRemovedItem } from '../edit/podEdit';
import { podSpec } from '../examples';
import { isSafeSysctl } from '../model/podSecurity';
import { at, items, readString } from '../model/value';
import { defineRule } from '../rule';

export const sysctlUnsafe = defineRule({
  id: 'sysctl-unsafe',
  title: 'Kernel parameter that reaches beyond the pod',
  control: 'host-namespaces',
  level: 'baseline',
  severity: 'high',
  stride: ['T', 'D'],
  layer: 'host',
  aliases: ['KSV-0026', 'KICS:9127f0d9', 'KL:unsafe-sysctls', 'PSS-B:sysctls'],
  references: [],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Most kernel parameters are not separated between pods, or can starve the node: setting one changes the ground under every neighbour.',
  remedy: 'Take the parameter out, or let the administrator set it on nodes of their own.',

  *check(pod, context) {
    for (const item of items(at(pod.spec, 'securityContext', 'sysctls'))) {
      const name = readString(at(item, 'name'));
      if (name.state !== 'literal' || isSafeSysctl(name.value, context.kubernetes)) continue;
      yield {
        at: name.span,
        message: `${pod.title} sets the kernel parameter ${name.value}, which is not safe to set from a pod.`,
        fix: () => fixRemovedItem(item, { title: `Leave ${name.value} as the node has it`, safety: 'review' }),
      };
    }
  },

  examples: [
    {
      bad: podSpec(
        'securityContext:\n  sysctls:\n    - name: kernel.shm_rmid_forced\n      value: "0"\n    - name: «kernel.msgmax»\n      value: "65536"\ncontainers:\n  - name: db',
      ),
      good: podSpec(
        'securityContext:\n  sysctls:\n    - name: kernel.shm_rmid_forced\n      value: "0"\ncontainers:\n  - name: db',
      ),
    },
    {
      bad: podSpec(
        'securityContext: { sysctls: [{ name: «net.ipv4.tcp_rmem», value: "1 2 3" }] }\ncontainers:\n  - name: db',
      ),
      good: podSpec('securityContext: { sysctls: [] }\ncontainers:\n  - name: db'),
      context: { kubernetes: 31 },
    },
  ],
  accepts: [
    podSpec('securityContext: { sysctls: [{ name: net.ipv4.tcp_rmem, value: "1 2 3" }] }\ncontainers:\n  - name: db'),
    podSpec('securityContext: { sysctls: [{ name: "{{ .Values.name }}", value: "1" }] }\ncontainers:\n  - name: db'),
  ],
});

export const german = {
  title: 'Kernel-Parameter, der über den Pod hinausreicht',
  why: 'Die meisten Kernel-Parameter sind zwischen Pods nicht getrennt oder können den Node aushungern: Einen zu setzen ändert den Boden unter allen Nachbarn.',
  remedy: 'Den Parameter entfernen oder den Administrator ihn auf eigenen Nodes setzen lassen.',
  says: {
    '{0} sets the kernel parameter {1}, which is not safe to set from a pod.':
      '{0} setzt den Kernel-Parameter {1}, der aus einem Pod nicht sicher zu setzen ist.',
    'Leave {0} as the node has it': '{0} lassen, wie der Node es hat',
  },
};
