import type { Rule } from '@bulkhead/rules';
import type { Style } from '../style';
import type { RuleFix } from './fixes';
import { type Block, ruleFacts, ruleSections, suppressBlocks } from './sections';

/** The page of one rule as plain text for a terminal. */
export function ruleText(rule: Rule, fixes: readonly RuleFix[], style: Style): string {
  const parts = [`${style.bold(rule.title)}\n${rule.id} · ${ruleFacts(rule)}`];
  for (const section of ruleSections(rule, fixes)) {
    const blocks = section.blocks.map((block, i) =>
      followsCode(section.blocks, i) ? `\n${plain(block)}` : plain(block),
    );
    parts.push([style.bold(section.title), ...blocks].join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

function followsCode(blocks: readonly Block[], index: number): boolean {
  return blocks[index - 1]?.type === 'code';
}

/** One block without markup, indented. */
function plain(block: Block): string {
  if (block.type === 'text') return wrapped(block.text);
  if (block.type === 'list')
    return block.items.map((item) => `  ${item.startsWith('#') ? item : `- ${item}`}`).join('\n');
  return block.text
    .split('\n')
    .map((line) => `    ${line}`.trimEnd())
    .join('\n');
}

/** What to know about a rule where there is no room for examples, without markup. */
export function ruleHint(rule: Rule): string {
  return [rule.why, rule.remedy, suppressBlocks(rule).map(plain).join('\n').trimStart()].filter(Boolean).join('\n\n');
}

/** Breaks at blanks so that no line is longer than a narrow terminal. */
function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 98) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`  ${word}`);
  }
  return lines.join('\n');
}
