import { fixRemovedCapability } from '../edit/podEdit';
import { podWith } from '../examples';
import { defaultCapabilities, isSparedAsWindows, ownSecurity, since } from '../model/podSecurity';
import { items, plain, spanOf } from '../model/value';
import { defineRule } from '../rule';

export const capabilityBeyondRestrictedAdded = defineRule({
  id: 'capability-beyond-restricted-added',
  title: 'Capability that a restricted pod may not have',
  control: 'capabilities-dropped',
  level: 'restricted',
  severity: 'medium',
  stride: ['E'],
  layer: 'runtime',
  aliases: ['KSV-0106', 'CKV_K8S_25', 'CKV_K8S_37', 'C-0200', 'PSS-R:capabilities'],
  references: ['CISK:5.2.9'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'Powers such as CHOWN, SETUID or DAC_OVERRIDE let an intruder take over files and users inside the container and prepare the next step.',
  remedy: 'Take the capability out; only NET_BIND_SERVICE is harmless.',

  *check(container, context) {
    if (context.kubernetes < since.dropAll || isSparedAsWindows(container.pod, context)) return;
    for (const item of items(ownSecurity(container, 'capabilities', 'add'))) {
      const written = plain(item);
      const at = spanOf(item);
      if (typeof written !== 'string' || !at) continue;
      if (written === 'NET_BIND_SERVICE' || !defaultCapabilities.has(written)) continue;
      yield {
        at,
        message: `Container "${container.name}" is given ${written}; restricted pods may add NET_BIND_SERVICE only.`,
        fix: () => fixRemovedCapability(container, item, written),
      };
    }
  },

  examples: [
    {
      bad: podWith(
        '- name: api\n  securityContext:\n    capabilities:\n      add: [«CHOWN», NET_BIND_SERVICE]\n      drop: [ALL]',
      ),
      good: podWith(
        '- name: api\n  securityContext:\n    capabilities:\n      add: [NET_BIND_SERVICE]\n      drop: [ALL]',
      ),
    },
  ],
  accepts: [
    podWith('- name: api\n  securityContext:\n    capabilities: { add: [NET_BIND_SERVICE], drop: [ALL] }'),
    // The baseline rules say these.
    podWith('- name: api\n  securityContext:\n    capabilities: { add: [SYS_ADMIN, IPC_LOCK], drop: [ALL] }'),
  ],
});

export const german = {
  title: 'Capability, die ein eingeschränkter Pod nicht haben darf',
  why: 'Rechte wie CHOWN, SETUID oder DAC_OVERRIDE lassen einen Eindringling Dateien und Benutzer im Container übernehmen und den nächsten Schritt vorbereiten.',
  remedy: 'Die Capability streichen; nur NET_BIND_SERVICE ist harmlos.',
  says: {
    'Container "{0}" is given {1}; restricted pods may add NET_BIND_SERVICE only.':
      'Container „{0}“ bekommt {1}; eingeschränkte Pods dürfen nur NET_BIND_SERVICE hinzufügen.',
  },
};
