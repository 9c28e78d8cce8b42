import { isHeldToNamespaces, nameObjects, namesBeside } from '../edit/roleEdit';
import { clusterRole, objectOf } from '../examples';
import { roleGrants } from '../model/roleGrants';
import { defineRule } from '../rule';

function role(rule: string): string {
  return objectOf('rbac.authorization.k8s.io/v1', 'Role', `rules:\n  ${rule}`);
}

const sealed = 'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata:\n  name: db\n';

/** Update and patch count as reading: the API server answers them with the whole object. */
export const rbacSecretsRead = defineRule({
  id: 'rbac-secrets-read',
  title: 'Role can read Secrets',
  control: 'rbac-secret-access',
  level: 'baseline',
  severity: 'high',
  stride: ['I'],
  layer: 'administration',
  aliases: ['CKV2_K8S_5', 'KSV-0041', 'KSV-0113', 'KICS:b7bca5c4', 'KL:access-to-secrets', 'C-0186', 'C-0015'],
  references: ['CISK:5.1.2', 'CISA:4.1.2'],
  fixable: 'sometimes', // Only the file tells of names; what is listed has none, and named ones are read as well, which stays a lesser finding.
  subject: 'object',
  why: 'Secrets hold database passwords, signing keys and the tokens of other service accounts: who reads them becomes all of those.',
  remedy:
    'Name the Secrets with `resourceNames` (for get), or mount the one Secret the program needs and take the right away. The answer to update, patch and deletecollection shows the content too.',

  check: roleGrants({
    grants: [
      {
        group: '',
        resources: ['secrets'],
        verbs: ['get', 'list', 'watch', 'update', 'patch', 'deletecollection'],
      },
    ],
    so: 'who holds it reads the credentials kept there',
    throughStar: true,
    narrowed: 'low',
    fixBeside: (object, rule, objects) =>
      isHeldToNamespaces(object, objects)
        ? nameObjects(rule, {
            resource: 'secrets',
            verbs: ['get'],
            names: namesBeside(object, objects, ['Secret', 'SealedSecret', 'ExternalSecret']),
            title: (names) => `Let it read no Secret but ${names}`,
          })
        : undefined,
  }),

  examples: [
    { bad: clusterRole('- apiGroups: [""]\n  resources: [configmaps, «secrets»]\n  verbs: [get, list]') },
    { bad: clusterRole('- apiGroups: ["*"]\n  resources: [«"*"»]\n  verbs: [get, list, watch]') },
    {
      bad: `${role('- apiGroups: [""]\n    resources: [«secrets»]\n    verbs: [get]')}---\n${sealed}`,
      good: `${role('- apiGroups: [""]\n    resources: [secrets]\n    resourceNames: [db]\n    verbs: [get]')}---\n${sealed}`,
    },
    { bad: `${role('- apiGroups: [""]\n    resources: [«secrets»]\n    verbs: [get, list]')}---\n${sealed}` },
  ],
  accepts: [
    clusterRole('- apiGroups: [""]\n  resources: [secrets]\n  verbs: [create]'),
    clusterRole('- apiGroups: [shop.example]\n  resources: [secrets]\n  verbs: [get]'),
    clusterRole('- apiGroups: [""]\n  resources: ["secrets/*"]\n  verbs: [get]'),
  ],
});

export const german = {
  title: 'Rolle kann Secrets lesen',
  why: 'Secrets enthalten Datenbankpasswörter, Signaturschlüssel und die Tokens anderer Dienstkonten: Wer sie liest, wird zu all denen.',
  remedy:
    'Die Secrets mit `resourceNames` nennen (für get) oder das eine nötige Secret einbinden und das Recht wegnehmen. Auch die Antwort auf update, patch und deletecollection zeigt den Inhalt.',
  says: {
    'Let it read no Secret but {0}': 'Kein Secret außer {0} lesen lassen',
    'who holds it reads the credentials kept there': 'wer sie hat, liest die dort aufbewahrten Zugangsdaten',
  },
};
