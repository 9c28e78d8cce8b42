import type { Steps } from '@bulkhead/helm/steps';
import type { ChartInput, ChartReport, Context } from '@bulkhead/rules';
import type { ChartEngine } from '@bulkhead/rules/chart/engine';
import type { Charts, OpenChart } from './charts';
import type { ServerEngine } from './engine';
import type { Host } from './host';
import { inSlices } from './slices';

/**
 * Works on charts a slice at a time, so that other files never wait for a large one, and on each chart one thing after
 * the other. What was begun for a chart that has changed since is given up.
 */
export interface ChartWork {
  /** Undefined when the chart has changed since. */
  readonly inTurn: <T>(chart: OpenChart, question: Question<T>) => Promise<T | undefined>;
  /** Judges a chart once for all its open files; undefined when it has changed since. */
  readonly check: (chart: OpenChart, context: Context) => Promise<ChartReport | undefined>;
  /** Finds something out about the chart of a file as it is in the end; undefined when the file has none. */
  readonly ask: <T extends object>(uri: string, question: Question<T>) => Promise<Answer<T> | undefined>;
  /** What is known may be wrong: files that nobody has open have changed. */
  readonly invalidate: () => void;
}

type Question<T> = (engine: ChartEngine, input: ChartInput) => Steps<T>;

interface Answer<T> {
  readonly input: ChartInput;
  readonly answer: T;
}

interface Check {
  readonly stamp: string;
  readonly context: Context;
  readonly report: Promise<ChartReport | undefined>;
}

export interface ChartWorkNeeds {
  readonly engine: Pick<ServerEngine, 'charts'>;
  readonly charts: Pick<Charts, 'of'>;
  readonly host: Pick<Host, 'setTimer' | 'now'>;
}

export function createChartWork({ engine, charts, host }: ChartWorkNeeds): ChartWork {
  /** The end of what is to be done for each chart, by its folder. */
  const queues = new Map<string, Promise<void>>();
  const checks = new Map<string, Check>();

  const inTurn = <T>({ input, isCurrent }: OpenChart, question: Question<T>): Promise<T | undefined> => {
    const work = async () => {
      const judge = await engine.charts();
      return isCurrent() ? inSlices(question(judge, input), host, isCurrent) : undefined;
    };
    const result = (queues.get(input.folder) ?? Promise.resolve()).then(work);
    const leave = () => {
      if (queues.get(input.folder) === end) queues.delete(input.folder);
    };
    const end = result.then(leave, leave);
    queues.set(input.folder, end);
    return result;
  };

  return {
    inTurn,
    check(chart, context) {
      const { folder } = chart.input;
      const known = checks.get(folder);
      if (known?.stamp === chart.stamp && known.context === context) return known.report;
      const report = inTurn(chart, (judge, input) => judge.chartInSteps(input, context));
      checks.set(folder, { stamp: chart.stamp, context, report });
      return report;
    },
    async ask(uri, question) {
      for (;;) {
        const chart = await charts.of(uri);
        if (!chart) return undefined;
        const answer = await inTurn(chart, question);
        if (answer !== undefined) return { input: chart.input, answer };
      }
    },
    invalidate: () => checks.clear(),
  };
}
