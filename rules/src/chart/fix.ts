import type { Fix } from '../rule';
import { plumbFix } from './plumb';
import type { ToldFinding } from './tell';
import { templateFix } from './templateFix';
import { valuesFix } from './valuesFix';
import type { Trial } from './verify';

/**
 * A fix of the chart that does what the rule's fix would do to the rendered text: an edit of the values, else of the
 * template: there a key of the values is read that is new, or the setting is written. It is offered only when rendering
 * again shows that the finding is gone and no other came.
 */
export function chartFix(told: ToldFinding, trial: Trial): Fix | undefined {
  const wanted = told.judged.finding.fix();
  if (!wanted) return undefined;
  const { finding, document, rendered } = told.judged;
  const found = { told, finding, wanted, document, rendered, scenario: told.scenario, trial };
  return valuesFix(found) ?? plumbFix(found) ?? templateFix(found);
}
