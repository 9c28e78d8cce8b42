import type { ChartLanguage, ChartLanguageNeeds } from './chartLanguage';
import type { Charts } from './charts';
import type { PositionEncoding } from './convert';
import type { ManifestParams, ManifestResult } from './protocol';
import { canonicalUri } from './uris';

/** What an editor can ask about a chart. */
export interface ChartHelp extends ChartLanguage {
  readonly manifest: (params: ManifestParams) => Promise<ManifestResult | null>;
}

export interface ChartHelpNeeds extends ChartLanguageNeeds {
  readonly charts: Pick<Charts, 'rootOf'>;
  readonly encoding: () => PositionEncoding;
}

/** Loaded with the first question about a file of a chart: most workspaces have none. */
export function createChartHelp(needs: ChartHelpNeeds): ChartHelp {
  let loading: Promise<ChartLanguage> | undefined;
  const load = async (uri: string): Promise<ChartLanguage | undefined> => {
    if ((await needs.charts.rootOf(uri)) === undefined) return undefined;
    loading ??= import('./chartLanguage').then(({ createChartLanguage }) => createChartLanguage(needs));
    return loading;
  };
  return {
    hover: async (uri, position) => (await load(uri))?.hover(uri, position),
    definition: async (uri, position) => (await load(uri))?.definition(uri, position) ?? [],
    references: async (uri, position, withSettings) => (await load(uri))?.references(uri, position, withSettings) ?? [],
    completions: async (uri, position) =>
      uri.includes('/templates/') ? ((await load(uri))?.completions(uri, position) ?? []) : [],
    async manifest(params) {
      const uri = canonicalUri(params.uri);
      if ((await needs.charts.rootOf(uri)) === undefined) return null;
      const { manifestFor } = await import('./chartManifest');
      return manifestFor({ ...params, uri }, needs);
    },
  };
}
