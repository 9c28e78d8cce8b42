import { csvReport } from './csv';
import { htmlReport } from './html';
import { jsonReport } from './json';
import { markdownReport } from './markdown';
import type { ChecklistReport } from './model';
import { threatComposerReport } from './threatComposer';

/** The formats of a report, by the word that chooses them. */
export const reportFormats = {
  md: { title: 'Markdown', extension: '.md', write: markdownReport },
  html: { title: 'HTML (print to PDF)', extension: '.html', write: htmlReport },
  csv: { title: 'CSV (spreadsheet)', extension: '.csv', write: csvReport },
  json: { title: 'JSON', extension: '.json', write: jsonReport },
  tc: { title: 'Threat Composer', extension: '.tc.json', write: threatComposerReport },
} as const satisfies Record<
  string,
  { readonly title: string; readonly extension: string; readonly write: (report: ChecklistReport) => string }
>;
export type ReportFormat = keyof typeof reportFormats;

export type { ChecklistReport, ReportOptions, ReportScope } from './model';
export { reportOf, reportScopes } from './model';
