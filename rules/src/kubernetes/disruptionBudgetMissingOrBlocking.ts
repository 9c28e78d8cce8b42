import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { objectSpec } from '../examples';
import { describe, placeOf } from '../model/object';
import { at, isAbsent, readText } from '../model/value';
import { defineRule } from '../rule';

/** Whether a workload has a budget is a matter of several files; this rule judges the budgets themselves. */
export const disruptionBudgetMissingOrBlocking = defineRule({
  id: 'disruption-budget-missing-or-blocking',
  title: 'Disruption budget unusable',
  control: 'health-and-disruption',
  level: 'advice',
  severity: 'low',
  stride: ['D'],
  layer: 'runtime',
  aliases: ['PO:pdbDisruptionsIsZero', 'KL:pdb-max-unavailable', 'KSC:poddisruptionbudget-has-policy'],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'A budget that allows no disruption stops every node from being patched, until somebody deletes it in a hurry; one without a rule protects nothing.',
  remedy: 'Allow at least one pod to be away: `maxUnavailable: 1`.',

  *check(object) {
    if (object.kind !== 'PodDisruptionBudget' || !/^(policy)?$/.test(object.group)) return;
    const spec = at(object.root, 'spec');
    const most = at(spec, 'maxUnavailable');
    const least = at(spec, 'minAvailable');
    const label = { title: 'Allow one pod to be away', safety: 'review' } as const;
    if (isAbsent(most) && isAbsent(least) && !isAbsent(at(spec, 'selector'))) {
      yield {
        at: object.nameSpan,
        message: `${describe(object)} says neither how many pods must stay nor how many may go.`,
        fix: () => asFix(setValue(most, 1), label),
      };
    }
    const away = readText(most);
    if (away.state === 'literal' && /^0%?$/.test(away.value)) {
      yield {
        at: placeOf(most),
        message: `${describe(object)} lets no pod go: nodes cannot be emptied for updates.`,
        fix: () => asFix(setValue(most, 1), label),
      };
    }
    const staying = readText(least);
    if (staying.state === 'literal' && staying.value === '100%')
      yield { at: placeOf(least), message: `${describe(object)} lets no pod go: nodes cannot be emptied for updates.` };
  },

  examples: [
    {
      bad: objectSpec(
        'policy/v1',
        'PodDisruptionBudget',
        'maxUnavailable: «0»\nselector:\n  matchLabels:\n    app: shop',
      ),
      good: objectSpec(
        'policy/v1',
        'PodDisruptionBudget',
        'maxUnavailable: 1\nselector:\n  matchLabels:\n    app: shop',
      ),
    },
    { bad: objectSpec('policy/v1', 'PodDisruptionBudget', 'minAvailable: «100%»\nselector: {}') },
  ],
  accepts: [
    objectSpec('policy/v1', 'PodDisruptionBudget', 'maxUnavailable: 10%'),
    objectSpec('policy/v1', 'PodDisruptionBudget', 'minAvailable: {{ .Values.min }}'),
  ],
});
