import { clusterRole, roleBinding } from '../examples';
import { describe } from '../model/object';
import { readBinding, readPolicyRules } from '../model/rbac';
import { defineRule } from '../rule';

/** Only when the role is in the workspace and names resources that all live in namespaces; programs that watch all namespaces read, so roles with only get, list and watch are left alone. */
export const rbacClusterScopeUnneeded = defineRule({
  id: 'rbac-cluster-scope-unneeded',
  title: 'Cluster-wide grant where a namespace would do',
  control: 'rbac-least-privilege',
  level: 'advice',
  severity: 'low',
  stride: ['E'],
  layer: 'administration',
  aliases: [],
  references: ['NSA:7.1', 'CISK:5.1.1', 'CISA:4.1.1'],
  fixable: 'never',
  subject: 'workspace',
  why: 'A ClusterRoleBinding gives the rights in every namespace, those of other teams and of the cluster itself included.',
  remedy: 'Bind the same role by a RoleBinding in the namespace of its subject.',

  *check(workspace) {
    const roles = new Map(
      workspace.objects.filter((o) => o.object.kind === 'ClusterRole').map((o) => [o.object.name, o.object]),
    );
    for (const { object, file } of workspace.objects) {
      const binding = object.kind === 'ClusterRoleBinding' ? readBinding(object) : undefined;
      const role = binding?.role && roles.get(binding.role.name);
      const subject = binding?.subjects.length === 1 ? binding.subjects[0] : undefined;
      if (!binding?.role || !role || subject?.kind !== 'ServiceAccount' || !subject.namespace) continue;
      const rules = readPolicyRules(role);
      const namespaced = rules.every(
        (rule) =>
          rule.urls.length === 0 && rule.resources.length > 0 && rule.resources.every((r) => inNamespaces.test(r.text)),
      );
      const writes = rules.some((rule) => rule.verbs.some((verb) => !/^(get|list|watch)$/.test(verb.text)));
      if (rules.length === 0 || !namespaced || !writes) continue;
      yield {
        at: binding.role.span,
        file,
        message: `${describe(object)} gives "${subject.name}" these rights in every namespace, not only in "${subject.namespace}".`,
      };
    }
  },

  examples: [
    {
      bad: roleBinding('- kind: ServiceAccount\n  name: shop\n  namespace: shop')
        .replace('kind: RoleBinding', 'kind: ClusterRoleBinding')
        .replace('kind: Role\n  name: shop', 'kind: ClusterRole\n  name: «shop»'),
      files: { 'role.yaml': clusterRole('- apiGroups: [apps]\n  resources: [deployments]\n  verbs: [get, patch]') },
    },
  ],
  accepts: [
    {
      text: roleBinding('- kind: ServiceAccount\n  name: shop\n  namespace: shop')
        .replace('kind: RoleBinding', 'kind: ClusterRoleBinding')
        .replace('kind: Role\n  name: shop', 'kind: ClusterRole\n  name: shop'),
      files: { 'role.yaml': clusterRole('- apiGroups: [""]\n  resources: [nodes]\n  verbs: [get, patch]') },
    },
    {
      text: roleBinding('- kind: ServiceAccount\n  name: shop\n  namespace: shop')
        .replace('kind: RoleBinding', 'kind: ClusterRoleBinding')
        .replace('kind: Role\n  name: shop', 'kind: ClusterRole\n  name: shop'),
      files: { 'role.yaml': clusterRole('- apiGroups: [apps]\n  resources: [deployments]\n  verbs: [get, watch]') },
    },
  ],
});

const inNamespaces =
  /^(pods|services|endpoints|configmaps|secrets|serviceaccounts|events|persistentvolumeclaims|deployments|statefulsets|daemonsets|replicasets|jobs|cronjobs|ingresses|networkpolicies|roles|rolebindings|leases|poddisruptionbudgets|horizontalpodautoscalers)(\/|$)/;

export const german = {
  title: 'Clusterweites Recht, wo ein Namespace genügte',
  why: 'Ein ClusterRoleBinding gibt die Rechte in jedem Namespace, auch denen anderer Teams und des Clusters selbst.',
  remedy: 'Dieselbe Rolle durch ein RoleBinding im Namespace des Subjekts binden.',
  says: {
    '{0} gives "{1}" these rights in every namespace, not only in "{2}".':
      '{0} gibt „{1}“ diese Rechte in jedem Namespace, nicht nur in „{2}“.',
  },
};
