// Scaffolds one rule file and adds it to the index.
//   npm run new-rule -- kubernetes privileged-container
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { camelCase, findRuleFiles, ruleFolders } from './lib/ruleIndex.mjs';
import { ruleTemplate } from './lib/ruleTemplate.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

function refuse(sentence) {
  console.error(`new-rule: ${sentence}\nusage: npm run new-rule -- <${ruleFolders.join('|')}> <rule-id>`);
  process.exit(2);
}

const [folder, id, ...rest] = process.argv.slice(2);
if (!folder || !id || rest.length > 0) refuse('name a folder and an id.');
const known = ruleFolders.some((name) => folder === name || folder.startsWith(`${name}/`));
if (!known || folder.includes('..')) refuse(`"${folder}" is no rule folder.`);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) refuse(`"${id}" is not in kebab-case.`);
if (findRuleFiles(root).some((rule) => rule.name === camelCase(id))) refuse(`the rule "${id}" exists already.`);

const path = join('rules/src', folder, `${camelCase(id)}.ts`);
if (existsSync(join(root, path))) refuse(`${path} exists already.`);
mkdirSync(dirname(join(root, path)), { recursive: true });
writeFileSync(join(root, path), ruleTemplate(folder, id));
console.log(`new-rule: wrote ${path}`);

const run = spawnSync(process.execPath, ['scripts/generate.mjs'], { cwd: root, stdio: 'inherit' });
if (run.status !== 0) process.exit(run.status ?? 1);
console.log(`new-rule: now fill it in; "npm run unit -- rules --name=${id}" fails until its example holds.`);
