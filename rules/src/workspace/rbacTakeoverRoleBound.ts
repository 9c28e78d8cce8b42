import { clusterRole, roleBinding } from '../examples';
import { boundRole } from '../model/boundRole';
import { describe, type KubernetesObject } from '../model/object';
import { findGrant, grantsEverything, hasWord, isBuiltIn, readBinding, readPolicyRules } from '../model/rbac';
import { defineRule } from '../rule';

// By the kinds of binding and role: cluster-wide, a Role, a ClusterRole in one namespace.
const execIds = [
  'PO:clusterrolebindingPodExecAttach',
  'PO:rolebindingRolePodExecAttach',
  'PO:rolebindingClusterRolePodExecAttach',
];
const adminIds = [
  'PO:clusterrolebindingClusterAdmin',
  'PO:rolebindingClusterAdminRole',
  'PO:rolebindingClusterAdminClusterRole',
];

/**
 * The role is judged where it stands; here it is told who gets it. Only roles that are kept here, and only the two rights
 * that need no further step. What the cluster binds by itself is left alone, and so is the role that has a rule of its own.
 */
export const rbacTakeoverRoleBound = defineRule({
  id: 'rbac-takeover-role-bound',
  title: 'A role that takes over is handed out',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'administration',
  aliases: [...adminIds, ...execIds],
  references: ['CISK:5.1.1', 'CISK:5.1.3'],
  fixable: 'never',
  subject: 'workspace',
  why: 'A wide role does nothing until it is bound; from then on everybody named here, and whoever steals their token, has all of it.',
  remedy: 'Bind a role that lists what these subjects really call, in the namespaces where they call it.',

  *check(workspace) {
    for (const { object, file } of workspace.objects) {
      const binding = readBinding(object);
      const role = boundRole(object, workspace);
      if (
        !binding?.role ||
        !role ||
        role.object.name === 'cluster-admin' ||
        isBuiltIn(object) ||
        /^(system|gce):/.test(object.name ?? '')
      )
        continue;
      const right = worstRight(role.object);
      if (!right) continue;
      const [first, ...others] = binding.subjects;
      const who = first ? `${first.kind} "${first.name}"${others.length > 0 ? ' and others' : ''}` : 'its subjects';
      const everywhere = object.kind === 'ClusterRoleBinding';
      yield {
        at: binding.role.span,
        file,
        message: everywhere
          ? `${describe(object)} gives ${who} ${right.what} in the whole cluster.`
          : `${describe(object)} gives ${who} ${right.what} in its namespace.`,
        ...(everywhere ? {} : { severity: 'medium' as const }),
        aliases: idsFor(object, role.object, right.isEverything),
        related: [{ at: role.object.nameSpan, file: role.file, message: 'The role' }],
      };
    }
  },

  examples: [
    {
      bad: roleBinding('- kind: ServiceAccount\n  name: shop').replace(
        'kind: Role\n  name: shop',
        'kind: ClusterRole\n  name: «shop»',
      ),
      files: { 'role.yaml': clusterRole('- apiGroups: ["*"]\n  resources: ["*"]\n  verbs: ["*"]') },
    },
    {
      bad: roleBinding('- kind: Group\n  name: people').replace(
        'kind: Role\n  name: shop',
        'kind: ClusterRole\n  name: «shop»',
      ),
      files: { 'role.yaml': clusterRole('- apiGroups: [""]\n  resources: [pods/exec]\n  verbs: [create]') },
    },
  ],
  accepts: [
    roleBinding('- kind: ServiceAccount\n  name: shop'),
    {
      text: roleBinding('- kind: ServiceAccount\n  name: shop').replace('kind: Role\n', 'kind: ClusterRole\n'),
      files: { 'role.yaml': clusterRole('- apiGroups: [""]\n  resources: [pods]\n  verbs: [get]') },
    },
    {
      text: roleBinding('- kind: ServiceAccount\n  name: shop')
        .replace('kind: Role\n', 'kind: ClusterRole\n')
        .replace('name: shop', 'name: system:shop'),
      files: { 'role.yaml': clusterRole('- apiGroups: ["*"]\n  resources: ["*"]\n  verbs: ["*"]') },
    },
  ],
});

function worstRight(role: KubernetesObject): { readonly what: string; readonly isEverything: boolean } | undefined {
  const rules = readPolicyRules(role).filter((rule) => !rule.narrowed);
  if (rules.some((rule) => grantsEverything(rule) && hasWord(rule.groups, '*')))
    return { what: 'every right', isEverything: true };
  const shell = { group: '', resources: ['pods/exec', 'pods/attach'], verbs: ['create', 'get'] };
  return rules.some((rule) => findGrant(rule, shell))
    ? { what: 'a shell in every pod', isEverything: false }
    : undefined;
}

/** Other tools have a rule for each kind of binding and of role. */
function idsFor(binding: KubernetesObject, role: KubernetesObject, isEverything: boolean): string[] {
  const place = binding.kind === 'ClusterRoleBinding' ? 0 : role.kind === 'Role' ? 1 : 2;
  return [...(isEverything ? adminIds : []), ...execIds].filter((_, i) => i % 3 === place);
}

export const german = {
  title: 'Eine Rolle zur Übernahme wird vergeben',
  why: 'Eine weite Rolle tut nichts, bis sie gebunden wird; von da an hat sie jeder, der hier steht, und jeder, der dessen Token stiehlt.',
  remedy:
    'Eine Rolle binden, die aufzählt, was diese Subjekte wirklich aufrufen, in den Namespaces, in denen sie es aufrufen.',
  says: {
    '{0} gives {1} {2} in the whole cluster.': '{0} gibt {1} im ganzen Cluster {2}.',
    '{0} gives {1} {2} in its namespace.': '{0} gibt {1} in seinem Namespace {2}.',
    'every right': 'jedes Recht',
    'a shell in every pod': 'eine Shell in jedem Pod',
    '{0} and others': '{0} und anderen',
    'The role': 'Die Rolle',
  },
};
