import { setField } from '../edit/fixes';
import { podSpec } from '../examples';
import { at, keySpan, readBoolean } from '../model/value';
import { takesField } from '../model/workload';
import { defineRule } from '../rule';

export const serviceAccountTokenAutomounted = defineRule({
  id: 'service-account-token-automounted',
  title: 'API token is mounted',
  control: 'api-identity-minimal',
  level: 'restricted',
  severity: 'medium',
  stride: ['E', 'I'],
  layer: 'secrets',
  aliases: [
    'CKV_K8S_38',
    'KSV-0036',
    'KICS:48471392',
    'PO:automountServiceAccountToken',
    'KSE:AutomountServiceAccountToken',
    'C-0034',
    'C-0190',
    'C-0261',
  ],
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
    yield {
      at: setting.span ?? keySpan(at(pod.spec, 'serviceAccountName')) ?? pod.nameSpan,
      message: `${pod.title} gets a token for the Kubernetes API, whether it needs one or not.`,
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
    'Mount no API token': 'Kein API-Token einbinden',
  },
};
