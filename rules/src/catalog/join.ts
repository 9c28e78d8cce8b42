import type { Rule } from '../rule';
import type { Item } from './types';

/** Findings the checklist makes about itself, as evidence for the items about reviews. */
export const ownRules = ['checklist-decision-stale', 'checklist-review-expired'] as const;

/** The rules that exist for an item: those whose silence can support it, and those that can only refute it. */
export interface ItemRules {
  readonly proving: readonly string[];
  readonly refuting: readonly string[];
}

/** Joins the catalogue with the rules at hand. A rule counts for the item it names, whatever the item lists. */
export function joinRules(
  items: readonly Item[],
  rules: readonly Pick<Rule, 'id' | 'control'>[],
): ReadonlyMap<string, ItemRules> {
  const known = new Set<string>([...rules.map(({ id }) => id), ...ownRules]);
  const named = new Map<string, string[]>();
  for (const { id, control } of rules) named.set(control, [...(named.get(control) ?? []), id]);
  return new Map(
    items.map((item) => {
      const proving = [...new Set([...item.rules, ...(named.get(item.id) ?? [])])].filter((id) => known.has(id));
      const refuting = item.refutedBy.filter((id) => known.has(id) && !proving.includes(id));
      return [item.id, { proving: proving.sort(), refuting: [...refuting].sort() }];
    }),
  );
}
