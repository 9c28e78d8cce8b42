import { combine } from '../edit/fixes';
import { groupForClaims, leastCapabilities, mergeValue } from '../edit/podEdit';
import { podSpec, podWith } from '../examples';
import { livesInHomeOfRoot } from '../model/podVolumes';
import { at, entries, isAbsent, type Value } from '../model/value';
import { type Pod, takesField } from '../model/workload';
import { defineRule } from '../rule';

/** What Pod Security calls restricted, as one change instead of one per field. */
function restrictedBlock(pod: Pod) {
  const forPod = { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } };
  const whole = takesField(pod, 'securityContext');
  return [
    ...(whole ? mergeValue(at(pod.spec, 'securityContext'), { ...forPod, ...groupForClaims(pod) }) : []),
    ...pod.containers.flatMap((container) =>
      mergeValue(at(container.value, 'securityContext'), {
        ...(whole ? {} : forPod),
        allowPrivilegeEscalation: false,
        capabilities: leastCapabilities(container),
      }),
    ),
  ];
}

export const securityContextAbsent = defineRule({
  id: 'security-context-absent',
  title: 'No security context at all',
  control: 'pod-security-enforced',
  level: 'restricted',
  severity: 'medium',
  stride: ['E'],
  layer: 'runtime',
  aliases: ['CKV_K8S_29', 'CKV_K8S_30', 'KSV-0118'],
  references: ['CISK:5.6.3', 'CISA:4.6.2'],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Left to its defaults a container runs as whoever its image says, keeps a dozen powers of root, may gain more, and may use every system call.',
  remedy:
    'Write the restricted security context once for the pod and once per container, then open what the program proves to need.',

  *check(pod) {
    const shared = at(pod.spec, 'securityContext');
    const own = pod.containers.map((container) => at(container.value, 'securityContext'));
    const all = [shared, ...own];
    if (own.length === 0 || !all.every((value) => isAbsent(value) || isEmpty(value))) return;
    yield {
      at: pod.nameSpan,
      message: `${pod.title} sets no security context, neither for the pod nor for a container.`,
      fix: () =>
        // What keeps its files in root's home cannot be another user.
        pod.os === 'windows' || pod.containers.some(livesInHomeOfRoot)
          ? undefined
          : combine(restrictedBlock(pod), { title: 'Write the restricted security context', safety: 'review' }),
    };
  },

  examples: [
    {
      bad: podWith('- name: api\n  image: shop/api:1.4\n- name: web\n  ports:\n  - containerPort: 80').replace(
        'name: shop',
        'name: «shop»',
      ),
      good: podSpec(
        'securityContext:\n  runAsNonRoot: true\n  runAsUser: 10001\n  seccompProfile:\n    type: RuntimeDefault\ncontainers:\n  - name: api\n    image: shop/api:1.4\n    securityContext:\n      allowPrivilegeEscalation: false\n      capabilities:\n        drop:\n          - ALL\n  - name: web\n    securityContext:\n      allowPrivilegeEscalation: false\n      capabilities:\n        drop:\n          - ALL\n        add:\n          - NET_BIND_SERVICE\n    ports:\n    - containerPort: 80',
      ),
    },
    {
      bad: podSpec('containers:\n  - name: api\n    securityContext: {}').replace('name: shop', 'name: «shop»'),
      good: podSpec(
        'securityContext:\n  runAsNonRoot: true\n  runAsUser: 10001\n  seccompProfile:\n    type: RuntimeDefault\ncontainers:\n  - name: api\n    securityContext:\n      allowPrivilegeEscalation: false\n      capabilities:\n        drop:\n          - ALL',
      ),
    },
  ],
  accepts: [
    podWith('- name: api\n  securityContext: { runAsNonRoot: true }'),
    podSpec('securityContext: { fsGroup: 10001 }\ncontainers:\n  - name: api'),
    podWith('- name: api\n  securityContext: {{ .Values.securityContext }}'),
  ],
});

function isEmpty(value: Value): boolean {
  return value.kind === 'map' && entries(value).length === 0;
}

export const german = {
  title: 'Gar kein securityContext',
  why: 'Sich selbst überlassen läuft ein Container als der Benutzer seines Images, behält ein Dutzend root-Rechte, darf mehr gewinnen und jeden Systemaufruf nutzen.',
  remedy:
    'Den eingeschränkten securityContext einmal für den Pod und einmal je Container schreiben und dann öffnen, was das Programm nachweislich braucht.',
  says: {
    '{0} sets no security context, neither for the pod nor for a container.':
      '{0} setzt keinen securityContext, weder für den Pod noch für einen Container.',
    'Write the restricted security context': 'Den eingeschränkten securityContext schreiben',
  },
};
