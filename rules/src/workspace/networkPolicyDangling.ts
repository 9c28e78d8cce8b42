import { deploymentSpec, networkPolicy } from '../examples';
import { readNetworkPolicy } from '../model/networkPolicy';
import { describe, headOf } from '../model/object';
import { podsOf, standTogether } from '../model/selection';
import { matches, sameNamespace } from '../model/selectors';
import { at } from '../model/value';
import { defineRule } from '../rule';

/** Pods that an operator or another repository makes cannot be seen: only where the workspace has pods in that namespace. */
export const networkPolicyDangling = defineRule({
  id: 'network-policy-dangling',
  title: 'Policy or its peer selects nothing',
  control: 'pod-traffic-deny-by-default',
  level: 'baseline',
  severity: 'low',
  stride: ['T'],
  layer: 'network',
  aliases: ['KICS:85ab1c5b', 'KL:dangling-networkpolicy', 'KSC:networkpolicy-targets-pod', 'C-0299'],
  references: [],
  fixable: 'never',
  subject: 'workspace',
  why: 'A policy whose labels are misspelt protects nothing, and everybody believes it does.',
  remedy: 'Compare the labels with those of the pod template.',

  *check(workspace) {
    const pods = podsOf(workspace);
    for (const { object, file } of workspace.objects) {
      const policy = readNetworkPolicy(object);
      if (policy?.selector.state !== 'known' || policy.selector.requirements.length === 0) continue;
      const near = pods.filter(({ pod }) => sameNamespace(object, pod.object) !== 'no');
      const together = near.some((other) =>
        standTogether({ object, file }, { object: other.pod.object, file: other.file }),
      );
      if (!together || near.some(({ labels }) => matches(policy.selector, labels) !== 'no')) continue;
      yield {
        at: headOf(at(object.root, 'spec', 'podSelector')),
        file,
        message: `${describe(object)} selects no pod that is here.`,
      };
    }
  },

  examples: [
    {
      bad: networkPolicy('podSelector:\n  «matchLabels»:\n    app: shp'),
      files: { 'shop.yaml': deploymentSpec('containers: []') },
    },
  ],
  accepts: [
    {
      text: networkPolicy('podSelector:\n  matchLabels:\n    app: shop'),
      files: { 'shop.yaml': deploymentSpec('containers: []') },
    },
    networkPolicy('podSelector:\n  matchLabels:\n    app: shop'),
  ],
});

export const german = {
  title: 'NetworkPolicy oder ihre Gegenstelle wählt nichts aus',
  why: 'Eine Policy mit falsch geschriebenen Labels schützt nichts, und alle glauben, sie täte es.',
  remedy: 'Die Labels mit denen der Pod-Vorlage vergleichen.',
  says: {
    '{0} selects no pod that is here.': '{0} wählt keinen Pod aus, der hier ist.',
  },
};
