import type { Accepted, Example, Rule } from '@bulkhead/rules';
import type { RuleFix } from './fixes';
import { aliasesByTool } from './tools';

/** The Markdown page of one rule: everything the rule file knows, for a reader who does not read code. */
export function rulePage(rule: Rule, fixes: readonly RuleFix[]): string {
  const parts = [
    `# ${rule.title}`,
    facts(rule),
    section('Why', rule.why),
    section('What to do', rule.remedy),
    section('Fix', fixText(rule, fixes)),
    ...rule.examples.slice(0, 2).map((example, i) => exampleText(rule, example, i)),
    section('Not reported', acceptsText(rule)),
    section('Also known as', aliasText(rule)),
    section('Standards', rule.references.map((r) => `- ${r}`).join('\n')),
    section('Suppress', suppressText(rule)),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** The index of all rule pages, one table row each. */
export function ruleIndex(rules: readonly Rule[]): string {
  const rows = rules.map(
    (r) => `| [${r.id}](${r.id}.md) | ${cell(r.title)} | ${r.severity} | ${r.level} | ${r.layer} | ${r.fixable} |`,
  );
  const head = ['# Rules', '', `${rules.length} rules. Made by \`npm run generate\` from the rules themselves.`, ''];
  return [...head, '| rule | finds | severity | level | layer | fix |', '|---|---|---|---|---|---|', ...rows, ''].join(
    '\n',
  );
}

/** Help for places that show a rule without room for examples. */
export function ruleHelp(rule: Rule): string {
  return [rule.why, rule.remedy, suppressText(rule)].filter(Boolean).join('\n\n');
}

function facts(rule: Rule): string {
  const stride = rule.stride.length > 0 ? ` · STRIDE ${rule.stride.join('')}` : '';
  return `\`${rule.id}\` · ${rule.severity} · level ${rule.level} · layer ${rule.layer}${stride} · control \`${rule.control}\``;
}

function section(title: string, body: string): string {
  return body === '' ? '' : `## ${title}\n\n${body}`;
}

function fixText(rule: Rule, fixes: readonly RuleFix[]): string {
  if (rule.fixable === 'never') return '';
  const when =
    rule.fixable === 'always' ? 'Every finding offers a fix' : 'Most findings offer a fix; unusual shapes do not';
  if (fixes.length === 0) return `${when}.`;
  return [`${when}:`, '', ...fixes.map((f) => `- ${f.title} (${f.safety})`)].join('\n');
}

function exampleText(rule: Rule, example: Example, index: number): string {
  const language = isDockerfile(rule, example.bad) ? 'dockerfile' : 'yaml';
  const title = index === 0 ? 'Example' : 'Another example';
  const before = fence(language, example.bad.replace(/[«»]/g, ''));
  const after = example.good === undefined ? '' : `\n\nAfter the fix:\n\n${fence(language, example.good)}`;
  return `## ${title}\n\n${before}${after}`;
}

function isDockerfile(rule: Rule, text: string): boolean {
  if (rule.subject === 'workspace') return !/^\s*apiVersion:/m.test(text);
  return rule.subject === 'dockerfile' || rule.subject === 'stage' || rule.subject === 'instruction';
}

function acceptsText(rule: Rule): string {
  const texts = rule.accepts.map((a: string | Accepted) => (typeof a === 'string' ? a : a.text));
  return texts
    .slice(0, 3)
    .map((text) => fence(isDockerfile(rule, text) ? 'dockerfile' : 'yaml', text))
    .join('\n\n');
}

function aliasText(rule: Rule): string {
  return [...aliasesByTool(rule.aliases)].map(([tool, ids]) => `- ${tool}: ${ids.join(', ')}`).join('\n');
}

function suppressText(rule: Rule): string {
  return `A comment on the line or above it, with the reason: \`# bulkhead-ignore ${rule.id}: reason\`.`;
}

/** A fence longer than any run of backticks inside. */
function fence(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((m) => m[0].length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}${language}\n${text.replace(/\r\n?/g, '\n').trimEnd()}\n${marks}`;
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');
}
