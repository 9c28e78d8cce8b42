import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { podSpec, podWith } from '../examples';
import { isSparedByUserNamespace, ownSecurity } from '../model/podSecurity';
import { readString } from '../model/value';
import { defineRule } from '../rule';

/** Since 1.35 the baseline lets a pod with users of its own unmask /proc; restricted still does not. */
export const procMountUnmaskedInUserNamespace = defineRule({
  id: 'proc-mount-unmasked-in-user-namespace',
  title: 'Kernel files in /proc are laid open in a user namespace',
  control: 'no-privileged',
  level: 'restricted',
  severity: 'medium',
  stride: ['E', 'I'],
  layer: 'host',
  aliases: ['PSS-R:procMount'],
  references: [],
  fixable: 'sometimes',
  subject: 'container',
  why: 'Users of its own keep the container from changing kernel switches, but unmasked /proc still tells it about the kernel and widens what can be attacked.',
  remedy: 'Leave procMount out, or set it to Default.',

  *check(container, context) {
    if (!isSparedByUserNamespace(container.pod, context)) return;
    const value = ownSecurity(container, 'procMount');
    const mount = readString(value);
    if (mount.state !== 'literal' || mount.value === 'Default') return;
    yield {
      at: mount.span,
      message: `Container "${container.name}" sees the parts of /proc that a runtime hides, if only as a user of its own.`,
      fix: () => asFix(setValue(value, 'Default'), { title: 'Hide kernel files again', safety: 'review' }),
    };
  },

  examples: [
    {
      bad: podSpec('hostUsers: false\ncontainers:\n  - name: build\n    securityContext: { procMount: «Unmasked» }'),
      good: podSpec('hostUsers: false\ncontainers:\n  - name: build\n    securityContext: { procMount: Default }'),
    },
  ],
  accepts: [
    podSpec('hostUsers: false\ncontainers:\n  - name: build\n    securityContext: { procMount: Default }'),
    // Without users of its own the baseline rule says it.
    podWith('- name: build\n  securityContext: { procMount: Unmasked }'),
  ],
});

export const german = {
  title: 'Kernel-Dateien in /proc liegen in einem User-Namespace offen',
  why: 'Eigene Benutzer hindern den Container daran, Kernel-Schalter zu ändern, doch unmaskiert verrät /proc ihm weiter den Kernel und vergrößert die Angriffsfläche.',
  remedy: 'procMount weglassen oder auf Default setzen.',
  says: {
    'Container "{0}" sees the parts of /proc that a runtime hides, if only as a user of its own.':
      'Container „{0}“ sieht die Teile von /proc, die eine Runtime verbirgt, wenn auch nur als eigener Benutzer.',
    'Hide kernel files again': 'Kernel-Dateien wieder verbergen',
  },
};
