import type { Rule } from '@bulkhead/rules';
import type { RuleFix } from './fixes';
import { type Block, ruleFacts, ruleSections, suppressBlocks } from './sections';

/** The Markdown page of one rule. */
export function rulePage(rule: Rule, fixes: readonly RuleFix[]): string {
  const sections = ruleSections(rule, fixes).flatMap((s) => [`## ${s.title}`, ...s.blocks.map(markdown)]);
  return `${[`# ${rule.title}`, `\`${rule.id}\` · ${ruleFacts(rule)}`, ...sections].join('\n\n')}\n`;
}

/** The index of all rule pages, one table row each. */
export function ruleIndex(rules: readonly Rule[]): string {
  const rows = rules.map(
    (r) => `| [${r.id}](${r.id}.md) | ${cell(r.title)} | ${r.severity} | ${r.level} | ${r.layer} | ${r.fixable} |`,
  );
  return [
    '# Rules',
    '',
    `${rules.length} rules. Made by \`npm run generate\` from the rules themselves.`,
    '',
    '| rule | finds | severity | level | layer | fix |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** What to know about a rule where there is no room for examples, in Markdown. */
export function ruleHelp(rule: Rule): string {
  return [rule.why, rule.remedy, ...suppressBlocks(rule).map(markdown)].filter(Boolean).join('\n\n');
}

function markdown(block: Block): string {
  if (block.type === 'text') return block.text;
  if (block.type === 'list')
    return block.items.map((item) => (item.startsWith('#') ? `\`${item}\`` : `- ${item}`)).join('\n');
  // A fence must be longer than any run of backticks inside.
  const longest = Math.max(2, ...[...block.text.matchAll(/`+/g)].map((m) => m[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${block.language}\n${block.text}\n${fence}`;
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');
}
