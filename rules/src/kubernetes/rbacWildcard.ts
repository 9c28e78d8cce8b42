import { clusterRole } from '../examples';
import { describe } from '../model/object';
import { grantsEverything, type PolicyRule, readPolicyRules, type Word } from '../model/rbac';
import { defineRule } from '../rule';

/** In other tools the star of verbs and the star of resources are two rules, and some have one for both. */
const anyStar = ['CKV_K8S_49', 'KICS:6b896afb', 'KL:wildcard-in-rules', 'C-0187', 'C-0007'];
const verbStar = ['KSV-0045'];
const resourceStar = ['KSV-0046', 'KSV-0112'];
const groupStar = ['CKV_K8S_49', 'KICS:6b896afb'];

/** One finding for each entry, at the star that gives most. A star as group gives least: resources and verbs are named. */
export const rbacWildcard = defineRule({
  id: 'rbac-wildcard',
  title: 'Role uses a wildcard',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'administration',
  aliases: [...verbStar, ...resourceStar, ...anyStar],
  references: ['CISK:5.1.3', 'CISA:4.1.3'],
  fixable: 'never', // What is needed of it is not in the file; the whole list would be as wide as the star.
  subject: 'object',
  why: 'A star grants what is there today and everything that is added later, new resources and subresources such as exec included.',
  remedy:
    'Write out the resources and verbs the program calls; a star over the groups of your own operator is better written out as well.',

  *check(object) {
    for (const rule of readPolicyRules(object)) {
      if (grantsEverything(rule) || rule.resources.length === 0) continue;
      const verb = starIn(rule.verbs);
      const resource = starIn(rule.resources);
      const star = verb ?? resource;
      if (!star) {
        const group = starIn(rule.groups);
        if (group)
          yield {
            at: group.span,
            severity: 'low',
            message: `${describe(object)} allows this in every API group, also in those that come later.`,
            aliases: groupStar,
          };
        continue;
      }
      const what = verb ? 'every verb' : 'every resource of its groups';
      yield {
        at: star.span,
        message: `${describe(object)} allows ${what}, today's and all that come later.`,
        aliases: [...(verb ? verbStar : []), ...(resource ? resourceStar : []), ...anyStar],
        ...(isOwnGroup(rule) ? { severity: 'medium' as const } : {}),
      };
    }
  },

  examples: [
    { bad: clusterRole('- apiGroups: [«"*"»]\n  resources: [deployments]\n  verbs: [get]') },
    { bad: clusterRole('- apiGroups: [apps]\n  resources: [deployments]\n  verbs: [«"*"»]') },
    { bad: clusterRole("- apiGroups: [apps]\n  resources:\n    - «'*'»\n  verbs: [get]") },
  ],
  accepts: [
    clusterRole('- apiGroups: [""]\n  resources: [pods, "*/scale"]\n  verbs: [get]'),
    clusterRole('- apiGroups: ["*"]\n  resources: ["*"]\n  verbs: ["*"]'),
    clusterRole('- nonResourceURLs: [/healthz, /metrics]\n  verbs: [get]'),
  ],
});

function starIn(words: readonly Word[]): Word | undefined {
  return words.find((word) => word.text === '*');
}

/** Groups with a dot that are not Kubernetes' own belong to an operator, most likely to the one in this role. */
function isOwnGroup(rule: PolicyRule): boolean {
  return (
    rule.groups.length > 0 && rule.groups.every((group) => /\./.test(group.text) && !/\.k8s\.io$/.test(group.text))
  );
}

export const german = {
  title: 'Rolle verwendet einen Platzhalter',
  why: 'Ein Stern gibt, was heute da ist, und alles, was später dazukommt, auch neue Ressourcen und Unterressourcen wie exec.',
  remedy:
    'Die Ressourcen und Verben ausschreiben, die das Programm aufruft; auch ein Stern über die Gruppen des eigenen Operators ist besser ausgeschrieben.',
  says: {
    '{0} allows this in every API group, also in those that come later.':
      '{0} erlaubt das in jeder API-Gruppe, auch in späteren.',
    "{0} allows {1}, today's and all that come later.": '{0} erlaubt {1}, heutige und alle künftigen.',
    'every verb': 'jedes Verb',
    'every resource of its groups': 'jede Ressource seiner Gruppen',
  },
};
