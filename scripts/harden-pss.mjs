// Hardens every failing Pod Security fixture with all fixes and looks at the result, as a user of "fix all" would.
//   node scripts/harden-pss.mjs [FILE.jsonl] [--list]     default: ../shared/oracles/pss.jsonl
// A result is sound when it parses, keeps its comments, needs no second run, and breaks no rule of the restricted level that
// offers a fix. Without the file of fixtures there is nothing to do.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importSource } from './lib/bundle.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2);
const source = resolve(root, args.find((arg) => !arg.startsWith('--')) ?? '../shared/oracles/pss.jsonl');
if (!existsSync(source)) {
  console.log(`harden-pss: skipped, there are no fixtures at ${args[0] ?? '../shared/oracles/pss.jsonl'}`);
  process.exit(0);
}

const { createEngine, defaultContext, fixUntilStable } = await importSource('rules/src/index.ts');
const thrown = [];
const engine = createEngine({ onRuleFailed: (rule, error) => thrown.push(`${rule}: ${error}`) });
const cases = readFileSync(source, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))
  .filter((c) => c.file_kind === 'k8s' && c.expect === 'fail' && typeof c.text === 'string');

const comments = (text) => text.match(/(^|\s)#.*$/gm)?.map((c) => c.trim()) ?? [];
const contexts = new Map();
/** One context per version, so that the engine remembers it. Restricted demands only: the rest is not what is measured. */
const contextOf = (version) => {
  const minor = Number(/1\.(\d+)/.exec(version ?? '')?.[1] ?? defaultContext.kubernetes);
  if (!contexts.has(minor)) contexts.set(minor, { ...defaultContext, kubernetes: minor });
  return contexts.get(minor);
};
const isPodSecurity = (finding) => finding.aliases.some((alias) => alias.startsWith('PSS-'));

const tally = {
  cases: 0,
  hardened: 0,
  withoutFix: 0,
  stillFixable: 0,
  unparsed: 0,
  commentsLost: 0,
  unsettled: 0,
  changedAgain: 0,
};
const leftOver = new Map();
const wrong = [];
for (const c of cases) {
  const file = { path: `${c.id}.yaml`, text: c.text };
  const context = contextOf(c.version);
  const result = fixUntilStable(engine, file, context, { safety: 'review' });
  const after = engine.check({ ...file, text: result.text }, context);
  const again = fixUntilStable(engine, { ...file, text: result.text }, context, { safety: 'review' });
  const left = after.findings.filter(isPodSecurity);
  const kept = comments(result.text);
  const problems = [
    [left.some((finding) => finding.fix()), 'stillFixable'],
    [after.notes.length > 0, 'unparsed'],
    [comments(c.text).some((comment) => !kept.includes(comment)), 'commentsLost'],
    [!result.settled, 'unsettled'],
    [again.text !== result.text, 'changedAgain'],
  ].filter(([isWrong]) => isWrong);
  for (const [, name] of problems) {
    tally[name]++;
    wrong.push(`${name}\t${c.id}\t${c.path}`);
  }
  for (const { rule } of left) leftOver.set(rule, (leftOver.get(rule) ?? 0) + 1);
  tally.cases++;
  if (left.length === 0) tally.hardened++;
  else tally.withoutFix++;
  engine.forget(file.path);
}

for (const [name, n] of Object.entries(tally)) console.log(`${name.padEnd(14)} ${n}`);
for (const [rule, n] of leftOver) console.log(`left to people: ${rule} ${n}`);
if (args.includes('--list')) for (const line of wrong) console.log(line);
for (const line of new Set(thrown)) console.log(`thrown: ${line}`);
process.exit(wrong.length > 0 || thrown.length > 0 ? 1 : 0);
