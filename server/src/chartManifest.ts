import { fileOf } from '@bulkhead/rules/chart/types';
import type { ChartWork } from './chartWork';
import { linesOf, type PositionEncoding, toRange } from './convert';
import type { ManifestParams, ManifestResult } from './protocol';
import type { Settings } from './settings';

export interface ManifestNeeds {
  readonly chartWork: Pick<ChartWork, 'ask'>;
  readonly settingsFor: (uri: string) => Promise<Settings>;
  readonly encoding: () => PositionEncoding;
}

/** What the chart of a file renders now, unsaved changes included, with the findings at their lines. */
export async function manifestFor(
  { uri, scenario }: ManifestParams,
  { chartWork, settingsFor, encoding }: ManifestNeeds,
): Promise<ManifestResult | null> {
  const settings = await settingsFor(uri);
  const found = await chartWork.ask(uri, (judge, input) =>
    judge.manifestInSteps(input, settings.context, scenario ?? undefined),
  );
  if (!found) return null;
  const { input, answer: manifest } = found;
  const lines = linesOf(manifest.text, encoding());
  const originOf = (file: string) => {
    const text = input.files.get(fileOf(input, file));
    return typeof text === 'string' ? linesOf(text, encoding()) : undefined;
  };
  return {
    chart: input.folder,
    text: manifest.text,
    diagnostics: manifest.findings.map(({ at, finding }) => {
      const there = originOf(finding.file);
      return {
        rule: finding.rule,
        message: finding.message,
        severity: settings.severity[finding.severity],
        range: toRange(lines, at),
        origin: there && { uri: finding.file, range: toRange(there, finding.span) },
      };
    }),
    problems: manifest.problems,
    scenarios: manifest.scenarios.map((one) => one ?? null),
    scenario: manifest.scenario ?? null,
  };
}
