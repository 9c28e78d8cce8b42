import type { Analysis } from './analysis';
import { mostDiagnostics } from './diagnostics';
import type { StatusParams } from './protocol';
import type { Settings } from './settings';
import type { Translate } from './translate';

/** What the status item of our own client says about a document. */
export function statusOf({ document, report, settings, milliseconds }: Analysis, t: Translate): StatusParams {
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
    suppressed: report.suppressed.length,
    milliseconds,
    configs: settings.configs.map(({ uri }) => uri),
    notes: [
      ...leftOut(settings, t),
      ...wrongConfigs(settings, t),
      ...report.notes.map((note) => note.message),
      ...tooMany(report.findings.length, t),
    ],
  };
}

function leftOut({ ignored }: Settings, t: Translate): string[] {
  return ignored ? [t('A .bulkhead.yaml file leaves this file out.')] : [];
}

function wrongConfigs({ configs }: Settings, t: Translate): string[] {
  return configs.flatMap(({ uri, problem }) => {
    if (!problem) return [];
    const { line, message, hadGood } = problem;
    const told = hadGood
      ? '{0}, line {1}: {2} The last version without mistakes is in force.'
      : '{0}, line {1}: {2} The rest of it is in force.';
    const name = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
    return [t(told, name, line, t(message).replace(/[^.]$/, '$&.'))];
  });
}

function tooMany(findings: number, t: Translate): string[] {
  return findings > mostDiagnostics ? [t('The {0} most severe are shown.', mostDiagnostics)] : [];
}

function failed(report: Analysis['report']): boolean {
  return report.notes.some((note) => note.kind === 'too-large' || note.kind === 'not-text');
}
