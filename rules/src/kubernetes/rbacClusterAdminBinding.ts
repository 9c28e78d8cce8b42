import { roleBinding } from '../examples';
import { describe } from '../model/object';
import { isBuiltIn, readBinding } from '../model/rbac';
import { defineRule } from '../rule';

/** The role's own rules may stand in another file; the names of the built-in roles say enough. */
export const rbacClusterAdminBinding = defineRule({
  id: 'rbac-cluster-admin-binding',
  title: 'Bound to cluster-admin or admin',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'critical',
  stride: ['E'],
  layer: 'administration',
  aliases: [
    'KSV-0111',
    'KICS:249328b8',
    'KL:cluster-admin-role-binding',
    'C-0185',
    'PO:clusterrolebindingClusterAdmin',
    'PO:rolebindingClusterAdminClusterRole',
  ],
  references: ['CISK:5.1.1', 'CISA:4.1.1'],
  fixable: 'never',
  subject: 'object',
  why: 'Code that runs with this identity, or anybody who steals its token, can read every Secret, change every workload and add more rights to itself.',
  remedy: 'Bind a role with only the verbs and resources that are needed, in the namespaces where they are needed.',

  *check(object) {
    const binding = readBinding(object);
    if (!binding?.role || isBuiltIn(object)) return;
    const { kind, name, span } = binding.role;
    const everywhere = object.kind === 'ClusterRoleBinding';
    const isAdmin = name === 'cluster-admin';
    if (!isAdmin && !(everywhere && (name === 'admin' || name === 'edit'))) return;
    const who = binding.subjects.map((subject) => `${subject.kind} "${subject.name}"`).slice(0, 2);
    const where = everywhere ? 'in the whole cluster' : `in its namespace`;
    const more = binding.subjects.length > 2 ? ' and others' : '';
    yield {
      at: span,
      message: `${describe(object)} gives ${who.join(' and ') || 'its subjects'}${more} the ${kind} "${name}": ${isAdmin ? 'every right' : 'rights over all workloads'} ${where}.`,
      ...(isAdmin && everywhere ? {} : { severity: 'high' as const }),
    };
  },

  examples: [
    {
      bad: roleBinding('- kind: ServiceAccount\n  name: shop\n  namespace: shop')
        .replace('kind: RoleBinding', 'kind: ClusterRoleBinding')
        .replace('kind: Role\n  name: shop', 'kind: ClusterRole\n  name: «cluster-admin»'),
    },
    {
      bad: roleBinding('- kind: ServiceAccount\n  name: shop').replace(
        'kind: Role\n  name: shop',
        'kind: ClusterRole\n  name: «cluster-admin»',
      ),
    },
  ],
  accepts: [
    roleBinding('- kind: Group\n  name: shop-developers').replace(
      'kind: Role\n  name: shop',
      'kind: ClusterRole\n  name: edit',
    ),
    roleBinding('- kind: ServiceAccount\n  name: shop').replace(
      'metadata:\n',
      'metadata:\n  labels:\n    kubernetes.io/bootstrapping: rbac-defaults\n',
    ),
  ],
});

export const german = {
  title: 'An cluster-admin oder admin gebunden',
  why: 'Code mit dieser Identität, oder wer ihr Token stiehlt, kann jedes Secret lesen, jede Anwendung ändern und sich weitere Rechte geben.',
  remedy:
    'Eine Rolle binden, die nur die nötigen Verben und Ressourcen hat, in den Namespaces, wo sie gebraucht werden.',
  says: {
    ' and others': ' und anderen',
    'its subjects': 'seinen Subjekten',
    '{0} gives {1}{2} the {3} "{4}": {5} {6}.': '{0} gibt {1}{2} die {3} „{4}“: {5} {6}.',
    'every right': 'jedes Recht',
    'rights over all workloads': 'Rechte über alle Anwendungen',
    'in the whole cluster': 'im ganzen Cluster',
    'in its namespace': 'in seinem Namespace',
  },
};
