import type { InlayHint, Range } from 'vscode-languageserver';
import type { Analysis } from './analysis';
import { toSpan } from './convert';
import type { Translate } from './translate';

/** What holds at a place though its lines do not say it: who the program runs as, and what its container takes over. */
export async function inlayHints(analysis: Analysis, range: Range, t: Translate): Promise<InlayHint[]> {
  const { document, report, settings, chart } = analysis;
  // What a template comes to is not written in it.
  if (!settings.inlayHints || chart) return [];
  const shown = toSpan(document, range);
  const hints =
    report.kind === 'dockerfile'
      ? (await import('./userHints')).userHints(document, t)
      : report.kind === 'kubernetes'
        ? (await import('./securityHints')).securityHints(document, t)
        : [];
  return hints.filter(({ at }) => shown.start <= at && at <= shown.end).map(({ hint }) => hint);
}
