import { fixRemovedCapability } from '../edit/podEdit';
import { podWith } from '../examples';
import { capabilityName, dangerousCapabilities, hasUserNamespace, ownSecurity } from '../model/podSecurity';
import { items, plain, spanOf, at as valueAt } from '../model/value';
import { defineRule } from '../rule';

/** These give the node away whatever else the pod says. */
const total = new Set([
  'ALL',
  'SYS_ADMIN',
  'SYS_MODULE',
  'SYS_RAWIO',
  'BPF',
  'DAC_READ_SEARCH',
  'MAC_ADMIN',
  'MAC_OVERRIDE',
  'SYS_BOOT',
]);
/** These do when the pod shares a part of the node with them. */
const partOfNode: Readonly<Record<string, readonly string[]>> = {
  SYS_PTRACE: ['hostPID'],
  CHECKPOINT_RESTORE: ['hostPID'],
  IPC_OWNER: ['hostIPC'],
  NET_ADMIN: ['hostNetwork'],
};

export const capabilityDangerousAdded = defineRule({
  id: 'capability-dangerous-added',
  title: 'Capability that gives the node away',
  control: 'capabilities-dropped',
  level: 'baseline',
  severity: 'critical',
  stride: ['E', 'T', 'I', 'D'],
  layer: 'host',
  aliases: [
    'CKV_K8S_25',
    'CKV_K8S_39',
    'KSV-0022',
    'KSV-0005',
    'KSV-0120',
    'KICS:235236ee',
    'PO:dangerousCapabilities',
    'KSE:CapSysAdmin',
    'C-0046',
    'PSS-B:capabilities',
    'PSS-R:capabilities',
    'KICS:19ebaa28',
    'KSV-0106',
    'C-0057',
    'C-0200',
  ],
  references: ['CISK:5.2.9', 'CISD:5.4', 'OWASP:D3'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'With a power like SYS_ADMIN or SYS_MODULE a process leaves its container at will: it mounts the disk of the node, loads kernel modules or reads the memory of other programs.',
  remedy: 'Take the capability out; what really needs it belongs into a small node agent that runs no other code.',

  *check(container) {
    for (const item of items(ownSecurity(container, 'capabilities', 'add'))) {
      const written = plain(item);
      const at = spanOf(item);
      if (typeof written !== 'string' || !at) continue;
      const name = capabilityName(written);
      if (!dangerousCapabilities.has(name)) continue;
      // In a user namespace of its own, or without the part of the node it acts on, the power ends at the pod.
      const isTotal =
        total.has(name) || partOfNode[name]?.some((key) => plain(valueAt(container.pod.spec, key)) === true);
      const isCritical = isTotal === true && !hasUserNamespace(container.pod);
      yield {
        at,
        severity: isCritical ? 'critical' : 'high',
        message: isCritical
          ? `Container "${container.name}" is given ${name}, which is as good as control of the node.`
          : `Container "${container.name}" is given ${name}, which reaches into other programs or the kernel.`,
        fix: () => fixRemovedCapability(container, item, written),
      };
    }
  },

  examples: [
    {
      bad: podWith(
        '- name: api\n  securityContext:\n    capabilities:\n      add:\n        - NET_BIND_SERVICE\n        - «SYS_ADMIN»',
      ),
      good: podWith('- name: api\n  securityContext:\n    capabilities:\n      add:\n        - NET_BIND_SERVICE'),
    },
    {
      bad: podWith('- name: api\n  securityContext:\n    capabilities: { add: [«ALL»], drop: [ALL] }'),
      good: podWith('- name: api\n  securityContext:\n    capabilities: { drop: [ALL] }'),
    },
  ],
  accepts: [
    podWith('- name: api\n  securityContext:\n    capabilities: { add: [NET_BIND_SERVICE] }'),
    podWith('- name: api\n  securityContext:\n    capabilities: { drop: [SYS_ADMIN] }'),
  ],
});

export const german = {
  title: 'Capability, die den Node preisgibt',
  why: 'Mit einem Recht wie SYS_ADMIN oder SYS_MODULE verlässt ein Prozess seinen Container nach Belieben: Er hängt die Platte des Nodes ein, lädt Kernel-Module oder liest den Speicher anderer Programme.',
  remedy:
    'Die Capability streichen; was sie wirklich braucht, gehört in einen kleinen Node-Agenten, der keinen anderen Code ausführt.',
  says: {
    'Container "{0}" is given {1}, which is as good as control of the node.':
      'Container „{0}“ bekommt {1}; das kommt der Kontrolle über den Node gleich.',
    'Container "{0}" is given {1}, which reaches into other programs or the kernel.':
      'Container „{0}“ bekommt {1} und greift damit in andere Programme oder den Kernel.',
  },
};
