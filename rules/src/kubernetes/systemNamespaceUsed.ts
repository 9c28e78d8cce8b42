import { deploymentSpec, podWith } from '../examples';
import type { KubernetesObject } from '../model/object';
import { at, plain, spanOf } from '../model/value';
import { readPods } from '../model/workload';
import { defineRule } from '../rule';

const system = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'gatekeeper-system',
  'calico-system',
  'tigera-operator',
]);

export const systemNamespaceUsed = defineRule({
  id: 'system-namespace-used',
  title: 'Workload in a namespace of the cluster itself',
  control: 'namespace-per-tenant',
  level: 'baseline',
  severity: 'medium',
  stride: ['E'],
  layer: 'administration',
  aliases: ['KSV-0037', 'KICS:611ab018'],
  references: ['NSA:1.12'],
  fixable: 'never',
  subject: 'object',
  why: 'Policies, quotas and network rules leave these namespaces out, and their accounts may do almost anything.',
  remedy: 'Move the workload into a namespace of its own.',

  *check(object) {
    const value = at(object.root, 'metadata', 'namespace');
    const namespace = plain(value);
    const where = spanOf(value);
    if (typeof namespace !== 'string' || !where || !system.has(namespace)) return;
    // Agents for every node belong there; what makes pods by number does not.
    const isWorkload = object.kind === 'Pod' || readPods(object).length > 0;
    if (object.kind === 'DaemonSet' || !isWorkload || isControlPlane(object)) return;
    yield {
      at: where,
      message: `${object.kind} "${object.name ?? ''}" runs in ${namespace}, among the parts of the cluster itself.`,
    };
  },

  examples: [
    {
      bad: deploymentSpec('containers:\n  - name: api').replace(
        'name: shop\n',
        'name: shop\n  namespace: «kube-system»\n',
      ),
    },
  ],
  accepts: [
    podWith('- name: etcd').replace(
      'name: shop\n',
      'name: etcd\n  namespace: kube-system\n  labels: { component: etcd, tier: control-plane }\n',
    ),
    deploymentSpec('containers:\n  - name: api').replace('name: shop\n', 'name: shop\n  namespace: shop\n'),
  ],
});

/** The pods that the kubelet of a control plane starts from files: they are the parts of the cluster itself. */
function isControlPlane({ kind, labels }: KubernetesObject): boolean {
  return kind === 'Pod' && labels.get('tier') === 'control-plane' && labels.has('component');
}

export const german = {
  title: 'Anwendung in einem Namespace des Clusters selbst',
  why: 'Policies, Quotas und Netzregeln lassen diese Namespaces aus, und ihre Konten dürfen fast alles.',
  remedy: 'Die Anwendung in einen eigenen Namespace verlegen.',
  says: {
    '{0} "{1}" runs in {2}, among the parts of the cluster itself.':
      '{0} „{1}“ läuft in {2}, zwischen den Teilen des Clusters selbst.',
  },
};
