import { findFacts } from '@bulkhead/rules';
import type { Host } from './host';
import { sourceTexts } from './sourceTexts';

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
  let texts: Promise<Readonly<Record<string, RuleText>>> | undefined;

  const read = async (): Promise<Readonly<Record<string, RuleText>>> => {
    const folder = library();
    const text = folder === undefined ? undefined : await host.readFile(`${folder}rules.json`);
    if (text !== undefined) return JSON.parse(text);
    host.log('warning', 'The explanations of the rules are not where they should be: hovers say less.');
    return {};
  };

  return {
    async of(id) {
      const rule = findFacts(id);
      if (!rule) return undefined;
      texts ??= sourceTexts().then((known) => known ?? read());
      return (await texts)[rule.id];
    },
  };
}
