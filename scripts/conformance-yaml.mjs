// Reads every case of the YAML test suite through our own reader and compares: accepted or refused, and how many documents.
//   node scripts/conformance-yaml.mjs [FILE]     default: ../shared/oracles/yaml-test-suite.jsonl; skips when it is not there
import { existsSync, readFileSync } from 'node:fs';
import { importSource } from './lib/bundle.mjs';

/** Where we read otherwise, reviewed one by one. A case that is listed and does not differ is an error too. */
const known = new Map(
  Object.entries({
    'yaml-test-suite:QT73.0':
      'The `yaml` package makes an empty document of an end marker that ends nothing; it has nothing to judge.',
  }),
);

const file = process.argv[2] ?? '../shared/oracles/yaml-test-suite.jsonl';
if (!existsSync(file)) {
  console.log(`conformance-yaml: skipped, ${file} is not here`);
  process.exit(0);
}

const { readYaml } = await importSource('rules/src/parse/yaml.ts');
const cases = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line));

/** A slice of blanks and comments is no document; one that `---` opens is, also without content. */
const isDocument = (document) =>
  document.root !== null || document.problems.length > 0 || /^\uFEFF?---(\s|$)/m.test(document.text);

function differenceOf({ text, expect, tree }) {
  let documents;
  try {
    documents = readYaml(text);
  } catch (error) {
    return `throws ${error}`;
  }
  const refused = documents.some((document) => document.problems.length > 0);
  if (expect === 'fail') return refused ? undefined : 'accepts what is invalid';
  if (refused) return `refuses what is valid: ${documents.flatMap((d) => d.problems)[0].message}`;
  if (typeof tree !== 'string') return undefined;
  const wanted = (tree.match(/^ *\+DOC/gm) ?? []).length;
  const got = documents.filter(isDocument).length;
  return got === wanted ? undefined : `finds ${got} documents instead of ${wanted}`;
}

const differences = new Map(
  cases.flatMap((one) => {
    const difference = differenceOf(one);
    return difference ? [[one.id, `${difference} (${one.title})`]] : [];
  }),
);
const unlisted = [...differences].filter(([id]) => !known.has(id));
const stale = [...known.keys()].filter((id) => !differences.has(id));
for (const [id, reason] of known) if (differences.has(id)) console.log(`${id}: ${reason}`);
for (const [id, difference] of unlisted) console.log(`${id}: ${difference}`);
for (const id of stale) console.log(`${id}: is listed as different but is not`);
console.log(
  `conformance-yaml: ${cases.length} cases, ${differences.size} differ, ${known.size} of them reviewed and listed`,
);
process.exit(unlisted.length + stale.length > 0 ? 1 : 0);
