import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { clusterRole } from '../examples';
import { describe } from '../model/object';
import { findGrant, grantsEverything, readPolicyRules } from '../model/rbac';
import { at, items, plain } from '../model/value';
import { defineRule } from '../rule';

/** The fix asks for the metrics instead; a program that needs more than metrics needs another way. */
export const rbacNodeProxy = defineRule({
  id: 'rbac-node-proxy',
  title: 'Role can reach kubelet through nodes/proxy',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'administration',
  aliases: ['CKV2_K8S_2', 'KSV-0047', 'C-0279'],
  references: ['CISK:5.1.10', 'CISA:4.1.9'],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Through nodes/proxy the kubelet runs commands in every container of the node, and no audit record of the API server shows which; get is enough for that.',
  remedy: 'Ask for nodes/metrics or nodes/stats, which is what monitoring needs.',

  *check(object) {
    for (const rule of readPolicyRules(object)) {
      if (grantsEverything(rule)) continue;
      const verbs = ['get', 'create', 'update', 'patch', 'delete', 'list', 'watch'];
      const found = findGrant(rule, { group: '', resources: ['nodes/proxy', 'nodes/log'], verbs });
      if (!found) continue;
      const list = at(rule.value, 'resources');
      const all = items(list);
      const own = all.find((item) => plain(item) === 'nodes/proxy');
      const alone = !all.some((item) => plain(item) === 'nodes/metrics');
      yield {
        at: found.resource.span,
        message: `${describe(object)} allows "${found.verb}" on "${found.resource.text}": who holds it runs commands in any container of a node.`,
        ...(found.narrowed ? { severity: 'medium' as const } : {}),
        fix: () =>
          own && alone
            ? asFix(setValue(own, 'nodes/metrics'), {
                title: 'Ask for nodes/metrics instead of nodes/proxy',
                safety: 'review',
              })
            : undefined,
      };
    }
  },

  examples: [
    {
      bad: clusterRole('- apiGroups: [""]\n  resources: [nodes, «nodes/proxy»]\n  verbs: [get]'),
      good: clusterRole('- apiGroups: [""]\n  resources: [nodes, nodes/metrics]\n  verbs: [get]'),
    },
  ],
  accepts: [
    clusterRole('- apiGroups: [""]\n  resources: [nodes, nodes/metrics, nodes/stats]\n  verbs: [get]'),
    clusterRole('- apiGroups: [apps]\n  resources: [nodes/proxy]\n  verbs: [get]'),
  ],
});

export const german = {
  title: 'Rolle erreicht das Kubelet über nodes/proxy',
  why: 'Über nodes/proxy führt das Kubelet Befehle in jedem Container des Nodes aus, und kein Audit-Eintrag des API-Servers zeigt welche; get genügt dafür.',
  remedy: 'nodes/metrics oder nodes/stats verlangen; das braucht die Überwachung.',
  says: {
    '{0} allows "{1}" on "{2}": who holds it runs commands in any container of a node.':
      '{0} erlaubt „{1}“ auf „{2}“: Wer sie hat, führt Befehle in jedem Container eines Nodes aus.',
    'Ask for nodes/metrics instead of nodes/proxy': 'nodes/metrics statt nodes/proxy verlangen',
  },
};
