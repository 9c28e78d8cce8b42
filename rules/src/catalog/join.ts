import type { Rule } from '../rule';
import type { Item } from './types';

/** Findings the checklist makes about itself, as evidence for the items about reviews. */
export const ownRules = ['checklist-decision-stale', 'checklist-review-expired'] as const;

/** The rules that exist for an item: those whose silence can support it, and those that can only refute it. */
export interface ItemRules {
  readonly proving: readonly string[];
  readonly refuting: readonly string[];
}

/** Joins the catalogue with the rules at hand: a rule proves the item it names as its control. */
export function joinRules(
  items: readonly Item[],
  rules: readonly Pick<Rule, 'id' | 'control'>[],
): ReadonlyMap<string, ItemRules> {
  const known = new Set<string>([...rules.map(({ id }) => id), ...ownRules]);
  return new Map(
    items.map(({ id, refutedBy }) => {
      const proving = rules.filter(({ control }) => control === id).map((rule) => rule.id);
      return [id, { proving: proving.sort(), refuting: refutedBy.filter((rule) => known.has(rule)).sort() }];
    }),
  );
}
