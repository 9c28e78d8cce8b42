import { resolve } from 'node:path';
import { applyEdits } from '@bulkhead/rules';
import { changeEntries, compareChecklists, importCsv, readChecklist } from '@bulkhead/rules/checklist/index';
import { readArguments } from '../args';
import { exitCode, Failure } from '../failure';
import { replaceFile } from '../files/write';
import type { Io } from '../io';
import { reason } from '../sources';
import { authorName } from './git';
import { loadChecklist, readText, theChecklist } from './load';
import { loadOptions, readLoadOptions } from './options';

export const importOptions = {
  ...loadOptions,
  by: { value: 'NAME', help: 'Who signs what changes; default the name Git knows' },
  'dry-run': { help: 'Only say what would change' },
} as const;

/** Takes the decisions of a table into a checklist; 1 when some could not be taken. */
export function runImport(args: readonly string[], io: Io): number {
  const given = readArguments(args, importOptions);
  const [table, ...paths] = given.paths;
  if (table === undefined) throw new Failure('"import" needs a CSV file.');
  const { absolute, path, text, page } = loadChecklist(theChecklist(paths, io), io, readLoadOptions(given));
  const by = given.value('by') ?? authorName(resolve(absolute, '..'));
  if (by === undefined) throw new Failure('Git does not know who you are: say it with --by NAME.');
  const imported = importCsv(readText(resolve(io.cwd, table), io), page.states, { by, date: io.today() }, page.around);
  if (!imported) throw new Failure(`${table} is no table with a column "id".`);
  const result = changeEntries(text, imported.changes);
  if ('refused' in result) throw new Failure(`${path}: ${result.refused}`);
  const after = applyEdits(text, result.edits);
  const changes = compareChecklists(page.checklist, readChecklist(after));
  for (const { id, words } of changes) io.stdout.write(`${path}: ${id}: ${words.join('; ')}\n`);
  if (changes.length === 0) io.stdout.write(`${path}: the table says nothing new.\n`);
  for (const problem of imported.problems) io.stderr.write(`bulkhead: ${table}: ${problem}\n`);
  if (imported.missing.length > 0)
    io.stderr.write(`bulkhead: ${table}: ${imported.missing.length} items of the checklist are not in it.\n`);
  if (!given.has('dry-run') && after !== text) {
    try {
      replaceFile(absolute, after);
    } catch (error) {
      throw new Failure(`${path} ${reason(error)}.`);
    }
  }
  return imported.problems.length > 0 ? exitCode.findings : exitCode.clean;
}
