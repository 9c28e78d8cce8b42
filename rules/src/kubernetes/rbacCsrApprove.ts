import { clusterRole } from '../examples';
import { roleGrants } from '../model/roleGrants';
import { defineRule } from '../rule';

/** Approving takes two rights (the approval itself and the signer); the first is the one that nobody needs otherwise. */
export const rbacCsrApprove = defineRule({
  id: 'rbac-csr-approve',
  title: 'Role can approve certificates',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'high',
  stride: ['S'],
  layer: 'administration',
  aliases: ['CKV_K8S_156', 'C-0280'],
  references: ['CISK:5.1.11', 'CISA:4.1.10'],
  fixable: 'never',
  subject: 'object',
  why: 'Who approves a certificate request issues identities: a certificate for a node or for an administrator cannot be taken back before it expires.',
  remedy: 'Leave approval to the controller of Kubernetes, or name the signers with `resourceNames`.',

  check: roleGrants({
    grants: [
      {
        group: 'certificates.k8s.io',
        resources: ['certificatesigningrequests/approval', 'certificatesigningrequests/status'],
        verbs: ['update', 'patch'],
      },
      { group: 'certificates.k8s.io', resources: ['signers'], verbs: ['approve', 'sign'] },
    ],
    so: 'who holds it issues certificates that log in as somebody else',
    narrowed: 'low',
  }),

  examples: [
    {
      bad: clusterRole(
        '- apiGroups: [certificates.k8s.io]\n  resources: [«certificatesigningrequests/approval»]\n  verbs: [update]',
      ),
    },
    { bad: clusterRole('- apiGroups: [certificates.k8s.io]\n  resources: [«signers»]\n  verbs: [approve]') },
  ],
  accepts: [
    clusterRole(
      '- apiGroups: [certificates.k8s.io]\n  resources: [certificatesigningrequests]\n  verbs: [create, get]',
    ),
    clusterRole('- apiGroups: ["*"]\n  resources: ["*"]\n  verbs: [approve]'),
  ],
});

export const german = {
  title: 'Rolle kann Zertifikate genehmigen',
  why: 'Wer eine Zertifikatsanfrage genehmigt, stellt Identitäten aus: Ein Zertifikat für einen Node oder Administrator lässt sich vor seinem Ablauf nicht zurücknehmen.',
  remedy: 'Die Genehmigung dem Controller von Kubernetes überlassen oder die Signer mit `resourceNames` nennen.',
  says: {
    'who holds it issues certificates that log in as somebody else':
      'wer sie hat, stellt Zertifikate aus, die als jemand anderes anmelden',
  },
};
