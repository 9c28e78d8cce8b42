import { asFix, combine } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { removeKey } from '../edit/yamlRemove';
import { podSpec, podWith } from '../examples';
import { containerAnnotation, isConfining, isOverriddenEverywhere, podAnnotation } from '../model/podSeccomp';
import { decisions, since, whose } from '../model/podSecurity';
import { at, entries, isAbsent, readString, type Value } from '../model/value';
import type { Container } from '../model/workload';
import { defineRule } from '../rule';

/** Clusters before 1.19 know the annotations only. */
function annotationsOf(container: Container): Value[] {
  const isFirst = container.pod.containers[0] === container;
  return entries(at(container.pod.metadata, 'annotations'))
    .filter(({ key }) => key === `${containerAnnotation}${container.name}` || (isFirst && key === podAnnotation))
    .map((entry) => entry.value);
}

function confined(value: Value) {
  const profile = value.parent;
  const path = profile && at(profile, 'localhostProfile');
  const changes = [setValue(value, 'RuntimeDefault')];
  if (path && !isAbsent(path)) changes.push(removeKey(path));
  return combine(changes, { title: "Use the runtime's seccomp profile", safety: 'review' });
}

export const seccompUnconfined = defineRule({
  id: 'seccomp-unconfined',
  title: 'seccomp is switched off',
  control: 'seccomp-profile',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'runtime',
  aliases: ['KSV-0030', 'KSV-0104', 'KSE:SeccompUnconfined', 'PSS-B:seccompProfile', 'PSS-R:seccompProfile', 'C-0210'],
  references: ['CISD:5.22', 'OWASP:D6'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'Unconfined, a process may use every call into the kernel; most escapes from containers begin with one that the default profile forbids.',
  remedy: 'Use RuntimeDefault, or a Localhost profile that allows the few calls that are missing.',

  *check(container, context) {
    if (context.kubernetes < since.seccompField) {
      for (const value of annotationsOf(container)) {
        const profile = readString(value);
        if (profile.state !== 'literal' || isConfining(profile.value)) continue;
        yield {
          at: profile.span,
          message: `Container "${container.name}" runs with seccomp "${profile.value}": every system call is open to it.`,
          fix: () =>
            asFix(setValue(value, 'runtime/default'), { title: "Use the runtime's seccomp profile", safety: 'review' }),
        };
      }
      return;
    }
    for (const decision of decisions(container, 'seccompProfile')) {
      const type = readString(at(decision.value, 'type'));
      // The API refuses a misspelt type, which is no way out.
      if (type.state !== 'literal' || /^(RuntimeDefault|Localhost)$/i.test(type.value)) continue;
      if (decision.level === 'pod' && isOverriddenEverywhere(container)) continue;
      yield {
        at: type.span,
        message: `${whose(container, decision)} switches seccomp off: every system call is open.`,
        fix: () => confined(at(decision.value, 'type')),
      };
    }
  },

  examples: [
    {
      bad: podSpec(
        'securityContext:\n  seccompProfile:\n    type: «Unconfined»\ncontainers:\n  - name: api\n  - name: log',
      ),
      good: podSpec(
        'securityContext:\n  seccompProfile:\n    type: RuntimeDefault\ncontainers:\n  - name: api\n  - name: log',
      ),
    },
    {
      bad: podWith('- name: api\n  securityContext: { seccompProfile: { type: «Unconfined» } }'),
      good: podWith('- name: api\n  securityContext: { seccompProfile: { type: RuntimeDefault } }'),
    },
    {
      bad: `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n  annotations:\n    ${podAnnotation}: «unconfined»\nspec:\n  containers:\n  - name: api\n`,
      good: `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n  annotations:\n    ${podAnnotation}: runtime/default\nspec:\n  containers:\n  - name: api\n`,
      context: { kubernetes: 18 },
    },
  ],
  accepts: [
    podSpec('securityContext: { seccompProfile: { type: RuntimeDefault } }\ncontainers:\n  - name: api'),
    podWith('- name: api\n  image: shop/api:1.4'),
    // A milder rule says this one.
    podSpec(
      'securityContext: { seccompProfile: { type: Unconfined } }\ncontainers:\n  - name: api\n    securityContext: { seccompProfile: { type: RuntimeDefault } }',
    ),
  ],
});

export const german = {
  title: 'seccomp ist abgeschaltet',
  why: 'Uneingeschränkt darf ein Prozess jeden Aufruf in den Kernel nutzen; die meisten Ausbrüche beginnen mit einem, den das Standardprofil verbietet.',
  remedy: 'RuntimeDefault verwenden oder ein Localhost-Profil, das die wenigen fehlenden Aufrufe erlaubt.',
  says: {
    "Use the runtime's seccomp profile": 'Das seccomp-Profil der Runtime verwenden',
    'Container "{0}" runs with seccomp "{1}": every system call is open to it.':
      'Container „{0}“ läuft mit seccomp „{1}“: Jeder Systemaufruf steht ihm offen.',
    '{0} switches seccomp off: every system call is open.': '{0} schaltet seccomp ab: Jeder Systemaufruf ist offen.',
  },
};
