// Compares what we say of real manifests with what Pod Security admission said of the same objects, one by one.
//   node scripts/compare-pss.mjs [VERDICTS.jsonl] [--list]     default: ../shared/oracles/corpus_verdicts.jsonl
// An object agrees when both find the same broken at baseline, and the same at restricted, in the same containers and volumes.
// Admission does not read custom resources: those in which we found something are counted apart, by kind. The manifests are
// unpacked from ../shared/corpus/corpus.tgz; without the data there is nothing to do.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { importSource } from './lib/bundle.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2);
const verdicts = args.find((arg) => !arg.startsWith('--')) ?? '../shared/oracles/corpus_verdicts.jsonl';
const source = resolve(root, verdicts);
const corpus = resolve(root, '../shared/corpus/corpus.tgz');
if (!existsSync(source) || !existsSync(corpus)) {
  console.log(`compare-pss: skipped, there is no ${existsSync(source) ? '../shared/corpus' : verdicts}`);
  process.exit(0);
}

const { createEngine, defaultContext } = await importSource('rules/src/index.ts');
const engine = createEngine();
const context = { ...defaultContext, suppressions: { foreign: false, reasonRequired: false } };

/** The name of a check without its level: ours say that in the alias, theirs in front of it or behind it. */
const checkName = (id) =>
  id.replace(/^PSS-[BR]:|_(baseline|restricted)$/g, '').replace('windowsHostProcess', 'hostProcess');

const isCustom = (apiVersion) => apiVersion.split('/')[0].includes('.') && !apiVersion.includes('.k8s.io/');

const listed = (names) => [...new Set(names)].sort().join(' ');

/** What we say of each document: the check, the level and the sentence. */
function* saidOf(path, text, documents) {
  const { findings } = engine.check({ path, text }, context);
  engine.forget(path);
  for (const { aliases, span, message } of findings) {
    const document = documents.findIndex(({ range }) => span.start < range[2]);
    for (const alias of aliases.filter((one) => one.startsWith('PSS-'))) {
      yield { document, baseline: alias.startsWith('PSS-B:'), check: checkName(alias), message };
    }
  }
}

/** Whether our sentences name what the verdict names, and nothing else. Fields of the pod and containers without a name are told otherwise. */
function namesTheSame(check, names, said) {
  const messages = said.filter((one) => one.check === check).map((one) => one.message);
  if (check === 'hostNamespaces') return messages.length === names.length;
  const inMessage = (message) => names.some((name) => name === '?' || message.includes(`"${name}"`));
  return (
    messages.every(inMessage) && names.every((name) => name === '?' || messages.some((m) => m.includes(`"${name}"`)))
  );
}

/** What a verdict names under each check; restricted holds what the same check demands at baseline. */
function demandsOf(verdict) {
  const demands = new Map();
  for (const [id, names] of Object.entries(verdict)) {
    const check = checkName(id);
    demands.set(check, [...(demands.get(check) ?? []), ...names]);
  }
  return [...demands];
}

function differences(row, said) {
  const ours = { baseline: said.filter((one) => one.baseline), restricted: said };
  return ['baseline', 'restricted'].flatMap((level) => {
    const theirs = demandsOf(row[`pss_${level}`]);
    const want = listed(theirs.map(([check]) => check));
    const got = listed(ours[level].map((one) => one.check));
    if (want !== got) return [`${level}: they say ${want || 'nothing'}, we say ${got || 'nothing'}`];
    return theirs
      .filter(([check, names]) => !namesTheSame(check, names, ours[level]))
      .map(([check, names]) => `${level}: ${check} is said of other things than ${names.join(', ')}`);
  });
}

const rows = new Map();
for (const line of readFileSync(source, 'utf8').split('\n').filter(Boolean)) {
  const row = JSON.parse(line);
  rows.set(row.path, [...(rows.get(row.path) ?? []), row]);
}

const tally = { files: rows.size, filesThatAgree: 0, pods: 0, podsThatAgree: 0 };
/** Kinds in which we read pods and admission does not. */
const onlyOurs = new Map();
const wrong = [];
const folder = mkdtempSync(join(tmpdir(), 'compare-pss-'));
try {
  execFileSync('tar', ['xzf', corpus, '-C', folder, 'k8s']);
  for (const [path, ofFile] of rows) {
    const text = readFileSync(join(folder, 'k8s', path), 'utf8');
    const documents = parseAllDocuments(text);
    const said = [...saidOf(path, text, documents)];
    const before = wrong.length;
    for (const [number, document] of documents.entries()) {
      const row = ofFile.find((one) => one.doc === number);
      const ofObject = said.filter((one) => one.document === number);
      if (row?.pss_baseline) {
        const different = differences(row, ofObject);
        tally.pods++;
        if (different.length === 0) tally.podsThatAgree++;
        wrong.push(...different.map((one) => `${path}\t${row.kind} ${row.name}\t${one}`));
      } else if (ofObject.length > 0) {
        const { apiVersion, kind } = document.toJS();
        if (!isCustom(apiVersion)) wrong.push(`${path}\t${kind}\twe alone find something`);
        else onlyOurs.set(`${apiVersion} ${kind}`, (onlyOurs.get(`${apiVersion} ${kind}`) ?? 0) + 1);
      }
    }
    if (wrong.length === before) tally.filesThatAgree++;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

for (const [name, n] of Object.entries(tally)) console.log(`${name.padEnd(14)} ${n}`);
for (const [kind, n] of onlyOurs) console.log(`read by us alone: ${kind} ${n}`);
if (args.includes('--list')) for (const line of wrong) console.log(line);
process.exit(wrong.length > 0 ? 1 : 0);
