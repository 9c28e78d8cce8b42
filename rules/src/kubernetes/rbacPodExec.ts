import { clusterRole } from '../examples';
import { hasNameOfKubernetes } from '../model/rbac';
import { roleGrants } from '../model/roleGrants';
import { defineRule } from '../rule';

const anyRole = ['CKV2_K8S_2', 'KSV-0053', 'KSV-0054', 'KICS:c589f42c', 'KICS:d45330fd', 'C-0002'];
const ownRole = ['PO:rolePodExecAttach', 'PO:clusterrolePodExecAttach'];

export const rbacPodExec = defineRule({
  id: 'rbac-pod-exec',
  title: 'Role can exec into or attach to pods',
  control: 'rbac-workload-exec',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'administration',
  aliases: [...anyRole, ...ownRole],
  references: [],
  fixable: 'never',
  subject: 'object',
  why: 'Exec and attach give a shell in running containers, with their identity, their memory and their Secrets, and no new pod that anybody could notice.',
  remedy:
    'Take the right away, or give it to people for a short time. For exec over websockets get is enough, so both verbs count.',

  check: roleGrants({
    grants: [
      { group: '', resources: ['pods/exec', 'pods/attach'], verbs: ['create', 'get'] },
      { group: '', resources: ['pods/ephemeralcontainers'], verbs: ['update', 'patch'] },
    ],
    so: 'who holds it opens a shell in running containers',
    throughStar: true,
    narrowed: 'medium',
    aliases: (object) => (hasNameOfKubernetes(object) ? anyRole : [...anyRole, ...ownRole]),
  }),

  examples: [
    { bad: clusterRole('- apiGroups: [""]\n  resources: [pods, «pods/exec»]\n  verbs: [get, list]') },
    { bad: clusterRole('- apiGroups: [""]\n  resources: [«pods/ephemeralcontainers»]\n  verbs: [patch]') },
  ],
  accepts: [
    clusterRole('- apiGroups: [""]\n  resources: [pods, pods/log]\n  verbs: [get, list]'),
    clusterRole('- apiGroups: [""]\n  resources: [pods/exec]\n  verbs: [list]'),
    clusterRole('- apiGroups: [""]\n  resources: ["pods/*"]\n  verbs: [create]'),
  ],
});

export const german = {
  title: 'Rolle kann exec oder attach auf Pods',
  why: 'Exec und attach geben eine Shell in laufenden Containern, mit deren Identität, Speicher und Secrets, und ohne neuen Pod, der jemandem auffiele.',
  remedy:
    'Das Recht wegnehmen oder es Personen auf kurze Zeit geben. Für exec über WebSockets genügt get, es zählen also beide Verben.',
  says: {
    'who holds it opens a shell in running containers': 'wer sie hat, öffnet eine Shell in laufenden Containern',
  },
};
