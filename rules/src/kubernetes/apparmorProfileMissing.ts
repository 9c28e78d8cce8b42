import { securePod } from '../edit/podEdit';
import { podSpec, podWith } from '../examples';
import { decisions, since } from '../model/podSecurity';
import { defineRule } from '../rule';

export const apparmorProfileMissing = defineRule({
  id: 'apparmor-profile-missing',
  title: 'No AppArmor profile named',
  control: 'mandatory-access-control',
  level: 'isolation',
  severity: 'low',
  stride: ['E'],
  layer: 'runtime',
  aliases: ['KICS:8b36775e', 'KSE:ApparmorAny'],
  references: ['NSA:1.9', 'CISD:5.2', 'OWASP:D6'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'On nodes with AppArmor the default profile applies by grace of the runtime; naming it makes a node without it refuse the pod instead of running it unfenced.',
  remedy: 'Set appArmorProfile to RuntimeDefault, unless the nodes have no AppArmor.',

  *check(container, context) {
    const { pod } = container;
    if (pod.os === 'windows' || pod.annotations.has(`container.apparmor.security.beta.kubernetes.io/${container.name}`))
      return;
    const missing = decisions(container, 'appArmorProfile').find((decision) => decision.level === 'missing');
    if (!missing || missing.value.kind === 'unknown') return;
    yield {
      at: container.nameSpan,
      message: `Container "${container.name}" names no AppArmor profile.`,
      fix: () =>
        context.kubernetes < since.appArmorField
          ? undefined
          : securePod(container, { appArmorProfile: { type: 'RuntimeDefault' } }, "Use the runtime's AppArmor profile"),
    };
  },

  examples: [
    {
      bad: podWith('- name: «api»\n- name: «log»'),
      good: podSpec(
        'securityContext:\n  appArmorProfile:\n    type: RuntimeDefault\ncontainers:\n  - name: api\n  - name: log',
      ),
    },
  ],
  accepts: [
    podSpec('securityContext: { appArmorProfile: { type: RuntimeDefault } }\ncontainers:\n  - name: api'),
    podSpec('os: { name: windows }\ncontainers:\n  - name: api'),
  ],
});

export const german = {
  title: 'Kein AppArmor-Profil genannt',
  why: 'Auf Nodes mit AppArmor gilt das Standardprofil nur, weil die Runtime es so hält; ist es genannt, lehnt ein Node ohne AppArmor den Pod ab, statt ihn ungeschützt laufen zu lassen.',
  remedy: 'appArmorProfile auf RuntimeDefault setzen, außer die Nodes haben kein AppArmor.',
  says: {
    'Container "{0}" names no AppArmor profile.': 'Container „{0}“ nennt kein AppArmor-Profil.',
    "Use the runtime's AppArmor profile": 'Das AppArmor-Profil der Runtime verwenden',
  },
};
