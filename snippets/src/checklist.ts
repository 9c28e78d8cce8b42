import { checklistProfiles } from '@bulkhead/rules/catalog/index';
import { createChecklist, fileName } from '@bulkhead/rules/checklist/index';
import { readTemplate } from './source';
import type { Template } from './template';

/** The threat checklist as a template. Made from the catalogue of items, so that it never lags behind it. */
export function checklistTemplate(): Template {
  const profiles = checklistProfiles.map(({ id }) => id);
  const text = createChecklist({
    component: '[[name]]',
    // The answer takes this place; which answers there are, the head says.
    profile: '[[profile]]' as (typeof profiles)[number],
    tier: 'full',
  });
  const head = [
    'title: Threat checklist',
    'description: Every item of the catalogue, undecided. Two people who decide different items never collide.',
    'kind: file',
    'prefix: hd-checklist',
    'stops:',
    '  profile:',
    '    ask: What is proposed',
    `    default: ${profiles[0]}`,
    `    choices: [${profiles.join(', ')}]`,
  ];
  const source = ['---', ...head, '---', `\`\`\`yaml file=${fileName}`, text.trimEnd(), '```', ''].join('\n');
  const { template, problems } = readTemplate('x-checklist', source);
  if (!template) throw new Error(problems.map(({ message }) => message).join(' '));
  return template;
}
