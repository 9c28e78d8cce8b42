import type { ItemState } from '../assess';
import { decisionWords, layerTitle } from '../phrases';
import type { ChecklistReport } from './model';
import { findingPlaces, foldedWord, staleText } from './rows';
import { visible } from './visible';

/** All columns, in their order. */
export const csvColumns = [
  'id',
  'status',
  'subject',
  'question',
  'layer',
  'boundaries',
  'stride',
  'responsibility',
  'proposed',
  'decision',
  'implementation',
  'verdict',
  'stale',
  'why',
  'by',
  'date',
  'review-by',
  'owner',
  'ticket',
  'impact',
  'evidence',
  'findings',
] as const;
export type CsvColumn = (typeof csvColumns)[number];

/**
 * Reports as CSV (RFC 4180). `status` folds the axes into the words of other threat-modelling tools. Only where there are
 * several does a first column name the component.
 */
export function csvReport(
  report: ChecklistReport | readonly ChecklistReport[],
  options: { readonly bom?: boolean } = {},
): string {
  const reports = [report].flat();
  const named = reports.length > 1;
  const head = [...(named ? ['component'] : []), ...csvColumns];
  const rows = reports.flatMap(({ component, states }) =>
    states.map((state) => {
      const values = csvValues(state);
      return [...(named ? [component] : []), ...csvColumns.map((column) => values[column])].map(csvCell);
    }),
  );
  return `${options.bom ? '\uFEFF' : ''}${[head, ...rows].map((cells) => cells.join(',')).join('\r\n')}\r\n`;
}

/** What the cells of an item say. */
export function csvValues(state: ItemState): Readonly<Record<CsvColumn, string>> {
  const fields = state.entry?.fields;
  return {
    id: state.id,
    status: foldedWord(state),
    subject: state.subject,
    question: state.question,
    layer: layerTitle(state.layer),
    boundaries: state.boundaries.join('; '),
    stride: state.stride.join(''),
    responsibility: state.responsibility,
    proposed: state.proposed,
    decision: decisionWords[state.decision],
    implementation: state.implementation,
    verdict: state.evidence.verdict,
    stale: staleText(state),
    why: fields?.why ?? '',
    by: fields?.by ?? '',
    date: fields?.date ?? '',
    'review-by': fields?.['review-by'] ?? '',
    owner: fields?.owner ?? '',
    ticket: fields?.ticket ?? '',
    impact: fields?.impact === undefined ? '' : String(fields.impact),
    evidence: (fields?.evidence ?? [])
      .map((each) => [each.note, each.ref, each.date].filter(Boolean).join(', '))
      .join('; '),
    findings: findingPlaces(state),
  };
}

/** A cell that no spreadsheet takes for a formula, and that keeps its line breaks and quotes. */
export function csvCell(raw: string): string {
  const harmless = csvGuarded(raw);
  return /[",\r\n]/.test(harmless) || harmless !== harmless.trim() ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}

/** The text of a cell with the sign before it that makes it a text where a spreadsheet would see a formula. */
export function csvGuarded(raw: string): string {
  const text = visible(raw);
  return /^[\s\u0000-\u001f]*[=+\-@\uff0b\uff0d\uff1d\uff20]|^[\t\r\n]/.test(text) ? `'${text}` : text;
}
