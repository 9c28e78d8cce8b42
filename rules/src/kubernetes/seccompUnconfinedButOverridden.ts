import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { podSpec } from '../examples';
import { isOverriddenEverywhere } from '../model/podSeccomp';
import { decisions, since } from '../model/podSecurity';
import { at, readString } from '../model/value';
import { defineRule } from '../rule';

/** Pod Security refuses the pod all the same, and the next container somebody adds would be unconfined. */
export const seccompUnconfinedButOverridden = defineRule({
  id: 'seccomp-unconfined-but-overridden',
  title: 'seccomp is switched off for containers to come',
  control: 'seccomp-profile',
  level: 'baseline',
  severity: 'low',
  stride: ['E'],
  layer: 'runtime',
  aliases: ['PSS-B:seccompProfile', 'PSS-R:seccompProfile'],
  references: ['CISD:5.22', 'OWASP:D6'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'Every container of today has a profile of its own, but the next one, or one that a sidecar injector adds, starts with every system call open.',
  remedy: 'Use RuntimeDefault for the pod, too.',

  *check(container, context) {
    if (context.kubernetes < since.seccompField || !isOverriddenEverywhere(container)) return;
    for (const decision of decisions(container, 'seccompProfile')) {
      const value = at(decision.value, 'type');
      const type = readString(value);
      if (decision.level !== 'pod' || type.state !== 'literal') continue;
      if (/^(RuntimeDefault|Localhost)$/i.test(type.value)) continue;
      yield {
        at: type.span,
        message: `${container.pod.title} switches seccomp off for any container that sets no profile of its own.`,
        fix: () =>
          asFix(setValue(value, 'RuntimeDefault'), { title: "Use the runtime's seccomp profile", safety: 'review' }),
      };
    }
  },

  examples: [
    {
      bad: podSpec(
        'securityContext: { seccompProfile: { type: «Unconfined» } }\ncontainers:\n  - name: api\n    securityContext: { seccompProfile: { type: RuntimeDefault } }',
      ),
      good: podSpec(
        'securityContext: { seccompProfile: { type: RuntimeDefault } }\ncontainers:\n  - name: api\n    securityContext: { seccompProfile: { type: RuntimeDefault } }',
      ),
    },
  ],
  accepts: [
    podSpec('securityContext: { seccompProfile: { type: Unconfined } }\ncontainers:\n  - name: api'),
    podSpec('securityContext: { seccompProfile: { type: RuntimeDefault } }\ncontainers:\n  - name: api'),
  ],
});

export const german = {
  title: 'seccomp ist für künftige Container abgeschaltet',
  why: 'Jeder heutige Container hat ein eigenes Profil, aber der nächste oder ein eingefügter Sidecar startet mit jedem Systemaufruf offen.',
  remedy: 'RuntimeDefault auch für den Pod verwenden.',
  says: {
    '{0} switches seccomp off for any container that sets no profile of its own.':
      '{0} schaltet seccomp für jeden Container ab, der kein eigenes Profil setzt.',
    "Use the runtime's seccomp profile": 'Das seccomp-Profil der Runtime verwenden',
  },
};
