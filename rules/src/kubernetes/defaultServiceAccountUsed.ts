import { combine } from '../edit/fixes';
import { addDocuments } from '../edit/newDocument';
import { setValue } from '../edit/yamlEdit';
import { objectSpec, podSpec } from '../examples';
import { at, isAbsent, plain, readString } from '../model/value';
import { type Pod, readPods, takesField } from '../model/workload';
import { defineRule, type Fix } from '../rule';

/** Names an account for the workload and, where the file can hold one more document, makes it: without it no pod starts. */
function withOwnAccount(pod: Pod, name: string): Fix | undefined {
  const { document, namespace } = pod.object;
  const isMade = readPods(pod.object).some((other) => plain(at(other.spec, 'serviceAccountName')) === name);
  const account = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: namespace === undefined ? { name } : { name, namespace },
    automountServiceAccountToken: false,
  };
  // In the default namespace an account of its own would be the next finding.
  const made = isMade || namespace === 'default' ? undefined : addDocuments(document, [account]);
  const title = made
    ? `Make a service account "${name}" and use it`
    : `Run as service account "${name}" (make it first)`;
  const named = setValue(at(pod.spec, 'serviceAccountName'), name);
  return combine(made ? [named, made] : [named], { title, safety: 'review' });
}

export const defaultServiceAccountUsed = defineRule({
  id: 'default-service-account-used',
  title: 'Pod runs as the default service account',
  control: 'api-identity-minimal',
  level: 'restricted',
  severity: 'medium',
  stride: ['E'],
  layer: 'administration',
  aliases: ['CKV_K8S_41', 'KICS:591ade62', 'KL:default-service-account', 'KSE:ServiceAccountName', 'C-0189'],
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
    if (account.state === 'absent' && pod.callsApi) return;
    if (account.state === 'absent' && !isAbsent(old) && plain(old) !== 'default' && plain(old) !== '') return;
    const name = pod.object.name;
    const holdsNoToken = plain(at(pod.spec, 'automountServiceAccountToken')) === false;
    const problem = {
      at: account.span ?? pod.nameSpan,
      message: `${pod.title} runs as the default service account of its namespace.`,
      fix: () => (name === undefined ? undefined : withOwnAccount(pod, name)),
    };
    yield holdsNoToken ? { ...problem, severity: 'low' } : problem;
  },

  examples: [
    {
      bad: podSpec('containers:\n  - name: api').replace('name: shop', 'name: «shop»'),
      good: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  serviceAccountName: shop\n  containers:\n    - name: api\n---\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: shop\nautomountServiceAccountToken: false\n',
    },
    {
      bad: podSpec('serviceAccountName: «default»\ncontainers:\n  - name: api'),
      good: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  serviceAccountName: shop\n  containers:\n    - name: api\n---\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: shop\nautomountServiceAccountToken: false\n',
    },
  ],
  accepts: [
    objectSpec(
      'ray.io/v1',
      'RayCluster',
      'enableInTreeAutoscaling: true\nheadGroupSpec:\n  template:\n    spec:\n      containers:\n        - name: ray-head',
    ),
    podSpec('serviceAccountName: shop\ncontainers:\n  - name: api'),
    podSpec('serviceAccount: shop\ncontainers:\n  - name: api'),
    podSpec('serviceAccountName: {{ .Values.account }}\ncontainers:\n  - name: api'),
  ],
});

export const german = {
  title: 'Pod läuft mit dem Default-Dienstkonto',
  why: 'Was irgendwer dem Default-Konto des Namespaces je erlaubt hat, darf auch dieser Pod, und niemand kann die Pods auseinanderhalten.',
  remedy:
    'Ein ServiceAccount für die Anwendung anlegen, ihm geben, was sie braucht, und es in serviceAccountName nennen.',
  says: {
    'Make a service account "{0}" and use it': 'Ein Dienstkonto „{0}“ anlegen und verwenden',
    'Run as service account "{0}" (make it first)': 'Mit dem Dienstkonto „{0}“ laufen (vorher anlegen)',
    '{0} runs as the default service account of its namespace.':
      '{0} läuft mit dem Default-Dienstkonto seines Namespaces.',
  },
};
