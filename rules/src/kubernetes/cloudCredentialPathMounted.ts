import { combine } from '../edit/fixes';
import { removeVolumes } from '../edit/podEdit';
import { podSpec } from '../examples';
import { hostPaths } from '../model/podVolumes';
import { defineRule } from '../rule';

const places: readonly (readonly [RegExp, string])[] = [
  [/^\/etc\/kubernetes(\/azure\.json|\/.*\.conf|\/pki(\/.*)?)?$/, 'keys of the node and its cloud account'],
  [/^\/var\/lib\/waagent(\/|$)/, 'the keys of the virtual machine'],
  [/^\/var\/lib\/kubelet\/(pki|kubeconfig)(\/|$)/, 'the identity of the kubelet'],
  [
    /(^|\/)\.azure(\/(azureProfile\.json|accessTokens\.json|msal_token_cache\.(json|bin)|config))?$/,
    'Azure credentials',
  ],
  [/(^|\/)\.aws(\/(credentials|config))?$/, 'AWS credentials'],
  [
    /(^|\/)(\.config\/gcloud|gcloud)(\/(application_default_credentials\.json|credentials\.db))?$|^\/\.config\/gcloud(\/.*)?$/,
    'Google Cloud credentials',
  ],
  [/(^|\/)\.kube(\/config)?$/, 'credentials for the Kubernetes API'],
  [/(^|\/)\.docker(\/config\.json)?$/, 'registry credentials'],
];

export const cloudCredentialPathMounted = defineRule({
  id: 'cloud-credential-path-mounted',
  title: 'Credentials of the node or cloud are mounted',
  control: 'workload-identity',
  level: 'baseline',
  severity: 'critical',
  stride: ['I', 'E'],
  layer: 'secrets',
  aliases: ['C-0020', 'C-0052'],
  references: [],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'These files belong to the node or to a person: with them the container acts as either, far beyond its own cluster.',
  remedy: 'Take the mount out and give the workload an identity of its own (workload identity).',

  *check(pod) {
    for (const { path, normal, volume } of hostPaths(pod)) {
      const found = path.state === 'literal' ? places.find(([place]) => place.test(normal ?? '')) : undefined;
      if (!found || !path.span) continue;
      yield {
        at: path.span,
        message: `${pod.title} mounts ${path.value}, which holds ${found[1]}.`,
        fix: () =>
          combine(removeVolumes(pod, [volume]), {
            title: 'Take the credentials away, mounts and all',
            safety: 'review',
          }),
      };
    }
  },

  examples: [
    {
      bad: podSpec(
        'containers:\n  - name: api\n    volumeMounts:\n      - name: azure\n        mountPath: /azure\n      - name: work\n        mountPath: /work\nvolumes:\n  - name: azure\n    hostPath: { path: «/etc/kubernetes/azure.json» }\n  - name: work\n    emptyDir: {}',
      ),
      good: podSpec(
        'containers:\n  - name: api\n    volumeMounts:\n      - name: work\n        mountPath: /work\nvolumes:\n  - name: work\n    emptyDir: {}',
      ),
    },
  ],
  accepts: [podSpec('containers:\n  - name: api\nvolumes:\n  - name: a\n    hostPath: { path: /data/aws }')],
});

export const german = {
  title: 'Zugangsdaten des Nodes oder der Cloud sind eingebunden',
  why: 'Diese Dateien gehören dem Node oder einer Person: Mit ihnen handelt der Container in deren Namen, weit über seinen Cluster hinaus.',
  remedy: 'Die Einbindung entfernen und der Anwendung eine eigene Identität geben (Workload Identity).',
  says: {
    'keys of the node and its cloud account': 'Schlüssel des Nodes und seines Cloud-Kontos',
    'the keys of the virtual machine': 'die Schlüssel der virtuellen Maschine',
    'the identity of the kubelet': 'die Identität des Kubelets',
    'Azure credentials': 'Azure-Zugangsdaten',
    'AWS credentials': 'AWS-Zugangsdaten',
    'Google Cloud credentials': 'Google-Cloud-Zugangsdaten',
    'credentials for the Kubernetes API': 'Zugangsdaten für die Kubernetes-API',
    'registry credentials': 'Zugangsdaten der Registry',
    '{0} mounts {1}, which holds {2}.': '{0} bindet {1} ein; dort liegen: {2}.',
    'Take the credentials away, mounts and all': 'Die Zugangsdaten samt Einbindungen entfernen',
  },
};
