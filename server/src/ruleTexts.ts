import { findRule } from '@bulkhead/rules';
import type { Host } from './host';

/** What explains a rule and is not needed to apply it. */
export interface RuleText {
  readonly why: string;
  readonly remedy: string;
  /** Items of public standards that ask for this. */
  readonly references: readonly string[];
  /** The first example with a fix, before and after it. */
  readonly bad?: string;
  readonly good?: string;
}

/** The explanations of all rules. The build moves them out of the server's bundle; they are read when first asked for. */
export interface RuleTexts {
  readonly of: (rule: string) => Promise<RuleText | undefined>;
}

export function createRuleTexts(host: Pick<Host, 'readFile' | 'log'>, library: () => string | undefined): RuleTexts {
  let shipped: Promise<Readonly<Record<string, RuleText>>> | undefined;

  const read = async (): Promise<Readonly<Record<string, RuleText>>> => {
    const folder = library();
    const text = folder === undefined ? undefined : await host.readFile(`${folder}rules.json`);
    if (text !== undefined) return JSON.parse(text);
    host.log('warning', 'The explanations of the rules are not where they should be: hovers say less.');
    return {};
  };

  return {
    async of(id) {
      const rule = findRule(id);
      if (!rule) return undefined;
      // Run from the sources, the rule still has them itself.
      if (rule.remedy) return fromRule(rule);
      shipped ??= read();
      return (await shipped)[rule.id];
    },
  };
}

function fromRule({ why, remedy, references, examples }: NonNullable<ReturnType<typeof findRule>>): RuleText {
  const example = examples.find(({ good }) => good !== undefined);
  if (example?.good === undefined) return { why, remedy, references };
  return { why, remedy, references, bad: example.bad.replace(/[«»]/g, ''), good: example.good };
}
