import { type Accepted, createEngine, defaultContext, type Example, type Rule, type Safety } from '@bulkhead/rules';

/** What a rule's fix is called and how safe it is. */
export interface RuleFix {
  readonly title: string;
  readonly safety: Safety;
}

/** The fixes a rule offers on its own examples, each once. A rule does not declare them, so they are looked up. */
export function ruleFixes(rule: Rule): readonly RuleFix[] {
  if (rule.fixable === 'never') return [];
  const engine = createEngine({ rules: [rule] });
  const found = new Map<string, RuleFix>();
  for (const [i, example] of rule.examples.entries()) {
    const text = withoutMarks(example.bad);
    const path = isDockerfileExample(rule, text) ? `example${i}/Dockerfile` : `example${i}/example.yaml`;
    const context = { ...defaultContext, profile: 'all' as const, ...example.context };
    for (const finding of engine.check({ path, text }, context).findings) {
      const fix = finding.fix();
      // Names of containers and files differ from example to example; the first title stands for all of one safety.
      if (fix && !found.has(fix.safety)) found.set(fix.safety, { title: fix.title, safety: fix.safety });
    }
  }
  return [...found.values()];
}

/** An example as a person would write it. */
export function withoutMarks(text: string): string {
  return text.replace(/[«»]/g, '');
}

/** Whether an example of this rule is a Dockerfile; all other examples are YAML. */
export function isDockerfileExample(rule: Rule, text: Example['bad'] | Accepted['text']): boolean {
  if (rule.subject === 'workspace') return !/^\s*apiVersion:/m.test(text);
  return rule.subject === 'dockerfile' || rule.subject === 'stage' || rule.subject === 'instruction';
}
