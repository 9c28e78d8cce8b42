import { type ChartEngine, createChartEngine } from './chart/engine';
import { createFileEngine, type EngineOptions, type FileEngine } from './engine/files';

export { type EngineOptions, type FileEngine, largestFile } from './engine/files';

/** Reads files and charts, hands their parts to the rules and keeps what did not change since the last time. */
export interface Engine extends FileEngine, ChartEngine {}

export function createEngine(options: EngineOptions = {}): Engine {
  return withCharts(createFileEngine(options));
}

/** An engine for files that judges charts, too. */
export function withCharts(files: FileEngine): Engine {
  const charts = createChartEngine(files);
  return {
    ...files,
    ...charts,
    forget: (path) => {
      files.forget(path);
      charts.forget(path);
    },
  };
}
