import { type ChartEngine, createChartEngine } from '../chart/engine';
import type { FileEngine } from './files';

export interface Engine extends FileEngine, ChartEngine {}

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
