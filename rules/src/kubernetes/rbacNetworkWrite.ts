import { clusterRole } from '../examples';
import { roleGrants } from '../model/roleGrants';
import { defineRule } from '../rule';

export const rbacNetworkWrite = defineRule({
  id: 'rbac-network-write',
  title: 'Role can change networking',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'medium',
  stride: ['S', 'E'],
  layer: 'administration',
  aliases: ['KSV-0056'],
  references: [],
  fixable: 'never',
  subject: 'object',
  why: 'Who changes Services, Endpoints, Ingresses or network policies sends the traffic of others to itself or opens what was closed.',
  remedy: 'Give it by a Role in one namespace, only for the kinds the controller owns.',

  check: roleGrants({
    grants: [
      {
        group: 'networking.k8s.io',
        resources: ['networkpolicies', 'ingresses'],
        verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
      },
      {
        group: '',
        resources: ['services', 'endpoints'],
        verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
      },
      { group: 'discovery.k8s.io', resources: ['endpointslices'], verbs: ['create', 'update', 'patch', 'delete'] },
      {
        group: 'gateway.networking.k8s.io',
        resources: ['gateways', 'httproutes', 'referencegrants'],
        verbs: ['create', 'update', 'patch', 'delete'],
      },
    ],
    so: 'who holds it redirects traffic or opens what a policy closed',
    narrowed: 'low',
  }),

  examples: [
    { bad: clusterRole('- apiGroups: [networking.k8s.io]\n  resources: [«networkpolicies»]\n  verbs: [delete]') },
    { bad: clusterRole('- apiGroups: [""]\n  resources: [pods, «services»]\n  verbs: [get, update]') },
  ],
  accepts: [clusterRole('- apiGroups: [""]\n  resources: [services, endpoints]\n  verbs: [get, list, watch]')],
});

export const german = {
  title: 'Rolle kann das Netz ändern',
  why: 'Wer Services, Endpoints, Ingresses oder NetworkPolicies ändert, lenkt den Verkehr anderer zu sich oder öffnet, was geschlossen war.',
  remedy: 'Durch eine Role in einem Namespace geben, nur für die Arten, die dem Controller gehören.',
  says: {
    'who holds it redirects traffic or opens what a policy closed':
      'wer sie hat, leitet Verkehr um oder öffnet, was eine Policy geschlossen hat',
  },
};
