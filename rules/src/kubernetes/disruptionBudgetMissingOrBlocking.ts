import { setField } from '../edit/fixes';
import { at, isAbsent, plain, spanOf } from '../model/value';
import { defineRule } from '../rule';

/** What other tools call a budget that lets none go, and one that says nothing. */
const noneToGo = ['PO:pdbDisruptionsIsZero', 'KL:pdb-max-unavailable'];
const allToStay = ['PO:pdbDisruptionsIsZero', 'KL:pdb-min-available'];
const noNumber = ['KSC:poddisruptionbudget-has-policy'];

/** `100%`, or a number that leaves nothing to evict. */
const isEverything = (value: unknown) => value === '100%';
const isNothing = (value: unknown) => value === 0 || value === '0' || value === '0%';

export const disruptionBudgetMissingOrBlocking = defineRule({
  id: 'disruption-budget-missing-or-blocking',
  title: 'Disruption budget that blocks or does nothing',
  control: 'health-and-disruption',
  level: 'advice',
  severity: 'low',
  stride: ['D'],
  layer: 'runtime',
  aliases: [...new Set([...noneToGo, ...allToStay, ...noNumber])],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'A budget that lets no pod go keeps nodes from being drained, so they go unpatched; one without a number protects nothing.',
  remedy: 'Set maxUnavailable: 1.',

  *check(object) {
    // Written with a wrong group it is meant all the same.
    if (object.kind !== 'PodDisruptionBudget' || !/^(policy)?$/.test(object.group)) return;
    const most = at(object.root, 'spec', 'maxUnavailable');
    const least = at(object.root, 'spec', 'minAvailable');
    const who = `PodDisruptionBudget "${object.name ?? ''}"`;
    const mostAt = spanOf(most);
    const leastAt = spanOf(least);
    const label = { title: 'Let one pod go at a time', safety: 'review' } as const;
    if (mostAt && isNothing(plain(most))) {
      yield {
        at: mostAt,
        message: `${who} lets no pod go, so its nodes cannot be drained and patched.`,
        aliases: noneToGo,
        fix: () => setField(object.root, ['spec', 'maxUnavailable'], 1, label),
      };
    }
    if (leastAt && isEverything(plain(least))) {
      yield {
        at: leastAt,
        message: `${who} wants every pod to stay, so its nodes cannot be drained and patched.`,
        aliases: allToStay,
      };
    }
    if (isAbsent(most) && isAbsent(least) && !isAbsent(at(object.root, 'spec', 'selector'))) {
      yield {
        at: object.nameSpan,
        message: `${who} names no number, so it protects nothing.`,
        aliases: noNumber,
        fix: () => setField(object.root, ['spec', 'maxUnavailable'], 1, label),
      };
    }
  },

  examples: [
    {
      bad: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: shop\nspec:\n  maxUnavailable: «0»\n  selector: {}\n',
      good: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: shop\nspec:\n  maxUnavailable: 1\n  selector: {}\n',
    },
    {
      bad: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: shop\nspec:\n  minAvailable: «100%»\n',
    },
    {
      bad: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: «shop»\nspec:\n  selector:\n    matchLabels:\n      app: shop\n',
      good: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: shop\nspec:\n  maxUnavailable: 1\n  selector:\n    matchLabels:\n      app: shop\n',
    },
  ],
  accepts: ['apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: shop\nspec:\n  minAvailable: 50%\n'],
});

export const german = {
  title: 'Disruption Budget, das blockiert oder nichts bewirkt',
  why: 'Ein Budget, das keinen Pod gehen lässt, verhindert das Leeren von Nodes, sie bleiben also ungepatcht; eines ohne Zahl schützt nichts.',
  remedy: 'maxUnavailable: 1 setzen.',
  says: {
    'PodDisruptionBudget "{0}"': 'PodDisruptionBudget „{0}“',
    'Let one pod go at a time': 'Je einen Pod gehen lassen',
    '{0} lets no pod go, so its nodes cannot be drained and patched.':
      '{0} lässt keinen Pod gehen, seine Nodes lassen sich also nicht leeren und patchen.',
    '{0} wants every pod to stay, so its nodes cannot be drained and patched.':
      '{0} will jeden Pod behalten, seine Nodes lassen sich also nicht leeren und patchen.',
    '{0} names no number, so it protects nothing.': '{0} nennt keine Zahl und schützt daher nichts.',
  },
};
