// Writes what can be derived from the rules and the catalogue: the rules' index, the pages, the schema of the checklist.
//   node scripts/generate.mjs            writes what changed
//   node scripts/generate.mjs --check    writes nothing, names what is stale, exit 1
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importSource } from './lib/bundle.mjs';
import { generatedFiles } from './lib/generated.mjs';
import { textsIn } from './lib/l10n.mjs';
import {
  camelCase,
  findRuleFiles,
  folderIndexText,
  germanIndexText,
  ruleFactsText,
  ruleFolders,
  ruleIndexText,
} from './lib/ruleIndex.mjs';
import { generateTemplates } from './lib/templates.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const checkOnly = process.argv.includes('--check');

function settle(output) {
  const stale = checkOnly ? output.stale() : output.write();
  for (const { path, state } of stale) console.log(`generate: ${path} ${checkOnly ? `is ${state}` : 'written'}`);
  if (!checkOnly || stale.length === 0) return;
  console.error('generate: run "npm run generate" and commit the result');
  process.exit(1);
}

async function main() {
  const files = findRuleFiles(root);
  const index = generatedFiles(root);
  index.file('rules/src/rules.generated.ts', ruleIndexText());
  for (const folder of ruleFolders) index.file(`rules/src/${folder}.generated.ts`, folderIndexText(files, folder));
  index.file('rules/src/german.generated.ts', germanIndexText(files));
  // The pages are made from the rules as the index lists them, so it comes first.
  settle(index);

  const { allRules } = await importSource('rules/src/rules.generated.ts');
  const { ruleFixes, ruleIndex, rulePage } = await importSource('cli/src/pages/index.ts');
  const facts = generatedFiles(root);
  facts.file('rules/src/facts.generated.ts', ruleFactsText(allRules));
  settle(facts);

  const byName = new Map(files.map((f) => [f.name, f]));
  for (const rule of allRules) {
    const file = byName.get(camelCase(rule.id));
    if (!file) throw new Error(`Rule "${rule.id}" must live in a file named after it.`);
  }
  const pages = generatedFiles(root);
  pages.folder('docs/rules');
  pages.file('docs/rules/README.md', ruleIndex(allRules));
  for (const rule of allRules) pages.file(`docs/rules/${rule.id}.md`, rulePage(rule, ruleFixes(rule)));
  const { cataloguePage } = await importSource('rules/src/checklist/report/cataloguePage.ts');
  const { configSchema } = await importSource('rules/src/config/schema.ts');
  pages.file('schemas/bulkhead.schema.json', `${JSON.stringify(configSchema(), null, 2)}\n`);
  const { checklistSchema } = await importSource('rules/src/checklist/schema.ts');
  const { reportSchema } = await importSource('rules/src/checklist/report/schema.ts');
  pages.file('schemas/threat-checklist-report.schema.json', `${JSON.stringify(reportSchema(), null, 2)}\n`);
  pages.file('docs/checklist.md', cataloguePage(allRules, 'rules'));
  pages.file('schemas/threat-checklist.schema.json', `${JSON.stringify(checklistSchema(), null, 2)}\n`);
  const bundle = Object.fromEntries(textsIn(`${root}/client/src`).map((text) => [text, text]));
  pages.file('l10n/bundle.l10n.json', `${JSON.stringify(bundle, null, 2)}\n`);
  await generateTemplates(root, pages);
  settle(pages);
  if (checkOnly) console.log(`generate: ${allRules.length} rules, everything current`);
}

main().catch((error) => {
  console.error(`generate: ${error.message}`);
  process.exit(1);
});
