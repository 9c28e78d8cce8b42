import { combine } from '../edit/fixes';
import { replaceItem } from '../edit/yamlItems';
import { clusterRole } from '../examples';
import { groupsOf, resourcesOf, verbsOf } from '../model/apiResources';
import { describe, type KubernetesObject } from '../model/object';
import { grantsEverything, hasWord, type PolicyRule, readPolicyRules, type Word } from '../model/rbac';
import { at, items, plain } from '../model/value';
import { defineRule, type Fix } from '../rule';

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
  fixable: 'sometimes', // What a group of somebody's own holds is not known, nor what else a hole says.
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
            fix: () => nameGroups(rule),
          };
        continue;
      }
      const what = verb ? 'every verb' : 'every resource of its groups';
      yield {
        at: star.span,
        message: `${describe(object)} allows ${what}, today's and all that come later.`,
        aliases: [...(verb ? verbStar : []), ...(resource ? resourceStar : []), ...anyStar],
        fix: () => writeOut(object, rule),
        ...(isOwnGroup(rule) ? { severity: 'medium' as const } : {}),
      };
    }
  },

  examples: [
    {
      bad: clusterRole('- apiGroups: [«"*"»]\n  resources: [deployments]\n  verbs: [get]'),
      good: clusterRole('- apiGroups: [apps]\n  resources: [deployments]\n  verbs: [get]'),
    },
    {
      bad: clusterRole('- apiGroups: ["apps"]\n  resources: ["deployments"]\n  verbs: [«"*"»]'),
      good: clusterRole(
        '- apiGroups: ["apps"]\n  resources: ["deployments"]\n  verbs: ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"]',
      ),
    },
    {
      bad: clusterRole("- apiGroups: [batch]\n  resources:\n    - «'*'» # all\n  verbs: [get]"),
      good: clusterRole(
        '- apiGroups: [batch]\n  resources:\n    - cronjobs\n    - cronjobs/status\n    - jobs\n    - jobs/status # all\n  verbs: [get]',
      ),
    },
    { bad: clusterRole('- apiGroups: [shop.example]\n  resources: [«"*"»]\n  verbs: [get]') },
    { bad: clusterRole('- apiGroups: [""]\n  resources: [«"*"»]\n  verbs: [get, create]') },
    { bad: clusterRole('- apiGroups: [«"*"»]\n  resources: [carts]\n  verbs: [get]') },
  ],
  accepts: [
    clusterRole('- apiGroups: [""]\n  resources: [pods, "*/scale"]\n  verbs: [get]'),
    clusterRole('- apiGroups: ["*"]\n  resources: ["*"]\n  verbs: ["*"]'),
    clusterRole('- nonResourceURLs: [/healthz, /metrics]\n  verbs: [get]'),
  ],
});

/** Verbs and resources written out as what their stars grant today. */
function writeOut(object: KubernetesObject, rule: PolicyRule): Fix | undefined {
  if (!isWhole(rule)) return undefined;
  const starred = starIn(rule.resources) && resourcesOfStar(object, rule);
  const resources = [...new Set([...(starred ?? []), ...rule.resources.map(({ text }) => text)])];
  const verbs = starIn(rule.verbs) && verbsOf(resources);
  const without = starred && hasWord(rule.groups, '') ? ', without exec, attach, port-forward and proxy' : '';
  const what = verbs && starred ? 'verbs and resources' : verbs ? 'verbs' : 'resources';
  return combine([...replaceStar(rule, 'resources', starred), ...replaceStar(rule, 'verbs', verbs)], {
    title: `Write out the ${what} that the star grants today${without}`,
    safety: 'review',
  });
}

/** In the core group only for who reads: with it come the ways into pods, which are told where they are named. */
function resourcesOfStar(object: KubernetesObject, { groups, verbs }: PolicyRule): readonly string[] | undefined {
  const reads = hasWord(verbs, 'list') && verbs.every(({ text }) => /^(get|list|watch)$/.test(text));
  if (hasWord(groups, '') && !reads) return undefined;
  return resourcesOf(
    groups.map(({ text }) => text),
    object.kind === 'Role',
  );
}

function nameGroups(rule: PolicyRule): Fix | undefined {
  if (!isWhole(rule)) return undefined;
  const groups = groupsOf(rule.resources.map(({ text }) => text));
  return combine(replaceStar(rule, 'apiGroups', groups), {
    title: 'Name the groups that have these resources',
    safety: 'review',
  });
}

/** Puts what is not there yet in the place of a list's star. */
function replaceStar({ value }: PolicyRule, key: string, wanted: readonly string[] | undefined) {
  if (!wanted) return [];
  const list = items(at(value, key));
  const star = list.find((item) => plain(item) === '*');
  const there = list.map((item) => plain(item));
  return star
    ? [
        replaceItem(
          star,
          wanted.filter((word) => !there.includes(word)),
        ),
      ]
    : [];
}

/** Whether every entry of its lists is known: what a hole adds may be just what would be written. */
function isWhole({ value, groups, resources, verbs }: PolicyRule): boolean {
  const lists = { apiGroups: groups, resources, verbs };
  return Object.entries(lists).every(([key, list]) => items(at(value, key)).length === list.length);
}

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
    'Write out the {0} that the star grants today{1}': 'Die {0} ausschreiben, die der Stern heute gibt{1}',
    'verbs and resources': 'Verben und Ressourcen',
    verbs: 'Verben',
    resources: 'Ressourcen',
    ', without exec, attach, port-forward and proxy': ', ohne exec, attach, port-forward und proxy',
    'Name the groups that have these resources': 'Die Gruppen nennen, die diese Ressourcen haben',
    'every verb': 'jedes Verb',
    'every resource of its groups': 'jede Ressource seiner Gruppen',
  },
};
