import { clusterRole, objectOf } from '../examples';
import { describe } from '../model/object';
import { hasWord, readPolicyRules } from '../model/rbac';
import { at, readStrings } from '../model/value';
import { defineRule } from '../rule';

/** Who lists does not know the names; who gets or watches without listing does. */
export const rbacConfigMapsUnnamed = defineRule({
  id: 'rbac-config-maps-unnamed',
  title: 'Role reads every ConfigMap to read one',
  control: 'rbac-least-privilege',
  level: 'isolation',
  severity: 'info',
  stride: ['I'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'never', // What the ConfigMap is called is not in the role.
  subject: 'object',
  why: 'A program that reads ConfigMaps without listing them knows which one it wants; the others hold settings of its neighbours.',
  remedy: 'Name the ConfigMap in `resourceNames`.',

  *check(object) {
    for (const { value, groups, resources, narrowed } of readPolicyRules(object)) {
      const word = resources.find(({ text }) => text === 'configmaps');
      const verbs = readStrings(at(value, 'verbs'));
      if (!word || narrowed || !hasWord(groups, '') || !verbs.value?.length) continue;
      if (verbs.value.some((verb) => verb !== 'get' && verb !== 'watch')) continue;
      yield {
        at: word.span,
        message: `${describe(object)} may read every ConfigMap, and lists none: it knows which one it needs.`,
      };
    }
  },

  examples: [{ bad: clusterRole('- apiGroups: [""]\n  resources: [«configmaps»]\n  verbs: [get]') }],
  accepts: [
    clusterRole('- apiGroups: [""]\n  resources: [configmaps]\n  verbs: [get, list, watch]'),
    clusterRole('- apiGroups: [""]\n  resources: [configmaps]\n  verbs: [get, create, update]'),
    clusterRole('- apiGroups: [""]\n  resources: [configmaps]\n  resourceNames: [settings]\n  verbs: [get]'),
    clusterRole('- apiGroups: [""]\n  resources: [configmaps]\n  verbs: [get, "{{ .Values.verb }}"]'),
    objectOf('rbac.authorization.k8s.io/v1', 'Role', 'rules: []'),
  ],
});

export const german = {
  title: 'Rolle liest jede ConfigMap, um eine zu lesen',
  why: 'Ein Programm, das ConfigMaps liest, ohne sie aufzulisten, weiß, welche es will; die anderen enthalten Einstellungen seiner Nachbarn.',
  remedy: 'Die ConfigMap in `resourceNames` nennen.',
  says: {
    '{0} may read every ConfigMap, and lists none: it knows which one it needs.':
      '{0} darf jede ConfigMap lesen und listet keine auf: Sie weiß, welche sie braucht.',
  },
};
