import { runThrough } from '@bulkhead/helm';
import { fileOf } from '@bulkhead/rules/chart/types';
import type { Charts } from './charts';
import { linesOf, type PositionEncoding, toRange } from './convert';
import type { ServerEngine } from './engine';
import type { ManifestParams, ManifestResult } from './protocol';
import type { Settings } from './settings';

export interface ManifestNeeds {
  readonly engine: Pick<ServerEngine, 'charts'>;
  readonly charts: Charts;
  readonly settingsFor: (uri: string) => Promise<Settings>;
  readonly encoding: () => PositionEncoding;
}

/** What the chart of a file renders now, unsaved changes included, with the findings at their lines. */
export async function manifestFor(
  { uri, scenario }: ManifestParams,
  { engine, charts, settingsFor, encoding }: ManifestNeeds,
): Promise<ManifestResult | null> {
  const chart = await charts.of(uri);
  if (!chart) return null;
  const settings = await settingsFor(uri);
  const { input } = chart;
  const manifest = runThrough((await engine.charts()).manifestInSteps(input, settings.context, scenario ?? undefined));
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
