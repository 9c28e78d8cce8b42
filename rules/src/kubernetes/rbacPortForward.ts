import { clusterRole } from '../examples';
import { roleGrants } from '../model/roleGrants';
import { defineRule } from '../rule';

export const rbacPortForward = defineRule({
  id: 'rbac-port-forward',
  title: 'Role can port-forward',
  control: 'rbac-workload-exec',
  level: 'baseline',
  severity: 'medium',
  stride: ['E'],
  layer: 'administration',
  aliases: ['KICS:38fa11ef', 'C-0063'],
  references: [],
  fixable: 'never',
  subject: 'object',
  why: 'A forwarded port or a proxied request reaches what listens on localhost inside pods, past every NetworkPolicy and every sidecar.',
  remedy: 'Take the right away, or give it to people for a short time.',

  check: roleGrants({
    grants: [{ group: '', resources: ['pods/portforward', 'pods/proxy', 'services/proxy'], verbs: ['create', 'get'] }],
    so: 'who holds it reaches ports of pods past network policies and sidecars',
    narrowed: 'low',
  }),

  examples: [{ bad: clusterRole('- apiGroups: [""]\n  resources: [«pods/portforward»]\n  verbs: [create]') }],
  accepts: [
    clusterRole('- apiGroups: [""]\n  resources: [pods, services]\n  verbs: [get, create]'),
    clusterRole('- apiGroups: [""]\n  resources: [pods/portforward]\n  verbs: [list]'),
  ],
});

export const german = {
  title: 'Rolle kann Ports weiterleiten',
  why: 'Ein weitergeleiteter Port oder eine Anfrage über den Proxy erreicht, was in Pods auf localhost lauscht, an jeder NetworkPolicy und jedem Sidecar vorbei.',
  remedy: 'Das Recht wegnehmen oder es Personen auf kurze Zeit geben.',
  says: {
    'who holds it reaches ports of pods past network policies and sidecars':
      'wer sie hat, erreicht Ports von Pods an NetworkPolicies und Sidecars vorbei',
  },
};
