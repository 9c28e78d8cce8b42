import type { Accepted, Example, Rule } from '@bulkhead/rules';
import { strideNames } from '@bulkhead/server/stride';
import { isDockerfileExample, type RuleFix, withoutMarks } from './fixes';
import { aliasesByTool } from './tools';

/** A part of a rule's page, free of any markup. */
export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}
export type Block =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly string[] }
  | { readonly type: 'code'; readonly language: 'dockerfile' | 'yaml'; readonly text: string };

/** Everything a rule's file says, for a reader who does not read code. Sections without content are left out. */
export function ruleSections(rule: Rule, fixes: readonly RuleFix[]): readonly Section[] {
  const sections: readonly Section[] = [
    { title: 'Why', blocks: text(rule.why) },
    { title: 'What to do', blocks: text(rule.remedy) },
    { title: 'Fix', blocks: fixBlocks(rule, fixes) },
    ...rule.examples.slice(0, 2).map((example, i) => ({
      title: i === 0 ? 'Example' : 'Another example',
      blocks: [...around(rule, example), code(rule, withoutMarks(example.bad)), ...fixed(rule, example)],
    })),
    { title: 'Not reported', blocks: rule.accepts.slice(0, 3).flatMap((accepted) => acceptedBlocks(rule, accepted)) },
    {
      title: 'Also known as',
      blocks: list([...aliasesByTool(rule.aliases)].map(([tool, ids]) => `${tool}: ${ids.join(', ')}`)),
    },
    { title: 'Standards', blocks: list(rule.references) },
    { title: 'Suppress', blocks: suppressBlocks(rule) },
  ];
  return sections.filter((section) => section.blocks.length > 0);
}

/** The facts of a rule on one line. */
export function ruleFacts(rule: Rule): string {
  const threats = rule.stride.map((letter) => strideNames[letter]);
  const stride = threats.length > 0 ? [`STRIDE: ${threats.join(', ')}`] : [];
  const facts = [rule.severity, `level ${rule.level}`, `layer ${rule.layer}`, ...stride, `control ${rule.control}`];
  return facts.join(' · ');
}

/** How to silence one finding. */
export function suppressBlocks(rule: Rule): readonly Block[] {
  return [
    { type: 'text', text: 'A comment on the line or above it, with the reason:' },
    { type: 'list', items: [`# bulkhead-ignore ${rule.id}: reason`] },
  ];
}

function fixBlocks(rule: Rule, fixes: readonly RuleFix[]): readonly Block[] {
  if (rule.fixable === 'never') return [];
  const when =
    rule.fixable === 'always' ? 'Every finding offers a fix' : 'Offered where the files leave no doubt what to write';
  if (fixes.length === 0) return text(`${when}.`);
  return [...text(`${when}, for example:`), ...list(fixes.map((fix) => `${fix.title} (${fix.safety})`))];
}

function acceptedBlocks(rule: Rule, accepted: string | Accepted): readonly Block[] {
  if (typeof accepted === 'string') return [code(rule, accepted)];
  return [...around(rule, accepted), code(rule, accepted.text)];
}

/** What the fix makes of the example, or of other files where it changes only those. */
function fixed(rule: Rule, { bad, good, goodFiles = {} }: Example): readonly Block[] {
  if (good === undefined) return [];
  const own = good === withoutMarks(bad) ? [] : [code(rule, good)];
  const others = Object.entries(goodFiles).flatMap(([path, content]) => [
    ...text(`The file ${path}:`),
    code(rule, content),
  ]);
  return [...text('After the fix:'), ...own, ...others];
}

/** What else must hold for an example: settings that differ from the default, and other files. */
function around(rule: Rule, { context = {}, files = {} }: Pick<Accepted, 'context' | 'files'>): readonly Block[] {
  const settings = Object.entries(context).flatMap(([name, value]) => {
    if (typeof value === 'function') return [];
    if (name === 'kubernetes') return [`Kubernetes 1.${value}`];
    return [`${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`];
  });
  const others = Object.entries(files).flatMap(([path, content]) => [
    ...text(`The file ${path}:`),
    code(rule, content),
  ]);
  const intro = settings.length > 0 ? text(`With ${settings.join(' and ')}:`) : others.length > 0 ? text('And:') : [];
  return [...others, ...intro];
}

function text(value: string): readonly Block[] {
  return value === '' ? [] : [{ type: 'text', text: value }];
}

function list(items: readonly string[]): readonly Block[] {
  return items.length === 0 ? [] : [{ type: 'list', items }];
}

function code(rule: Rule, value: string): Block {
  const language = isDockerfileExample(rule, value) ? 'dockerfile' : 'yaml';
  return { type: 'code', language, text: value.replace(/\r\n?/g, '\n').trimEnd() };
}
