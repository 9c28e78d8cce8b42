import { fileOf } from '@bulkhead/rules/chart/types';
import type { Analysis } from './analysis';
import { linesOf } from './convert';
import type { EditTarget } from './edits';

/** A file that was looked at together with the document. */
export function otherFile({ document }: Analysis, text: string | undefined, uri: string): EditTarget | undefined {
  return text === undefined ? undefined : { uri, version: null, ...linesOf(text, document.encoding) };
}

/** A file of the document's chart that is not open. */
export function chartFile({ document, chart }: Analysis, uri: string): EditTarget | undefined {
  const text = chart?.input.files.get(fileOf(chart.input, uri));
  return typeof text === 'string' ? { uri, version: null, ...linesOf(text, document.encoding) } : undefined;
}
