import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { podSpec, podWith } from '../examples';
import { decisions, whose } from '../model/podSecurity';
import { at, entries, readString } from '../model/value';
import { defineRule } from '../rule';

const annotationPrefix = 'container.apparmor.security.beta.kubernetes.io/';
const title = "Use the runtime's AppArmor profile";

export const apparmorUnconfined = defineRule({
  id: 'apparmor-unconfined',
  title: 'AppArmor is switched off',
  control: 'mandatory-access-control',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'runtime',
  aliases: ['KSE:ApparmorUnconfined', 'PSS-B:appArmorProfile', 'KSV-0002'],
  references: ['CISD:5.2'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'The default profile keeps even root in a container from mounting file systems and writing to kernel files; unconfined, that fence is gone.',
  remedy: 'Use RuntimeDefault, or load a profile of your own on the nodes and name it.',

  *check(container) {
    const first = container.pod.containers[0];
    for (const { key, value } of first === container ? entries(at(container.pod.metadata, 'annotations')) : []) {
      if (!key.startsWith(annotationPrefix)) continue;
      const profile = readString(value);
      if (profile.state !== 'literal' || /^($|runtime\/default$|localhost\/)/.test(profile.value)) continue;
      yield {
        at: profile.span,
        message: `Container "${key.slice(annotationPrefix.length)}" runs with the AppArmor profile "${profile.value}".`,
        fix: () => asFix(setValue(value, 'runtime/default'), { title, safety: 'review' }),
      };
    }
    for (const decision of decisions(container, 'appArmorProfile')) {
      const type = readString(at(decision.value, 'type'));
      if (type.state !== 'literal' || type.value === 'RuntimeDefault' || type.value === 'Localhost') continue;
      yield {
        at: type.span,
        message: `${whose(container, decision)} switches AppArmor off.`,
        fix: () => asFix(setValue(at(decision.value, 'type'), 'RuntimeDefault'), { title, safety: 'review' }),
      };
    }
  },

  examples: [
    {
      bad: podWith('- name: api\n  securityContext:\n    appArmorProfile:\n      type: «Unconfined» # noisy'),
      good: podWith('- name: api\n  securityContext:\n    appArmorProfile:\n      type: RuntimeDefault # noisy'),
    },
    {
      bad: `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n  annotations:\n    ${annotationPrefix}api: «unconfined»\nspec:\n  containers:\n  - name: api\n`,
      good: `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n  annotations:\n    ${annotationPrefix}api: runtime/default\nspec:\n  containers:\n  - name: api\n`,
    },
  ],
  accepts: [
    podSpec('securityContext: { appArmorProfile: { type: RuntimeDefault } }\ncontainers:\n  - name: api'),
    podWith('- name: api'),
  ],
});

export const german = {
  title: 'AppArmor ist abgeschaltet',
  why: 'Das Standardprofil hindert selbst root im Container daran, Dateisysteme einzuhängen und in Kernel-Dateien zu schreiben; ohne Profil fehlt dieser Zaun.',
  remedy: 'RuntimeDefault verwenden oder ein eigenes Profil auf die Nodes laden und nennen.',
  says: {
    "Use the runtime's AppArmor profile": 'Das AppArmor-Profil der Runtime verwenden',
    'Container "{0}" runs with the AppArmor profile "{1}".': 'Container „{0}“ läuft mit dem AppArmor-Profil „{1}“.',
    '{0} switches AppArmor off.': '{0} schaltet AppArmor ab.',
  },
};
