// Everything made from snippets/templates: the data the product ships, the snippet file of editors, the page with previews.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importSource } from './bundle.mjs';

const folder = 'snippets/templates';

/** Adds the files made from the templates. */
export async function generateTemplates(root, output) {
  const { readPack } = await importSource('snippets/src/pack.ts');
  const files = readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') }));
  const { templates, problems } = readPack(files);
  if (problems.length) {
    for (const { path, message } of problems) console.error(`generate: ${path}: ${message}`);
    throw new Error('a template is broken');
  }
  const { snippetFile, templatesPage, templatesModule } = await importSource('snippets/src/pages.ts');
  output.file('snippets/src/templates.generated.ts', templatesModule(templates));
  output.file('snippets/bulkhead.code-snippets', snippetFile(templates));
  output.file('docs/templates.md', templatesPage(templates));
  return templates.length;
}
