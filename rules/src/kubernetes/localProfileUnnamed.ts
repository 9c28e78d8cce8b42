import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { podSpec, podWith } from '../examples';
import { decisions, since, whose } from '../model/podSecurity';
import { at, isAbsent, plain, readString } from '../model/value';
import { defineRule } from '../rule';

const profiles = [
  { field: 'seccompProfile', what: 'seccomp', since: since.seccompField, aliases: ['C-0210'] },
  { field: 'appArmorProfile', what: 'AppArmor', since: since.appArmorField, aliases: [] },
];

export const localProfileUnnamed = defineRule({
  id: 'local-profile-unnamed',
  title: 'Profile of the node without its name',
  control: 'seccomp-profile',
  level: 'restricted',
  severity: 'medium',
  stride: ['E'],
  layer: 'runtime',
  aliases: ['C-0210'],
  references: [],
  fixable: 'sometimes',
  subject: 'container',
  why: 'Kubernetes refuses a pod that asks for a Localhost profile and names none; whoever then takes the setting out to get it started runs it with no profile at all.',
  remedy: 'Name the profile in localhostProfile, or use RuntimeDefault, which needs no name.',

  *check(container, context) {
    if (container.pod.os === 'windows') return;
    for (const profile of profiles) {
      if (context.kubernetes < profile.since) continue;
      for (const decision of decisions(container, profile.field)) {
        const type = readString(at(decision.value, 'type'));
        const name = at(decision.value, 'localhostProfile');
        if (type.state !== 'literal' || type.value !== 'Localhost' || !(isAbsent(name) || plain(name) === '')) continue;
        yield {
          at: type.span,
          message: `${whose(container, decision)} asks for a local ${profile.what} profile and names none: Kubernetes refuses it.`,
          aliases: profile.aliases,
          fix: () =>
            isAbsent(name)
              ? asFix(setValue(at(decision.value, 'type'), 'RuntimeDefault'), {
                  title: `Use the runtime's ${profile.what} profile`,
                  safety: 'review',
                })
              : undefined,
        };
      }
    }
  },

  examples: [
    {
      bad: podSpec(
        'securityContext:\n  seccompProfile:\n    type: «Localhost» # ours\ncontainers:\n  - name: api\n  - name: log',
      ),
      good: podSpec(
        'securityContext:\n  seccompProfile:\n    type: RuntimeDefault # ours\ncontainers:\n  - name: api\n  - name: log',
      ),
    },
    {
      bad: podWith('- name: api\n  securityContext: { appArmorProfile: { type: «Localhost» } }'),
      good: podWith('- name: api\n  securityContext: { appArmorProfile: { type: RuntimeDefault } }'),
    },
  ],
  accepts: [
    podWith('- name: api\n  securityContext: { seccompProfile: { type: Localhost, localhostProfile: api.json } }'),
    podWith(
      '- name: api\n  securityContext: { seccompProfile: { type: Localhost, localhostProfile: {{ .Values.profile }} } }',
    ),
    podWith('- name: api\n  securityContext: { seccompProfile: { type: RuntimeDefault } }'),
    podSpec(
      'os: { name: windows }\nsecurityContext: { seccompProfile: { type: Localhost } }\ncontainers:\n  - name: api',
    ),
  ],
});

export const german = {
  title: 'Profil des Nodes ohne Namen',
  why: 'Kubernetes weist einen Pod ab, der ein Localhost-Profil verlangt und keines nennt; wer die Einstellung dann entfernt, damit er startet, lässt ihn ganz ohne Profil laufen.',
  remedy: 'Das Profil in localhostProfile nennen oder RuntimeDefault verwenden, das keinen Namen braucht.',
  says: {
    '{0} asks for a local {1} profile and names none: Kubernetes refuses it.':
      '{0} verlangt ein lokales {1}-Profil und nennt keines: Kubernetes weist das ab.',
    "Use the runtime's {0} profile": 'Das {0}-Profil der Runtime verwenden',
  },
};
