import { fixRemovedCapability } from '../edit/podEdit';
import { podWith } from '../examples';
import { capabilityName, dangerousCapabilities, defaultCapabilities, ownSecurity } from '../model/podSecurity';
import { items, plain, spanOf } from '../model/value';
import { defineRule } from '../rule';

export const capabilityBeyondBaselineAdded = defineRule({
  id: 'capability-beyond-baseline-added',
  title: 'Capability outside the default set',
  control: 'capabilities-dropped',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'runtime',
  aliases: [
    'CKV_K8S_25',
    'KSV-0022',
    'KICS:19ebaa28',
    'C-0046',
    'C-0200',
    'PSS-B:capabilities',
    'PSS-R:capabilities',
    'KSV-0106',
  ],
  references: ['CISK:5.2.9', 'CISD:5.4'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'Each added capability is a piece of root that a plain container does not have; an intruder uses it against the node or its neighbours.',
  remedy: 'Take the capability out.',

  *check(container) {
    for (const item of items(ownSecurity(container, 'capabilities', 'add'))) {
      const written = plain(item);
      const at = spanOf(item);
      if (typeof written !== 'string' || !at) continue;
      if (defaultCapabilities.has(written) || dangerousCapabilities.has(capabilityName(written))) continue;
      yield {
        at,
        message: `Container "${container.name}" is given ${written}, which containers do not have by default.`,
        fix: () => fixRemovedCapability(container, item, written),
      };
    }
  },

  examples: [
    {
      bad: podWith('- name: api\n  securityContext:\n    capabilities: { add: [CHOWN, «IPC_LOCK»] }'),
      good: podWith('- name: api\n  securityContext:\n    capabilities: { add: [CHOWN] }'),
    },
  ],
  accepts: [
    podWith('- name: api\n  securityContext:\n    capabilities: { add: [CHOWN, SETUID] }'),
    // Another rule says this one, and says it louder.
    podWith('- name: api\n  securityContext:\n    capabilities: { add: [SYS_ADMIN] }'),
  ],
});

export const german = {
  title: 'Capability außerhalb des Standardumfangs',
  why: 'Jede zusätzliche Capability ist ein Stück root, das ein gewöhnlicher Container nicht hat; ein Eindringling nutzt sie gegen den Node oder die Nachbarn.',
  remedy: 'Die Capability streichen.',
  says: {
    'Container "{0}" is given {1}, which containers do not have by default.':
      'Container „{0}“ bekommt {1}, was Container sonst nicht haben.',
  },
};
