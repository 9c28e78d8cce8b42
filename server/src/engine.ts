import type { EngineOptions, FileEngine } from '@bulkhead/rules';
import type { ChartEngine } from '@bulkhead/rules/chart/engine';
import { createFileEngine } from '@bulkhead/rules/engine/files';

/** An engine of the server. What judges charts is loaded with the first one: most workspaces have none. */
export interface ServerEngine extends FileEngine {
  charts(): Promise<ChartEngine>;
}

export function createServerEngine(options: EngineOptions = {}): ServerEngine {
  const files = createFileEngine(options);
  let loading: Promise<ChartEngine> | undefined;
  return {
    ...files,
    charts: () => {
      loading ??= import('@bulkhead/rules/chart/engine').then(({ createChartEngine }) => createChartEngine(files));
      return loading;
    },
    forget: (path) => {
      files.forget(path);
      void loading?.then((charts) => charts.forget(path));
    },
  };
}
