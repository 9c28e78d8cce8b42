import type { Value } from '../model/value';
import { at } from '../model/value';
import type { Fix } from '../rule';
import { compatible, withoutInherited } from '../text/edits';
import { type Data, setValue, type YamlChange } from './yamlEdit';
import type { FieldChange } from './yamlStyle';

export type FixLabel = Pick<Fix, 'title' | 'safety' | 'titleWith' | 'renders'>;

/** Makes `path` below `base` hold `data`. No fix when the shape is too strange; a shared anchor makes it `review`. */
export function setField(base: Value, path: readonly string[], data: Data, label: FixLabel): Fix | undefined {
  return asFix(setValue(at(base, ...path), data), label);
}

/** Several changes as one fix; none when one of them cannot be made. */
export function combine(changes: readonly (YamlChange | undefined)[], label: FixLabel): Fix | undefined {
  const made = changes.filter((change): change is YamlChange => change !== undefined);
  if (made.length === 0 || made.length < changes.length) return undefined;
  // What a merge key takes over comes with the change of the anchored map.
  const edits = withoutInherited(made.flatMap((change) => change.edits));
  const clash = edits.some((edit, i) => edits.slice(i + 1).some((other) => !compatible(edit, other)));
  if (clash) return undefined;
  const shared = made.some((change) => change.shared);
  const sets = fieldsOf(made);
  return { ...label, safety: shared ? 'review' : label.safety, edits, ...(sets ? { sets } : {}) };
}

/** The fields that several changes set; undefined when one does something else, or two the same. */
function fieldsOf(changes: readonly YamlChange[]): FieldChange[] | undefined {
  if (changes.some((change) => !change.sets)) return undefined;
  const sets = changes.flatMap((change) => change.sets ?? []);
  const paths = new Set(sets.map(({ path }) => path.join('\0')));
  return paths.size === sets.length ? sets : undefined;
}

export function asFix(change: YamlChange | undefined, label: FixLabel): Fix | undefined {
  return combine([change], label);
}
