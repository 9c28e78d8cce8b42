import { DEFAULT_RELEASE, originsOf } from '@bulkhead/helm';
import { combine } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { at, plain, rootValue, spanOf } from '../model/value';
import type { Fix } from '../rule';
import type { RenderedFinding } from './found';
import { intentOf, isForVolumes } from './intent';
import { plumbFix } from './plumb';
import type { ToldFinding } from './tell';
import { templateFix } from './templateFix';
import { valuesFix } from './valuesFix';
import type { Trial } from './verify';
import { versionFix } from './versionFix';
import { titleWithoutVolumes, withoutVolumes } from './wishes';

/**
 * A fix of the chart that does what the rule's fix would do to the rendered text: an edit of the values, else of the
 * template: there a key of the values is read that is new, or the setting is written. It is offered only when rendering
 * again shows that the finding is gone and no other came. What only this rendering is called, such as its release, is never
 * written down.
 */
export function chartFix(told: ToldFinding, trial: Trial): Fix | undefined {
  const wanted = told.judged.finding.fix();
  if (!wanted) return versionFix(told, trial);
  const { finding, document, rendered } = told.judged;
  if (wanted.edits.some(({ text }) => text.includes(DEFAULT_RELEASE.name))) return undefined;
  const found = { told, finding, wanted, document, rendered, scenario: told.scenario, trial };
  if (repeatsComputedSelector(found)) return undefined;
  const inValues = valuesFix(found);
  if (inValues) return inValues;
  for (const part of partsOf(found)) {
    const fix = plumbFix(part) ?? templateFix(part);
    if (fix) return fix;
  }
  return undefined;
}

/**
 * What can be done in the template, the best first: all of it; what is not about volumes, which the values bring, as where the
 * template has a branch for them; that alone.
 */
function* partsOf(found: RenderedFinding): Iterable<RenderedFinding> {
  yield found;
  const { wanted, document } = found;
  const changes = intentOf(wanted, document) ?? [];
  const lean = withoutVolumes(changes);
  const { title, safety } = wanted;
  const alone =
    lean &&
    combine(
      lean.map(({ path, value }) => setValue(at(rootValue(document), ...path), value)),
      { title, safety },
    );
  if (!alone) return;
  yield { ...found, wanted: alone, beside: changes.filter(isForVolumes) };
  yield { ...found, wanted: { ...alone, title: titleWithoutVolumes(title) } };
}

/** Whether the fix repeats the selector of a workload that the chart computes: written down it selects nothing elsewhere. */
function repeatsComputedSelector({ wanted, document, rendered }: RenderedFinding): boolean {
  // That of a Service repeats labels of another template, of which nobody can say here whether they are computed.
  const isService = plain(at(rootValue(document), 'kind')) === 'Service';
  if (isService && wanted.sets?.some(({ path }) => path[0] === 'spec' && path[1] === 'selector')) return true;
  if (!wanted.edits.some(({ text }) => text.includes('matchLabels'))) return false;
  const span = spanOf(at(rootValue(document), 'spec', 'selector'));
  return span !== undefined && originsOf(rendered, span).some(({ kind }) => kind !== 'literal' && kind !== 'ghost');
}
