import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from './files.mjs';

/** Folders of rules/src in which every file is one rule. */
export const ruleFolders = ['dockerfile', 'kubernetes', 'helm', 'workspace', 'suppression'];

/** `privileged-container` -> `privilegedContainer`. */
export function camelCase(id) {
  return id.replace(/-([a-z0-9])/g, (_, c) => c.toUpperCase());
}

/** `privilegedContainer` -> `privileged-container`; a name that is kebab-case already stays. */
function kebabCase(name) {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

/**
 * Every rule file with the name it exports, sorted by rule id. Throws a sentence when a file is not one rule and its
 * German words.
 */
export function findRuleFiles(root) {
  const found = [];
  for (const folder of ruleFolders) {
    if (!existsSync(join(root, 'rules/src', folder))) continue;
    for (const file of globSync(join(root, 'rules/src', folder), /\.ts$/)) {
      const path = `${folder}/${file}`;
      const base = file.slice(file.lastIndexOf('/') + 1, -3);
      const name = camelCase(base);
      const text = readFileSync(join(root, 'rules/src', path), 'utf8');
      const values = [...text.matchAll(/^export (?:const|function\*?|class|let) (\w+)/gm)].map((m) => m[1]);
      if (values.join() !== `${name},german`) {
        throw new Error(
          `rules/src/${path} must export "${name}" and then "german" (it exports ${values.join(', ') || 'nothing'}). ` +
            'Shared code belongs outside the rule folders.',
        );
      }
      found.push({ id: kebabCase(base), name, module: `./${path.slice(0, -3)}` });
    }
  }
  found.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  for (const [i, rule] of found.entries()) {
    if (found[i + 1]?.name === rule.name) throw new Error(`Two files hold the rule "${rule.id}".`);
  }
  return found;
}

/** The text of rules/src/<folder>.generated.ts: a program may load the rules of one folder before the others. */
export function folderIndexText(rules, folder) {
  const here = rules.filter(({ module }) => module.startsWith(`./${folder}/`));
  return [
    made,
    ...here.map(({ name, module }) => `import { ${name} } from '${module}';`),
    "import type { Rule } from './rule';",
    '',
    `/** The rules in ${folder}/, sorted by id. */`,
    ...listed(
      `export const ${folder}Rules: readonly Rule[] = [`,
      here.map(({ name }) => name),
      '];',
    ),
    '',
  ].join('\n');
}

/** The text of rules/src/rules.generated.ts. */
export function ruleIndexText() {
  const folders = [...ruleFolders].sort();
  return [
    made,
    ...folders.map((folder) => `import { ${folder}Rules } from './${folder}.generated';`),
    "import type { Rule } from './rule';",
    '',
    '/** Every rule, sorted by id. */',
    ...listed(
      'export const allRules: readonly Rule[] = [',
      folders.map((folder) => `...${folder}Rules`),
      '].sort((a, b) => (a.id < b.id ? -1 : 1));',
    ),
    '',
  ].join('\n');
}

/** The text of rules/src/facts.generated.ts: what is said of every rule, for where the rules are not loaded. */
export function ruleFactsText(rules) {
  const facts = rules.map(({ id, title, control, level, severity, stride, aliases, subject }) =>
    JSON.stringify({ id, title, control, level, severity, stride, aliases, subject }),
  );
  return [
    made,
    "import type { RuleFacts } from './rule';",
    '',
    '/** What is said of every rule, sorted by id. */',
    ...listed('export const ruleFacts: readonly RuleFacts[] = [', facts, '];'),
    '',
  ].join('\n');
}

/** The text of rules/src/german.generated.ts: a file of its own, so that no program that speaks English carries it. */
export function germanIndexText(rules) {
  const entries = rules.map(({ id, name }) => `'${id}': ${name}`);
  return [
    made,
    ...rules.map(({ name, module }) => `import { german as ${name} } from '${module}';`),
    "import type { RuleWords } from './rule';",
    '',
    '/** What every rule is called and says in German, by its id. */',
    ...listed('export const german: Readonly<Record<string, RuleWords>> = {', entries, '};'),
    '',
  ].join('\n');
}

const made = '// Made by `npm run generate` from the files in the rule folders. Do not edit.';
const listed = (head, entries, end) => [head, ...entries.map((entry) => `  ${entry},`), end];
