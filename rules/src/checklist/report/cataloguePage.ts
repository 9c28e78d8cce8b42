import { catalogue, checklistProfiles, frameworks, type Item, itemLayers, items } from '../../catalog';
import { joinRules } from '../../catalog/join';
import type { Rule } from '../../rule';
import { referencesOf } from '../phrases';

/** The catalogue as one Markdown page: every question, why it is asked, and what answers it. */
export function cataloguePage(rules: readonly Pick<Rule, 'id' | 'control'>[], rulePages: string): string {
  const joined = joinRules(items, rules);
  const existing = new Set(rules.map(({ id }) => id));
  const link = (rule: string) => (existing.has(rule) ? `[${rule}](${rulePages}/${rule}.md)` : `\`${rule}\``);
  const layers = itemLayers.map(({ id, title }) => {
    const own = items.filter((item) => item.layer === id);
    const parts = own.map((item) => {
      const known = joined.get(item.id) ?? { proving: [], refuting: [] };
      return itemSection(item, known.proving.map(link), known.refuting.map(link));
    });
    return `## ${title}\n\n${parts.join('\n\n')}`;
  });
  const profiles = checklistProfiles.map(({ id, description }) => `- \`${id}\`: ${description}`).join('\n');
  const standards = Object.values(frameworks).map(({ title, version, page }) => `- [${title}](${page}): ${version}`);
  return [
    '# The threat checklist',
    `${items.length} questions of the catalogue ${catalogue.name} ${catalogue.version}. Each is a control: rules name one of them, and a \`threat-checklist.yaml\` holds what a team decided about each.`,
    `## Profiles\n\n${profiles}`,
    ...layers,
    `## Editions of the standards\n\n${standards.join('\n')}`,
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function itemSection(item: Item, proving: readonly string[], refuting: readonly string[]): string {
  const { standard, 'arbitrary-code': arbitrary } = item.priority;
  const facts = [
    `Priority: ${standard}; for arbitrary code: ${arbitrary}`,
    `Boundaries: ${item.boundaries.join(', ')}; STRIDE: ${item.stride.join('')}; answered by: ${item.responsibility}`,
  ];
  if (proving.length > 0) facts.push(`Checked by: ${proving.join(', ')}`);
  if (refuting.length > 0) facts.push(`Also refuted by: ${refuting.join(', ')}`);
  if (item.manual !== '') facts.push(`To show by people: ${item.manual}`);
  if (item.refs.length > 0) facts.push(`References: ${referencesOf(item).join('; ')}`);
  const list = facts.map((fact) => `- ${fact}`).join('\n');
  return `### ${item.id}\n\n**${item.question}**\n\n${item.why}\n\n${list}`;
}
