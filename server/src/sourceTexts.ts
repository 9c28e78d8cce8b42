import type { RuleText } from './ruleTexts';

/**
 * The explanations of all rules, as the rules themselves have them. The build makes `rules.json` of it, and what it ships
 * answers undefined here.
 */
export async function sourceTexts(): Promise<Readonly<Record<string, RuleText>> | undefined> {
  const { rules } = await import('@bulkhead/rules/lookup');
  return Object.fromEntries(
    rules.map(({ id, why, remedy, references, examples }) => {
      const example = examples.find(({ good }) => good !== undefined);
      const change = example?.good === undefined ? {} : { bad: example.bad.replace(/[«»]/g, ''), good: example.good };
      return [id, { why, remedy, references, ...change }];
    }),
  );
}
