import { clusterRole } from '../examples';
import { roleGrants } from '../model/roleGrants';
import { defineRule } from '../rule';

export const rbacServiceStatusWrite = defineRule({
  id: 'rbac-service-status-write',
  title: 'Role can write service or node status',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'medium',
  stride: ['S', 'T'],
  layer: 'administration',
  aliases: ['CKV2_K8S_4'],
  references: [],
  fixable: 'never',
  subject: 'object',
  why: 'The status of a Service or node is believed by everybody: a forged load balancer address takes over traffic to any IP, a forged node status attracts or drives away pods.',
  remedy: 'Leave status to the controller that owns the object.',

  check: roleGrants({
    grants: [
      { group: '', resources: ['services/status', 'nodes/status', 'pods/status'], verbs: ['update', 'patch'] },
      { group: '', resources: ['pods/binding', 'bindings'], verbs: ['create'] },
    ],
    so: 'who holds it forges where traffic goes or where pods run',
    narrowed: 'low',
  }),

  examples: [{ bad: clusterRole('- apiGroups: [""]\n  resources: [«services/status»]\n  verbs: [patch]') }],
  accepts: [clusterRole('- apiGroups: [""]\n  resources: [services/status, nodes/status]\n  verbs: [get]')],
});

export const german = {
  title: 'Rolle kann den Status von Services oder Nodes schreiben',
  why: 'Dem Status eines Service oder Nodes glauben alle: Eine gefälschte Load-Balancer-Adresse übernimmt Verkehr zu jeder IP, ein gefälschter Node-Status zieht Pods an oder vertreibt sie.',
  remedy: 'Den Status dem Controller überlassen, dem das Objekt gehört.',
  says: {
    'who holds it forges where traffic goes or where pods run':
      'wer sie hat, fälscht, wohin Verkehr geht oder wo Pods laufen',
  },
};
