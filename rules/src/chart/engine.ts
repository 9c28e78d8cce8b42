import { runThrough, type Steps } from '@bulkhead/helm';
import type { Context } from '../context';
import type { FileEngine } from '../engine/files';
import type { FixOptions } from '../fix';
import { type ChartMemory, checkChart, newChartMemory, renderingOf } from './check';
import { type ChartFixResult, fixChartUntilStable } from './fixAll';
import { type Manifest, manifestOf } from './manifest';
import type { Rendering } from './render';
import type { ChartInput, ChartReport } from './types';

/** Judges charts as they render. */
export interface ChartEngine {
  /** Renders a chart and judges what comes out, told in the chart's own files. */
  checkChart(input: ChartInput, context: Context): ChartReport;
  /** `checkChart`, one template at a time. */
  chartInSteps(input: ChartInput, context: Context): Steps<ChartReport>;
  /** The chart in all its scenarios, for what an editor asks about it. What is known from checking it is not done again. */
  renderingInSteps(input: ChartInput, context: Context): Steps<Rendering>;
  /** The manifest of one scenario, with the findings in it. */
  manifestInSteps(input: ChartInput, context: Context, overlay?: string): Steps<Manifest>;
  /** Applies the fixes of a chart until none is left. */
  fixChart(input: ChartInput, context: Context, options: FixOptions): ChartFixResult;
  /** `fixChart`, one fix or template at a time. */
  fixInSteps(input: ChartInput, context: Context, options: FixOptions): Steps<ChartFixResult>;
  /** Drops what is remembered about a chart, by its folder. */
  forget(folder: string): void;
}

/** Runs the rules of an engine for files over what charts render. */
export function createChartEngine({ run }: Pick<FileEngine, 'run'>): ChartEngine {
  const charts = new Map<string, { readonly context: Context; readonly memory: ChartMemory }>();

  const memoryOf = ({ folder }: ChartInput, context: Context): ChartMemory => {
    const known = charts.get(folder);
    const memory = known?.context === context ? known.memory : newChartMemory();
    charts.set(folder, { context, memory });
    return memory;
  };
  const chartInSteps: ChartEngine['chartInSteps'] = (input, context) =>
    checkChart(input, memoryOf(input, context), run(context));
  const fixInSteps: ChartEngine['fixInSteps'] = (input, context, options) =>
    fixChartUntilStable((tried) => chartInSteps(tried, context), input, options);

  return {
    checkChart: (input, context) => runThrough(chartInSteps(input, context)),
    chartInSteps,
    renderingInSteps: (input, context) => renderingOf(input, memoryOf(input, context), context),
    manifestInSteps: (input, context, overlay) => manifestOf(input, overlay, memoryOf(input, context), run(context)),
    fixChart: (input, context, options) => runThrough(fixInSteps(input, context, options)),
    fixInSteps,
    forget: (folder) => void charts.delete(folder),
  };
}
