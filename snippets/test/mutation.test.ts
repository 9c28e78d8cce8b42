import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { sampleAnswers, type Template, templates } from '../src';
import { filesOf, findingsOf } from './checks';
import { schemaProblems } from './kubernetesTypes';
import { type KnownLine, notHardening, unwatched } from './lines';
import { dockerfileMutants, type Mutant, wordMutants, yamlMutants } from './mutate';

interface Missed {
  readonly template: string;
  readonly path: string;
  readonly gone: string;
}

const matches = (known: readonly KnownLine[], { template, gone }: Missed) =>
  known.filter((k) => k.line.test(gone) && (k.template?.test(template) ?? true));

function mutantsOf(path: string, text: string): Mutant[] {
  if (/Dockerfile/.test(path)) return [...dockerfileMutants(text), ...wordMutants(text)];
  return /^(?!ci\/|compose|values|\.).*\.yaml$/.test(path) ? yamlMutants(text) : [];
}

/** Two defences one behind the other hide each other: without user namespace and sandbox, the rest must be missed. */
function isNoticedAlone(
  template: Template,
  path: string,
  { before, after }: { before: string; after: string },
): boolean {
  const bare = (text: string) => text.replace(/^ *(hostUsers: false|runtimeClassName: .*)\n/gm, '');
  const count = (text: string) => findingsOf(template, { path, text: bare(text) }).length;
  return bare(before) !== before && count(after) > count(before);
}

/** The API server does not take the file any more: nobody runs it by accident. */
function isRefused(path: string, text: string): boolean {
  if (/Dockerfile/.test(path)) return false;
  const [document] = parseAllDocuments(text);
  if (!document || document.errors.length > 0) return true;
  const problems = schemaProblems(document.toJS());
  return problems?.some((p) => !/additional properties/.test(p)) ?? false;
}

/** Lines whose absence nothing notices. */
function missedIn(template: Template): Missed[] {
  const missed: Missed[] = [];
  for (const file of filesOf(template, sampleAnswers(template))) {
    for (const mutant of mutantsOf(file.path, file.text)) {
      if (file.lines && !file.lines.has(mutant.line)) continue;
      if (matches(notHardening, { template: template.id, path: file.path, gone: mutant.gone }).length > 0) continue;
      const text = mutant.text;
      if (findingsOf(template, { path: file.path, text }).length > 0 || isRefused(file.path, text)) continue;
      if (isNoticedAlone(template, file.path, { before: file.text, after: text })) continue;
      missed.push({ template: template.id, path: file.path, gone: mutant.gone });
    }
  }
  return missed;
}

const missed = templates.filter((t) => t.blocks.every((b) => b.language !== 'helm')).flatMap(missedIn);

test('no hardening line of a template can go unnoticed', () => {
  const unknown = missed.filter((m) => matches(unwatched, m).length === 0);
  const told = unknown.map((m) => `${m.template} ${m.path}: ${m.gone}`);
  assert.equal(unknown.length, 0, told.join('\n'));
});

test('what is listed as unwatched is not watched yet', () => {
  const watched = unwatched.filter((k) => !missed.some((m) => matches([k], m).length > 0));
  assert.deepEqual(
    watched.map((k) => String(k.line)),
    [],
    'a rule looks at these lines now: take them off the list',
  );
});
