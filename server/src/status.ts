import type { Analysis } from './analysis';
import { mostDiagnostics } from './diagnostics';
import type { StatusParams } from './protocol';
import type { Settings } from './settings';

/** What the status item of our own client says about a document. */
export function statusOf({ document, report, settings, milliseconds }: Analysis): StatusParams {
  const state =
    !settings.enable || settings.ignored
      ? 'off'
      : report.kind === undefined
        ? 'none'
        : failed(report)
          ? 'failed'
          : 'checked';
  return {
    uri: document.uri,
    state,
    findings: report.findings.length,
    profile: settings.context.profile,
    milliseconds,
    notes: [...leftOut(settings), ...report.notes.map((note) => note.message), ...tooMany(report.findings.length)],
  };
}

function leftOut({ ignored }: Settings): string[] {
  return ignored ? ['A .bulkhead.yaml file leaves this file out.'] : [];
}

function tooMany(findings: number): string[] {
  return findings > mostDiagnostics ? [`The ${mostDiagnostics} most severe are shown.`] : [];
}

function failed(report: Analysis['report']): boolean {
  return report.notes.some((note) => note.kind === 'too-large' || note.kind === 'not-text');
}
