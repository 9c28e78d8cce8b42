import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type ChecklistReport,
  compareChecklists,
  comparisonText,
  type ReportFormat,
  type ReportScope,
  readChecklist,
  reportFormats,
  reportOf,
  reportScopes,
} from '@bulkhead/rules/checklist/index';
import { csvReport } from '@bulkhead/rules/checklist/report/csv';
import { type Given, readArguments } from '../args';
import { exitCode, Failure } from '../failure';
import type { Io } from '../io';
import { reason } from '../sources';
import { commitOf, textAt } from './git';
import { findChecklists, loadChecklist, readText, theChecklist } from './load';
import { loadOptions, readLoadOptions } from './options';

export const reportOptions = {
  ...loadOptions,
  format: { value: 'FORMAT', choices: Object.keys(reportFormats), help: 'How it is written; default md' },
  scope: { value: 'SCOPE', choices: reportScopes, help: 'Which items; default all' },
  tag: { value: 'TAG', many: true, help: 'Only items with this tag, for example api-security; may be repeated' },
  since: { value: 'REF', help: 'Also what changed since a commit, branch, tag or day (YYYY-MM-DD)' },
  output: { value: 'FILE', help: 'Write to a file instead of standard output' },
  commit: { help: 'Name the Git commit in the report' },
  date: { help: "Name today's date in the report" },
  bom: { help: 'Start CSV with a byte order mark, for spreadsheets that need one' },
} as const;

/** Writes the report of a checklist; of several, for example of one in each repository, one below the other. */
export function runReport(args: readonly string[], io: Io): number {
  const given = readArguments(args, reportOptions);
  const format = (given.value('format') ?? 'md') as ReportFormat;
  const found = findChecklists(given.paths, io);
  const many = format === 'md' || format === 'csv';
  if (found.length > 1 && !many) theChecklist(given.paths, io);
  const reports = found.map((absolute) => reportFor(absolute, given, io));
  const bom = given.has('bom');
  const text = format === 'csv' ? csvReport(reports, { bom }) : reports.map(reportFormats[format].write).join('\n');
  const output = given.value('output');
  if (output === undefined) io.stdout.write(text);
  else {
    try {
      writeFileSync(resolve(io.cwd, output), text);
    } catch (error) {
      throw new Failure(`${output} ${reason(error)}.`);
    }
  }
  return exitCode.clean;
}

function reportFor(absolute: string, given: Given, io: Io): ChecklistReport {
  const { page } = loadChecklist(absolute, io, readLoadOptions(given));
  const since = given.value('since');
  const commit = given.has('commit') ? commitOf(absolute) : undefined;
  return reportOf(page.checklist, [...page.states.values()], {
    scope: (given.value('scope') ?? 'all') as ReportScope,
    ...(given.has('tag') ? { filter: { tags: given.values('tag') } } : {}),
    ...(since === undefined ? {} : { before: { checklist: readChecklist(textAt(since, absolute)), name: since } }),
    ...(given.has('date') ? { date: io.today() } : {}),
    ...(commit ?? {}),
  });
}

export const compareOptions = {
  since: { value: 'REF', help: 'The commit, branch, tag or day (YYYY-MM-DD) to compare with; default HEAD' },
  format: { value: 'FORMAT', choices: ['md', 'json'], help: 'How it is written; default md' },
} as const;

/** What was decided between two versions: a file and a commit, or two files. */
export function runCompare(args: readonly string[], io: Io): number {
  const given = readArguments(args, compareOptions);
  const since = given.value('since');
  const [first, second] = given.paths;
  const sides =
    since === undefined && first !== undefined && second !== undefined
      ? { name: first, before: readText(resolve(io.cwd, first), io), after: readText(resolve(io.cwd, second), io) }
      : sinceCommit(theChecklist(given.paths, io), since, io);
  const changes = compareChecklists(readChecklist(sides.before), readChecklist(sides.after));
  const json = given.value('format') === 'json';
  io.stdout.write(json ? `${JSON.stringify(changes, null, 2)}\n` : comparisonText(changes, sides.name));
  return exitCode.clean;
}

function sinceCommit(absolute: string, since: string | undefined, io: Io) {
  const name = since ?? 'HEAD';
  return { name, before: textAt(name, absolute), after: readText(absolute, io) };
}
