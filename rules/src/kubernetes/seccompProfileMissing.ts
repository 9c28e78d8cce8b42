import { securePod } from '../edit/podEdit';
import { podSpec, podWith } from '../examples';
import { containerAnnotation, isConfining, podAnnotation } from '../model/podSeccomp';
import { decisions, isSparedAsWindows, since } from '../model/podSecurity';
import type { Container } from '../model/workload';
import { defineRule } from '../rule';

/** Another rule says that the annotation is not read any more; before 1.27 it was. */
function hasAnnotation({ pod, name }: Container): boolean {
  return [podAnnotation, `${containerAnnotation}${name}`].some((key) => isConfining(pod.annotations.get(key)));
}

export const seccompProfileMissing = defineRule({
  id: 'seccomp-profile-missing',
  title: 'No seccomp profile',
  control: 'seccomp-profile',
  level: 'restricted',
  severity: 'medium',
  stride: ['E'],
  layer: 'runtime',
  aliases: [
    'CKV_K8S_31',
    'KSV-0030',
    'KICS:f377b83e',
    'KSC:container-seccomp-profile',
    'KSE:SeccompAny',
    'PSS-R:seccompProfile',
    'KSV-0104',
    'C-0210',
  ],
  references: ['CISK:5.6.2', 'NSA:1.10', 'OWASP:D6', 'CISD:5.22'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'Without a profile a process may use every call into the kernel, also the ones through which most kernel bugs are reached.',
  remedy: 'Set seccompProfile to RuntimeDefault; hardly any program notices.',

  *check(container, context) {
    if (context.kubernetes < since.seccompField || isSparedAsWindows(container.pod, context)) return;
    const undecided = decisions(container, 'seccompProfile').find((decision) => decision.level === 'missing');
    if (!undecided || undecided.value.kind === 'unknown' || hasAnnotation(container)) return;
    yield {
      at: container.nameSpan,
      message: `Container "${container.name}" may use every system call: it has no seccomp profile.`,
      fix: () =>
        container.pod.os === 'windows'
          ? undefined
          : securePod(container, { seccompProfile: { type: 'RuntimeDefault' } }, "Use the runtime's seccomp profile"),
    };
  },

  examples: [
    {
      bad: podWith('- name: «api»\n  image: shop/api:1.4'),
      good: podSpec(
        'securityContext:\n  seccompProfile:\n    type: RuntimeDefault\ncontainers:\n  - name: api\n    image: shop/api:1.4',
      ),
    },
    {
      bad: podSpec(
        'containers:\n  - name: «api»\n  - name: log\n    securityContext:\n      seccompProfile: { type: Localhost, localhostProfile: log.json }',
      ),
      good: podSpec(
        'containers:\n  - name: api\n    securityContext:\n      seccompProfile:\n        type: RuntimeDefault\n  - name: log\n    securityContext:\n      seccompProfile: { type: Localhost, localhostProfile: log.json }',
      ),
    },
  ],
  accepts: [
    podSpec('securityContext: { seccompProfile: { type: RuntimeDefault } }\ncontainers:\n  - name: api'),
    podWith('- name: api\n  securityContext: { seccompProfile: { type: Localhost, localhostProfile: a.json } }'),
    podWith('- name: api\n  securityContext:\n    {{- toYaml .Values.securityContext | nindent 4 }}'),
    podSpec('os: { name: windows }\ncontainers:\n  - name: api'),
    { text: podWith('- name: api'), context: { kubernetes: 18 } },
  ],
});

export const german = {
  title: 'Kein seccomp-Profil',
  why: 'Ohne Profil darf ein Prozess jeden Aufruf in den Kernel nutzen, auch die, über die man die meisten Kernel-Fehler erreicht.',
  remedy: 'seccompProfile auf RuntimeDefault setzen; kaum ein Programm merkt es.',
  says: {
    'Container "{0}" may use every system call: it has no seccomp profile.':
      'Container „{0}“ darf jeden Systemaufruf nutzen: Er hat kein seccomp-Profil.',
    "Use the runtime's seccomp profile": 'Das seccomp-Profil der Runtime verwenden',
  },
};
