import { setField } from '../edit/fixes';
import { podSpec } from '../examples';
import { at, isAbsent, plain, readString } from '../model/value';
import { takesField } from '../model/workload';
import { defineRule } from '../rule';

export const defaultServiceAccountUsed = defineRule({
  id: 'default-service-account-used',
  title: 'Pod runs as the default service account',
  control: 'api-identity-minimal',
  level: 'restricted',
  severity: 'medium',
  stride: ['E'],
  layer: 'administration',
  aliases: [
    'CKV_K8S_41',
    'KICS:591ade62',
    'KL:default-service-account',
    'KSE:ServiceAccountName',
    'C-0189',
    'C-0239',
    'C-0225',
  ],
  references: ['CISK:5.1.5', 'CISA:5.2.1', 'CISA:4.1.5'],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Whatever anybody ever granted to the default account of the namespace, this pod may do too, and nobody can tell the pods apart.',
  remedy: 'Make a ServiceAccount for the workload, grant it what it needs, and name it in serviceAccountName.',

  *check(pod) {
    if (!takesField(pod, 'serviceAccountName')) return;
    const value = at(pod.spec, 'serviceAccountName');
    const old = at(pod.spec, 'serviceAccount');
    const account = readString(value);
    if (account.state === 'unknown' || (account.value ?? '') !== '' ? account.value !== 'default' : false) return;
    if (account.state === 'absent' && !isAbsent(old) && plain(old) !== 'default' && plain(old) !== '') return;
    const name = pod.object.name;
    const holdsNoToken = plain(at(pod.spec, 'automountServiceAccountToken')) === false;
    const problem = {
      at: account.span ?? pod.nameSpan,
      message: `${pod.title} runs as the default service account of its namespace.`,
      fix: () =>
        name === undefined
          ? undefined
          : setField(pod.spec, ['serviceAccountName'], name, {
              title: `Run as service account "${name}" (make it first)`,
              safety: 'review',
            }),
    };
    yield holdsNoToken ? { ...problem, severity: 'low' } : problem;
  },

  examples: [
    {
      bad: podSpec('containers:\n  - name: api').replace('name: shop', 'name: «shop»'),
      good: podSpec('serviceAccountName: shop\ncontainers:\n  - name: api'),
    },
    {
      bad: podSpec('serviceAccountName: «default»\ncontainers:\n  - name: api'),
      good: podSpec('serviceAccountName: shop\ncontainers:\n  - name: api'),
    },
  ],
  accepts: [
    podSpec('serviceAccountName: shop\ncontainers:\n  - name: api'),
    podSpec('serviceAccount: shop\ncontainers:\n  - name: api'),
    podSpec('serviceAccountName: {{ .Values.account }}\ncontainers:\n  - name: api'),
  ],
});
