import { clusterRole, objectOf } from '../examples';
import { describe, placeOf } from '../model/object';
import { grantsEverything, hasNameOfKubernetes, hasWord, readPolicyRules } from '../model/rbac';
import { at } from '../model/value';
import { defineRule } from '../rule';

/** What other tools call a right that everything includes. */
const anyRole = [
  'C-0007',
  'KICS:592ad21d',
  'KSV-0044',
  'KSV-0046',
  'KSV-0112',
  'CKV_K8S_49',
  'KICS:6b896afb',
  'KL:wildcard-in-rules',
  'C-0187',
  'C-0035',
  'C-0065',
  'C-0188',
  'C-0031',
  'C-0037',
  'C-0002',
  'C-0015',
  'C-0063',
  'C-0186',
  'C-0278',
  'C-0279',
  'C-0281',
  'C-0282',
];
const ownRole = ['PO:rolePodExecAttach', 'PO:clusterrolePodExecAttach'];

/** Everything in the core group counts too: Secrets, pods and tokens are in it, and from them all the rest follows. */
export const rbacWildcardAll = defineRule({
  id: 'rbac-wildcard-all',
  title: 'Role grants everything',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'critical',
  stride: ['E'],
  layer: 'administration',
  aliases: [...anyRole, ...ownRole],
  references: ['CISK:5.1.3', 'CISA:4.1.3'],
  fixable: 'never',
  subject: 'object',
  why: 'Whoever holds such a role, or steals the token of something that does, owns the cluster: every Secret, every workload, every node.',
  remedy:
    'List the groups, resources and verbs the program really calls; `kubectl auth can-i --list` on a running one shows where to start.',

  *check(object) {
    if (object.kind === 'ClusterRole' && object.name === 'cluster-admin') return;
    for (const rule of readPolicyRules(object)) {
      const urls = rule.urls.find((url) => url.text === '*' && hasWord(rule.verbs, '*'));
      const all = grantsEverything(rule);
      if (!all && !urls) continue;
      const core = !hasWord(rule.groups, '*');
      const what = core ? 'everything in the core group' : 'everything';
      const whose = object.kind === 'ClusterRole' ? 'cluster' : 'namespace';
      yield {
        at: urls && !all ? urls.span : placeOf(at(rule.value, 'resources')),
        message: all
          ? `${describe(object)} allows ${what}: for whoever holds it, the ${whose} is theirs.`
          : `${describe(object)} allows every verb on every URL of the API server, its debug and metrics pages included.`,
        aliases: hasNameOfKubernetes(object) ? anyRole : [...anyRole, ...ownRole],
        ...(all ? {} : { severity: 'high' as const }),
      };
    }
  },

  examples: [
    { bad: clusterRole('- apiGroups: ["*"]\n  resources: «["*"]»\n  verbs: ["*"]') },
    {
      bad: clusterRole(
        '- apiGroups: [""]\n  resources: «["*"]»\n  verbs: [get, list, watch, create, update, patch, delete]',
      ),
    },
    { bad: clusterRole('- nonResourceURLs: [«"*"»]\n  verbs: ["*"]') },
  ],
  accepts: [
    clusterRole('- apiGroups: ["*"]\n  resources: ["*"]\n  verbs: [get, list]'),
    clusterRole('- apiGroups: [shop.example]\n  resources: ["*"]\n  verbs: ["*"]'),
    clusterRole('- apiGroups: ["*"]\n  resources: ["*"]\n  verbs: {{ .Values.verbs }}'),
    objectOf(
      'rbac.authorization.k8s.io/v1',
      'Policy',
      'rules:\n  - { apiGroups: ["*"], resources: ["*"], verbs: ["*"] }',
    ),
  ],
});

export const german = {
  title: 'Rolle gibt alles',
  why: 'Wer so eine Rolle hat oder das Token von etwas stiehlt, das sie hat, besitzt den Cluster: jedes Secret, jede Anwendung, jeden Node.',
  remedy:
    'Gruppen, Ressourcen und Verben auflisten, die das Programm wirklich aufruft; `kubectl auth can-i --list` an einem laufenden zeigt, wo zu beginnen ist.',
  says: {
    everything: 'alles',
    'everything in the core group': 'alles in der Core-Gruppe',
    '{0} allows {1}: for whoever holds it, the {2} is theirs.': '{0} erlaubt {1}: Wer sie hat, besitzt {2}.',
    '{0} allows every verb on every URL of the API server, its debug and metrics pages included.':
      '{0} erlaubt jedes Verb auf jeder URL des API-Servers, auch auf Debug- und Metrikseiten.',
    cluster: 'den Cluster',
    namespace: 'den Namespace',
  },
};
