import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { podSpec, podWith } from '../examples';
import { isSparedByUserNamespace, ownSecurity } from '../model/podSecurity';
import { readString } from '../model/value';
import { defineRule } from '../rule';

export const procMountUnmasked = defineRule({
  id: 'proc-mount-unmasked',
  title: 'Kernel files in /proc are laid open',
  control: 'no-privileged',
  level: 'baseline',
  severity: 'high',
  stride: ['E', 'I'],
  layer: 'host',
  aliases: ['KSV-0027', 'KICS:f922827f', 'KL:unsafe-proc-mount', 'PO:procMount', 'PSS-B:procMount', 'PSS-R:procMount'],
  references: [],
  fixable: 'sometimes',
  subject: 'container',
  why: 'Unmasked, /proc shows kernel memory, keys and switches that the runtime hides because they tell about, or change, the whole node.',
  remedy: 'Leave procMount out, or set it to Default; a nested builder belongs into a user namespace.',

  *check(container, context) {
    if (isSparedByUserNamespace(container.pod, context)) return;
    const value = ownSecurity(container, 'procMount');
    const mount = readString(value);
    if (mount.state !== 'literal' || mount.value === 'Default') return;
    yield {
      at: mount.span,
      message: `Container "${container.name}" sees the parts of /proc that a runtime hides.`,
      fix: () => asFix(setValue(value, 'Default'), { title: 'Hide kernel files again', safety: 'review' }),
    };
  },

  examples: [
    {
      bad: podWith('- name: build\n  securityContext:\n    procMount: «Unmasked»'),
      good: podWith('- name: build\n  securityContext:\n    procMount: Default'),
    },
  ],
  accepts: [
    podWith('- name: api\n  securityContext: { procMount: Default }'),
    podSpec('hostUsers: false\ncontainers:\n  - name: build\n    securityContext: { procMount: Unmasked }'),
  ],
});

export const german = {
  title: 'Kernel-Dateien in /proc liegen offen',
  why: 'Unmaskiert zeigt /proc Kernel-Speicher, Schlüssel und Schalter, die die Runtime verbirgt, weil sie den ganzen Node verraten oder ändern.',
  remedy: 'procMount weglassen oder auf Default setzen; ein verschachtelter Builder gehört in einen User-Namespace.',
  says: {
    'Container "{0}" sees the parts of /proc that a runtime hides.':
      'Container „{0}“ sieht die Teile von /proc, die eine Runtime verbirgt.',
    'Hide kernel files again': 'Kernel-Dateien wieder verbergen',
  },
};
