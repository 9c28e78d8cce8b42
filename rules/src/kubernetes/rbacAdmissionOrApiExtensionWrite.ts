import { clusterRole } from '../examples';
import { roleGrants } from '../model/roleGrants';
import { defineRule } from '../rule';

export const rbacAdmissionOrApiExtensionWrite = defineRule({
  id: 'rbac-admission-or-api-extension-write',
  title: 'Role controls admission or API extension',
  control: 'admission-policy',
  level: 'baseline',
  severity: 'high',
  stride: ['T', 'E'],
  layer: 'administration',
  aliases: ['KSV-0114', 'CKV_K8S_155', 'C-0281'],
  references: ['CISK:5.1.12', 'CISA:4.1.11'],
  fixable: 'never',
  subject: 'object',
  why: 'Webhooks and admission policies see and change every object on its way in, Secrets included; who writes them switches the protection off or reads along.',
  remedy: 'Leave these objects to the deployment of the policy engine, or name the one object with `resourceNames`.',

  check: roleGrants({
    grants: [
      {
        group: 'admissionregistration.k8s.io',
        resources: [
          'validatingwebhookconfigurations',
          'mutatingwebhookconfigurations',
          'validatingadmissionpolicies',
          'validatingadmissionpolicybindings',
          'mutatingadmissionpolicies',
          'mutatingadmissionpolicybindings',
        ],
        verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
      },
      {
        group: 'apiregistration.k8s.io',
        resources: ['apiservices'],
        verbs: ['create', 'update', 'patch', 'delete'],
      },
      {
        group: 'apiextensions.k8s.io',
        resources: ['customresourcedefinitions'],
        verbs: ['create', 'update', 'patch', 'delete'],
      },
    ],
    so: 'who holds it decides what the API server lets in and reads along',
    narrowed: 'low',
  }),

  examples: [
    {
      bad: clusterRole(
        '- apiGroups: [admissionregistration.k8s.io]\n  resources: [«mutatingwebhookconfigurations»]\n  verbs: [get, patch]',
      ),
    },
    {
      bad: clusterRole(
        '- apiGroups: [apiextensions.k8s.io]\n  resources: [«customresourcedefinitions»]\n  verbs: [create]',
      ),
    },
  ],
  accepts: [
    clusterRole('- apiGroups: ["*"]\n  resources: [validatingwebhookconfigurations]\n  verbs: [get, list, watch]'),
    clusterRole('- apiGroups: ["*"]\n  resources: ["*"]\n  verbs: [get]'),
  ],
});

export const german = {
  title: 'Rolle steuert Zulassung oder API-Erweiterung',
  why: 'Webhooks und Zulassungs-Policies sehen und ändern jedes Objekt auf dem Weg hinein, auch Secrets; wer sie schreibt, schaltet den Schutz ab oder liest mit.',
  remedy:
    'Diese Objekte der Bereitstellung der Policy-Engine überlassen oder das eine Objekt mit `resourceNames` nennen.',
  says: {
    'who holds it decides what the API server lets in and reads along':
      'wer sie hat, bestimmt, was der API-Server einlässt, und liest mit',
  },
};
