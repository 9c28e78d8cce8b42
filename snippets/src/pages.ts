import { expand, sampleAnswers, snippetText } from './expand';
import { type Block, type Template, type TemplateKind, templateKinds } from './template';

/** The module with all templates as data: no file is read when the product runs. */
export function templatesModule(templates: readonly Template[]): string {
  return [
    '// Made by `npm run generate` from snippets/templates. Do not edit.',
    "import type { Template } from './template';",
    '',
    '/** The templates that ship, sorted by id. */',
    `export const templates: readonly Template[] = JSON.parse(`,
    `  ${JSON.stringify(JSON.stringify(templates))},`,
    ');',
    '',
  ].join('\n');
}

/** What a block is called where all are listed. */
export function blockPrefix(template: Template, block: Block): string {
  // One scheme for each kind of file, also where a template has texts for both.
  const prefix = block.language === 'dockerfile' ? template.prefix.replace(/^hk-/, 'hd-') : template.prefix;
  return block.variant ? `${prefix}-${block.variant}` : prefix;
}

const scopes: Readonly<Record<string, string>> = { dockerfile: 'dockerfile', yaml: 'yaml' };

/** The snippets in the file format of VS Code, which other editors read too. */
export function snippetFile(templates: readonly Template[]): string {
  const entries = templates
    .filter((t) => t.kind !== 'set')
    .flatMap((template) =>
      template.blocks.map((block) => [
        `${template.title}${block.variant ? ` (${block.variant})` : ''}`,
        {
          prefix: blockPrefix(template, block),
          ...(scopes[block.language] ? { scope: scopes[block.language] } : {}),
          description: template.description,
          body: snippetText(template, block).split('\n'),
        },
      ]),
    );
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

const headings: Readonly<Record<TemplateKind, string>> = {
  file: 'Files',
  set: 'Sets of files',
  snippet: 'Snippets for existing files',
};

/** The page that shows every template with its sample answers. */
export function templatesPage(templates: readonly Template[]): string {
  const lines = [
    '# Templates',
    '',
    'Made from `snippets/templates` by `npm run generate`. Each one has no finding in any profile once its placeholders are filled.',
    'Use `Bulkhead: New from Template...` in the editor, `bulkhead new TEMPLATE` on the command line, or type the prefix.',
    '',
    'Templates of your own go into a folder that `templates:` in `.bulkhead.yaml` names, one Markdown file each, in the format of',
    '`snippets/templates`: a head between two lines of `---` (title, description, kind, prefix, controls, stops), then fenced blocks with',
    '`file=NAME` or, for snippets, `at=PLACE`. `[[name]]` is a stop; `form` says in words what its `pattern` wants. The same file name replaces a shipped template, another adds one.',
    'Base images come from `approvedBaseImages`: the first of a family takes the place of the shipped one.',
  ];
  for (const kind of templateKinds) {
    lines.push('', `## ${headings[kind]}`, '', '| Template | Prefix | What it is |', '| --- | --- | --- |');
    const those = templates.filter((template) => template.kind === kind);
    for (const t of those) lines.push(`| [${t.id}](#${t.id}) | \`${t.prefix}\` | ${t.title} |`);
    for (const template of those) lines.push(...section(template));
  }
  return `${lines.join('\n')}\n`;
}

function section(template: Template): string[] {
  const lines = ['', `### ${template.id}`, '', template.description];
  if (template.controls.length)
    lines.push('', `Answers: ${template.controls.map((c) => `[${c}](checklist.md#${c})`).join(', ')}.`);
  if (template.stops.length) {
    lines.push('', '| Asked | Name | When nobody answers |', '| --- | --- | --- |');
    for (const stop of template.stops) lines.push(`| ${stop.ask} | \`${stop.name}\` | \`${stop.default}\` |`);
  }
  for (const { path, block, text } of expand(template, sampleAnswers(template))) {
    const name = path || (block.variant ? `${blockPrefix(template, block)}, in: ${block.at}` : `in: ${block.at}`);
    lines.push('', `\`${name}\``, '', `\`\`\`\`${block.language}`, text.replace(/\n$/, ''), '````');
  }
  return lines;
}
