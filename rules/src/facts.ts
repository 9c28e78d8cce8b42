import { ruleFacts } from './facts.generated';
import type { RuleFacts } from './rule';

export { ruleFacts } from './facts.generated';

/** What is said of a rule, by its id or by the id another tool gives the same defect. */
export function findFacts(idOrAlias: string): RuleFacts | undefined {
  return findNamed(idOrAlias, ruleFacts);
}

/** The one of some rules that is called so, here or by another tool. */
export function findNamed<R extends Pick<RuleFacts, 'id' | 'aliases'>>(
  idOrAlias: string,
  rules: readonly R[],
): R | undefined {
  const wanted = idOrAlias.toLowerCase();
  return (
    rules.find((rule) => rule.id === wanted) ??
    rules.find((rule) => rule.aliases.some((a) => a.toLowerCase() === wanted))
  );
}
