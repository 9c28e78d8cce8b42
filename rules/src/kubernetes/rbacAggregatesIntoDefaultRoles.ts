import { clusterRole } from '../examples';
import { describe } from '../model/object';
import { findGrant, type Grant, grantsAllVerbs, hasWord, readPolicyRules } from '../model/rbac';
import { defineRule } from '../rule';

export const rbacAggregatesIntoDefaultRoles = defineRule({
  id: 'rbac-aggregates-into-default-roles',
  title: 'Rule aggregated into admin, edit or view',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'medium',
  stride: ['E'],
  layer: 'administration',
  aliases: [],
  references: ['CISK:5.1.3', 'CISA:4.1.3'],
  fixable: 'never',
  subject: 'object',
  why: 'What carries this label becomes part of admin, edit or view in every namespace, for everybody who has one of them, without anybody changing a binding.',
  remedy: 'Aggregate only the read verbs of your own resources; give the rest by a role of its own.',

  *check(object) {
    const into = ['admin', 'edit', 'view'].find(
      (role) => object.labels.get(`rbac.authorization.k8s.io/aggregate-to-${role}`) === 'true',
    );
    if (!into || object.kind !== 'ClusterRole') return;
    for (const rule of readPolicyRules(object)) {
      const everything =
        grantsAllVerbs(rule) && rule.resources.find((word) => word.text === '*' && hasWord(rule.groups, '*', ''));
      const found = dangerous.map((grant) => findGrant(rule, grant)).find((granted) => granted !== undefined);
      const at = everything ? everything.span : found?.resource.span;
      if (!at) continue;
      yield { at, message: `${describe(object)} adds this to the role "${into}" of everybody who has it.` };
    }
  },

  examples: [
    {
      bad: clusterRole('- apiGroups: [""]\n  resources: [«secrets»]\n  verbs: [get]').replace(
        'metadata:\n',
        'metadata:\n  labels:\n    rbac.authorization.k8s.io/aggregate-to-view: "true"\n',
      ),
    },
  ],
  accepts: [
    clusterRole('- apiGroups: [shop.example]\n  resources: [orders]\n  verbs: [get]').replace(
      'metadata:\n',
      'metadata:\n  labels:\n    rbac.authorization.k8s.io/aggregate-to-view: "true"\n',
    ),
    clusterRole('- apiGroups: [""]\n  resources: [secrets]\n  verbs: [get]'),
  ],
});

const dangerous: readonly Grant[] = [
  { group: '', resources: ['secrets'], verbs: ['get', 'list', 'watch'] },
  { group: '', resources: ['pods/exec', 'pods/attach'], verbs: ['create', 'get'] },
  { group: 'rbac.authorization.k8s.io', resources: ['roles', 'clusterroles'], verbs: ['bind', 'escalate'] },
];

export const german = {
  title: 'Regel wird Teil von admin, edit oder view',
  why: 'Was dieses Label trägt, wird in jedem Namespace Teil von admin, edit oder view, für jeden, der eine davon hat, ohne dass jemand eine Bindung ändert.',
  remedy: 'Nur die Leserechte eigener Ressourcen aggregieren; den Rest durch eine eigene Rolle geben.',
  says: {
    '{0} adds this to the role "{1}" of everybody who has it.':
      '{0} fügt dies der Rolle „{1}“ aller hinzu, die sie haben.',
  },
};
