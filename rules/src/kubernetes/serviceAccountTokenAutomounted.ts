import { setField } from '../edit/fixes';
import { objectSpec, podSpec } from '../examples';
import { noToken } from '../model/accounts';
import { mountsOf } from '../model/podVolumes';
import { at, keySpan, plain, readBoolean } from '../model/value';
import { type Pod, takesField } from '../model/workload';
import { defineRule } from '../rule';

const notSwitchedOff = [
  'CKV_K8S_38',
  'KICS:48471392',
  'PO:automountServiceAccountToken',
  'KSE:AutomountServiceAccountToken',
  'C-0034',
  'C-0190',
];
/** Another tool wants to see the token wanted: by the switch, or by a mount in its place. */
const switchedOn = ['KSV-0036'];

function hasPlaceForToken(pod: Pod): boolean {
  const place = '/var/run/secrets/kubernetes.io/serviceaccount';
  return pod.containers.some((container) => mountsOf(container).some((mount) => mount.path === place));
}

export const serviceAccountTokenAutomounted = defineRule({
  id: 'service-account-token-automounted',
  title: 'API token is mounted',
  control: 'api-identity-minimal',
  level: 'restricted',
  severity: 'medium',
  stride: ['E', 'I'],
  layer: 'secrets',
  aliases: [...notSwitchedOff, ...switchedOn],
  references: ['CISK:5.1.6', 'NSA:1.11', 'CISA:4.1.6'],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Every container of the pod finds a token for the Kubernetes API in its files; an intruder asks the API with it what to attack next.',
  remedy: 'Set automountServiceAccountToken: false unless the program calls the Kubernetes API.',

  *check(pod) {
    if (!takesField(pod, 'automountServiceAccountToken')) return;
    const value = at(pod.spec, 'automountServiceAccountToken');
    const setting = readBoolean(value);
    if (setting.state === 'unknown' || setting.value === false) return;
    if (pod.callsApi) return;
    // Its controller fills in false.
    if (setting.state === 'absent' && pod.object.kind === 'SandboxTemplate') return;
    const named = plain(at(pod.spec, 'serviceAccountName')) ?? plain(at(pod.spec, 'serviceAccount'));
    const account = typeof named === 'string' && named !== '' ? named : undefined;
    const message =
      setting.state === 'absent' && account
        ? `${pod.title} gets a token for the Kubernetes API, unless its account "${account}" forbids it.`
        : `${pod.title} gets a token for the Kubernetes API, whether it needs one or not.`;
    const isWanted = setting.state === 'literal' || hasPlaceForToken(pod);
    yield {
      at: setting.span ?? keySpan(at(pod.spec, 'serviceAccountName')) ?? pod.nameSpan,
      message,
      ...(setting.state === 'absent' ? { unless: noToken(pod.object.namespace, account ?? 'default') } : {}),
      aliases: isWanted ? [...notSwitchedOff, ...switchedOn] : notSwitchedOff,
      fix: () =>
        setField(pod.spec, ['automountServiceAccountToken'], false, {
          title: 'Mount no API token',
          safety: 'review',
        }),
    };
  },

  examples: [
    {
      bad: podSpec('containers:\n  - name: api').replace('name: shop', 'name: «shop»'),
      good: podSpec('automountServiceAccountToken: false\ncontainers:\n  - name: api'),
    },
    {
      bad: podSpec('automountServiceAccountToken: «true»\ncontainers:\n  - name: api'),
      good: podSpec('automountServiceAccountToken: false\ncontainers:\n  - name: api'),
    },
  ],
  accepts: [
    `${podSpec('serviceAccountName: api\ncontainers:\n  - name: api')}---\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: api\nautomountServiceAccountToken: false\n`,
    objectSpec(
      'ray.io/v1',
      'RayCluster',
      'enableInTreeAutoscaling: true\nheadGroupSpec:\n  template:\n    spec:\n      containers:\n        - name: ray-head',
    ),
    objectSpec(
      'extensions.agents.x-k8s.io/v1alpha1',
      'SandboxTemplate',
      'podTemplate:\n  spec:\n    containers:\n      - name: api',
    ),
    podSpec('automountServiceAccountToken: false\ncontainers:\n  - name: api'),
    podSpec('automountServiceAccountToken: {{ .Values.automount }}\ncontainers:\n  - name: api'),
  ],
});

export const german = {
  title: 'API-Token ist eingebunden',
  why: 'Jeder Container des Pods findet ein Token für die Kubernetes-API in seinen Dateien; ein Eindringling fragt die API damit, was er als Nächstes angreift.',
  remedy: 'automountServiceAccountToken: false setzen, außer das Programm ruft die Kubernetes-API auf.',
  says: {
    '{0} gets a token for the Kubernetes API, whether it needs one or not.':
      '{0} bekommt ein Token für die Kubernetes-API, ob nötig oder nicht.',
    '{0} gets a token for the Kubernetes API, unless its account "{1}" forbids it.':
      '{0} bekommt ein Token für die Kubernetes-API, außer sein Konto „{1}“ verbietet es.',
    'Mount no API token': 'Kein API-Token einbinden',
  },
};
