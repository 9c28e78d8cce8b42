import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { sampleAnswers, type Template, templates } from '../src';
import { engine, filesOf, findingsOf, type Made, strictest } from './checks';
import { schemaProblems } from './kubernetesTypes';
import { type KnownLine, notHardening } from './lines';
import { dockerfileMutants, type Mutant, wordMutants, yamlMutants } from './mutate';

interface Missed {
  readonly template: string;
  readonly path: string;
  readonly gone: string;
}

const fits = (known: KnownLine, { template, gone }: Pick<Missed, 'template' | 'gone'>) =>
  known.line.test(gone) && (known.template?.test(template) ?? true);

function mutantsOf(path: string, text: string): Mutant[] {
  if (/Dockerfile/.test(path)) return [...dockerfileMutants(text), ...wordMutants(text)];
  return /^(?!ci\/|compose|values|\.).*\.yaml$/.test(path) ? yamlMutants(text) : [];
}

/**
 * Two defences one behind the other hide each other, and in a stage that is thrown away much is nobody's business: without
 * the first, or as the stage that ships, the second must be missed.
 */
const withoutTheOther: readonly ((text: string) => string)[] = [
  (text) => text.replace(/^ *(hostUsers: false|runtimeClassName: .*|accelerator: .*)\n/gm, ''),
  (text) => text.replace(/:nonroot(?=@)/g, ''),
  (text) => text.replace(/^USER .*\n/gm, ''),
  (text) => text.replace(/^ *(runAsUser|runAsGroup): 65532\n/gm, ''),
  (text) => text.replace(/^ *ephemeral-storage: .*\n/gm, ''),
  (text) => (/^FROM /m.test(text) ? text.slice(0, text.lastIndexOf('\nFROM ') + 1) : text),
];

function isNoticedAlone(
  template: Template,
  path: string,
  { before, after }: { before: string; after: string },
): boolean {
  const count = (text: string) => findingsOf(template, { path, text }).length;
  return withoutTheOther.some((bare) => bare(before) !== before && count(bare(after)) > count(bare(before)));
}

/** Beside the other files of the template: a policy without egress leaves the pods of other files open. */
function isNoticedTogether(files: readonly Made[], path: string, text: string): boolean {
  const count = (all: readonly Made[]) => engine.checkTogether(all, strictest).length;
  return count(files.map((file) => (file.path === path ? { path, text } : file))) > count(files);
}

/** The API server does not take the file any more: nobody runs it by accident. */
function isRefused(path: string, text: string): boolean {
  if (/Dockerfile/.test(path)) return false;
  const [document] = parseAllDocuments(text);
  if (!document || document.errors.length > 0) return true;
  const problems = schemaProblems(document.toJS());
  return problems?.some((p) => !/additional properties/.test(p)) ?? false;
}

const checked = templates.filter((t) => t.blocks.every((b) => b.language !== 'helm'));

/** Lines whose absence nothing notices. */
function missedIn(template: Template): Missed[] {
  const missed: Missed[] = [];
  const files = filesOf(template, sampleAnswers(template));
  for (const file of files) {
    for (const mutant of mutantsOf(file.path, file.text)) {
      if (file.lines && !file.lines.has(mutant.line)) continue;
      if (notHardening.some((known) => fits(known, { template: template.id, gone: mutant.gone }))) continue;
      const text = mutant.text;
      if (findingsOf(template, { path: file.path, text }).length > 0 || isRefused(file.path, text)) continue;
      if (isNoticedAlone(template, file.path, { before: file.text, after: text })) continue;
      if (isNoticedTogether(files, file.path, text)) continue;
      missed.push({ template: template.id, path: file.path, gone: mutant.gone });
    }
  }
  return missed;
}

test('no hardening line of a template can go unnoticed', () => {
  const missed = checked.flatMap(missedIn);
  const told = missed.map((m) => `${m.template} ${m.path}: ${m.gone}`);
  assert.equal(missed.length, 0, told.join('\n'));
});

test('every kind of line that does not harden stands in a template', () => {
  const gone = checked.flatMap((template) =>
    filesOf(template, sampleAnswers(template))
      .flatMap(({ path, text }) => mutantsOf(path, text))
      .map((mutant) => ({ template: template.id, gone: mutant.gone })),
  );
  const stale = notHardening.filter((known) => !gone.some((line) => fits(known, line)));
  assert.deepEqual(
    stale.map(({ line }) => String(line)),
    [],
    'no template has these lines any more: take them off the list',
  );
});
