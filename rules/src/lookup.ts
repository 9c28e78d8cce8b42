import { findNamed } from './facts';
import type { Rule } from './rule';
import { allRules } from './rules.generated';

/** Every rule, sorted by id. */
export const rules: readonly Rule[] = allRules;

/** A rule by its id, or by the id another tool gives the same defect. */
export function findRule(idOrAlias: string): Rule | undefined {
  return findNamed(idOrAlias, rules);
}
