import { clusterRole, deploymentSpec } from '../examples';
import { boundRole } from '../model/boundRole';
import { describe, placeOf } from '../model/object';
import { findGrant, grantsEverything, type PolicyRule, readBinding, readPolicyRules } from '../model/rbac';
import { accountOf, folderOf } from '../model/selection';
import { plain } from '../model/value';
import type { PlacedObject, Workspace } from '../model/workspace';
import { defineRule } from '../rule';

/** Role, binding and workload must all be here. The programs of the cluster itself are left alone. */
export const workloadBoundToDangerousRole = defineRule({
  id: 'workload-bound-to-dangerous-role',
  title: 'Workload runs with takeover rights',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'never',
  subject: 'workspace',
  why: 'Whoever takes over this program, by a hole in it or in one of its libraries, has the rights of its service account at once.',
  remedy:
    'Give the program an account of its own with only the verbs it calls, or move the part that needs the rights into a program that faces nobody.',

  *check(workspace) {
    const dangers = boundDangers(workspace);
    for (const { object, pods, file } of workspace.objects) {
      if (/^kube-/.test(object.namespace ?? '')) continue;
      for (const pod of pods) {
        const account = accountOf(pod);
        const name = plain(account);
        if (typeof name !== 'string') continue;
        const found = dangers.find((danger) => danger.account === name && isIn(danger, object.namespace, file));
        if (!found) continue;
        yield {
          at: placeOf(account),
          file,
          message: `${pod.title} runs as "${name}", and ${describe(found.role.object)} lets that account ${found.what}.`,
          related: [{ at: found.role.object.nameSpan, file: found.role.file, message: 'The role' }],
        };
      }
    }
  },

  examples: [
    {
      bad: deploymentSpec('serviceAccountName: «shop»\ncontainers: []'),
      files: {
        'access.yaml': `${clusterRole('- apiGroups: [""]\n  resources: [secrets]\n  verbs: [list]')}---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: shop\nroleRef:\n  kind: ClusterRole\n  name: shop\nsubjects:\n  - kind: ServiceAccount\n    name: shop\n    namespace: shop\n`,
      },
    },
  ],
  accepts: [
    {
      text: deploymentSpec('serviceAccountName: shop\ncontainers: []'),
      files: {
        'access.yaml': `${clusterRole('- apiGroups: [""]\n  resources: [pods]\n  verbs: [list]')}---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: shop\nroleRef:\n  kind: ClusterRole\n  name: shop\nsubjects:\n  - kind: ServiceAccount\n    name: shop\n    namespace: shop\n`,
      },
    },
    deploymentSpec('serviceAccountName: shop\ncontainers: []'),
  ],
});

interface Danger {
  readonly account: string;
  readonly namespace: string | undefined;
  readonly role: PlacedObject;
  readonly what: string;
  /** The file of the binding. */
  readonly file: string;
}

/** Where a namespace is left open, only what stands in the same folder is taken to belong together. */
function isIn(danger: Danger, namespace: string | undefined, file: string): boolean {
  if (danger.namespace !== undefined && namespace !== undefined) return danger.namespace === namespace;
  return folderOf(danger.file) === folderOf(file);
}

function boundDangers(workspace: Workspace): Danger[] {
  return workspace.objects.flatMap(({ object, file }) => {
    const binding = readBinding(object);
    const wide = object.kind === 'ClusterRoleBinding';
    const role = binding && boundRole(object, workspace);
    const what = role && worstOf(readPolicyRules(role.object), wide);
    if (!binding || !role || !what) return [];
    return binding.subjects
      .filter((subject) => subject.kind === 'ServiceAccount')
      .map((subject) => ({
        account: subject.name,
        namespace: subject.namespace ?? (wide ? undefined : object.namespace),
        role,
        what,
        file,
      }));
  });
}

/** What counts as taking over: within one namespace only what leads out of it. */
function worstOf(rules: readonly PolicyRule[], wide: boolean): string | undefined {
  for (const rule of rules.filter((one) => !one.narrowed)) {
    if (wide && grantsEverything(rule)) return 'do everything in the cluster';
    const found = takeovers.find(
      ([group, resources, verbs, , alsoNarrow]) =>
        (wide || alsoNarrow) && findGrant(rule, { group, resources, verbs }) !== undefined,
    );
    if (found) return found[3];
  }
  return undefined;
}

const takeovers: readonly (readonly [string, readonly string[], readonly string[], string, boolean])[] = [
  ['rbac.authorization.k8s.io', ['roles', 'clusterroles'], ['bind', 'escalate'], 'give itself any role', true],
  ['', ['users', 'groups', 'serviceaccounts'], ['impersonate'], 'act as anybody', true],
  ['', ['nodes/proxy'], ['get', 'create'], 'run commands in every container of the cluster', false],
  ['', ['secrets'], ['get', 'list', 'watch'], 'read every Secret of the cluster', false],
  ['', ['pods/exec', 'pods/attach'], ['create', 'get'], 'open a shell in every pod of the cluster', false],
  ['', ['serviceaccounts/token'], ['create'], 'become every service account of the cluster', false],
];

export const german = {
  title: 'Anwendung läuft mit Rechten zur Übernahme',
  why: 'Wer dieses Programm übernimmt, durch eine Lücke darin oder in einer Bibliothek, hat sofort die Rechte seines Dienstkontos.',
  remedy:
    'Dem Programm ein eigenes Konto mit nur den Verben geben, die es aufruft, oder den Teil, der die Rechte braucht, in ein Programm verlegen, das niemandem ausgesetzt ist.',
  says: {
    '{0} runs as "{1}", and {2} lets that account {3}.': '{0} läuft als „{1}“, und mit {2} darf dieses Konto {3}.',
    'The role': 'Die Rolle',
    'do everything in the cluster': 'alles im Cluster tun',
    'give itself any role': 'sich jede Rolle geben',
    'act as anybody': 'als jeder andere handeln',
    'run commands in every container of the cluster': 'Befehle in jedem Container des Clusters ausführen',
    'read every Secret of the cluster': 'jedes Secret des Clusters lesen',
    'open a shell in every pod of the cluster': 'eine Shell in jedem Pod des Clusters öffnen',
    'become every service account of the cluster': 'zu jedem Dienstkonto des Clusters werden',
  },
};
