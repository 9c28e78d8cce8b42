import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { at } from '../model/value';
import { defineRule } from '../rule';

/** What gives rights to whoever may use it. */
const grants = new Set(['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding', 'ServiceAccount', 'Secret']);

export const templateHookOverprivileged = defineRule({
  id: 'template-hook-overprivileged',
  title: 'Rights of a hook stay behind',
  control: 'helm-values-trusted',
  level: 'baseline',
  severity: 'medium',
  stride: ['E'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Helm does not remove what hooks have made, not even when the release is uninstalled: the account and its rights stay for whoever finds them.',
  remedy:
    'Let Helm delete it when the hook is done: `helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded`.',

  *check(object) {
    const annotations = new Map(object.annotations);
    const hook = annotations.get('helm.sh/hook');
    if (hook === undefined || /crd-install/.test(hook) || !grants.has(object.kind)) return;
    const policy = annotations.get('helm.sh/hook-delete-policy') ?? '';
    if (policy.includes('hook-succeeded')) return;
    const wanted = [policy || 'before-hook-creation', 'hook-succeeded'].join(',');
    yield {
      at: object.nameSpan,
      message: `${object.kind} "${object.name ?? ''}" of a hook stays in the cluster when the hook is done.`,
      fix: () =>
        asFix(setValue(at(object.root, 'metadata', 'annotations', 'helm.sh/hook-delete-policy'), wanted), {
          title: 'Delete it when the hook is done',
          safety: 'review',
        }),
    };
  },

  examples: [
    {
      bad: 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: «migrate»\n  annotations:\n    helm.sh/hook: pre-install\n',
      good: 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: migrate\n  annotations:\n    helm.sh/hook: pre-install\n    helm.sh/hook-delete-policy: "before-hook-creation,hook-succeeded"\n',
    },
  ],
  accepts: [
    'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: migrate\n  annotations:\n    helm.sh/hook: pre-install\n    helm.sh/hook-delete-policy: hook-succeeded,hook-failed\n',
    'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: migrate\n  annotations:\n    helm.sh/hook: pre-install\n',
    'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: api\n',
  ],
});

export const german = {
  title: 'Rechte eines Hooks bleiben zurück',
  why: 'Helm entfernt nicht, was Hooks angelegt haben, auch nicht beim Deinstallieren: Das Konto und seine Rechte bleiben für den, der sie findet.',
  remedy:
    'Helm löschen lassen, sobald der Hook fertig ist: `helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded`.',
  says: {
    '{0} "{1}" of a hook stays in the cluster when the hook is done.':
      '{0} "{1}" eines Hooks bleibt im Cluster, wenn der Hook fertig ist.',
    'Delete it when the hook is done': 'Löschen, sobald der Hook fertig ist',
  },
};
