import { join } from 'node:path';
import { createEngine, type Engine, type SourceFile } from '@bulkhead/rules';
import { configFileName } from '@bulkhead/rules/config/config';
import type { Judge } from './configs';
import { entryOf, fileLocators } from './entry';
import { Failure } from './failure';
import { type ChartSource, chartTexts, partCharts, readChart } from './files/charts';
import { ignoreFilesNear } from './files/ignoreFiles';
import { notOurs, readSource, sourceFile } from './files/read';
import type { Checked, Entry, Notice } from './result';
import type { Source, Sources } from './sources';

/** What to check with. */
export interface CheckOptions {
  readonly judge: Judge;
  readonly cwd: string;
  /** Judge all files together, or each by itself. */
  readonly together: boolean;
  /** Called before each file. */
  readonly progress: (done: number) => void;
}

/** Reads and checks files one by one, then together. */
export function checkFiles(input: Sources, options: CheckOptions): Checked {
  const notices: Notice[] = input.unreadable.map((u) => ({ ...u, kind: 'unreadable' as const }));
  const engine = createEngine({ onRuleFailed: (rule, error) => notices.push(ruleFailed(rule, error)) });
  const { judge, together } = options;
  const run: Run = { engine, judge, together, entries: [], notices, files: [], charts: [], others: 0 };
  const { charts, rest } = partCharts(input.sources, options);
  for (const [i, source] of rest.entries()) {
    options.progress(i);
    guarded(source.path, notices, () => checkOne(source, run));
    // A repository's worth of syntax trees is what memory would go to; only what looks across files wants them again.
    if (!together) engine.forget(source.path);
  }
  for (const [i, chart] of charts.entries()) {
    options.progress(rest.length + i);
    guarded(chart.path, notices, () => checkChart(chart, run));
    engine.forget(chart.path);
  }
  if (together) guarded('', notices, () => checkTogether(run, options.cwd));
  const files = [...run.files.map((file) => file.path), ...run.charts];
  return { entries: sorted(run.entries, files), notices, files, others: run.others };
}

/** What is known while a check runs. */
interface Run {
  readonly engine: Engine;
  readonly judge: Judge;
  readonly together: boolean;
  readonly entries: Entry[];
  readonly notices: Notice[];
  readonly files: SourceFile[];
  /** The folders of the charts that were rendered. */
  readonly charts: string[];
  others: number;
}

function checkOne(source: Source, run: Run): void {
  const { path } = source;
  const judgement = run.judge(source.absolute);
  const { context, ignored } = judgement;
  if (ignored && !source.named) return;
  const content = readSource(source);
  if (content.state !== 'text') {
    run.notices.push({ path, kind: content.kind, message: content.message });
    return;
  }
  const file = sourceFile(source, content.text, judgement);
  const report = run.engine.check(file, context);
  if (report.kind === undefined) {
    run.others++;
    if (source.named) run.notices.push(notOurs(path));
    return;
  }
  // Read beside each Dockerfile when files are judged together; by itself it says nothing.
  if (report.kind === 'dockerignore') {
    if (source.named) run.notices.push(notOurs(path));
    return;
  }
  run.files.push(file);
  if (!content.exact) run.notices.push(notUtf8(path));
  const locators = fileLocators([file]);
  const within = run.together ? [] : run.engine.checkWithin(file, context);
  for (const finding of [...report.findings, ...within]) run.entries.push(entryOf(finding, locators, content.exact));
  for (const { kind, message, span } of report.notes) {
    const range = span && locators(path)?.range(span);
    run.notices.push({ path, kind, message, ...(range ? { range } : {}) });
  }
}

/** Renders a chart and reports what was found in its own files. */
function checkChart(chart: ChartSource, run: Run): void {
  const { context, ignored } = run.judge(join(chart.absolute, 'values.yaml'));
  if (ignored) return;
  const input = readChart(chart);
  const report = run.engine.checkChart(input, context);
  const locators = fileLocators(chartTexts(input));
  const isAsked = (path: string) => chart.only?.has(path) ?? true;
  run.charts.push(chart.path);
  for (const finding of report.findings) {
    if (isAsked(finding.file)) run.entries.push(entryOf(finding, locators, true));
  }
  for (const { file, kind, message, span } of report.notes) {
    const range = span && locators(file)?.range(span);
    if (isAsked(file)) run.notices.push({ path: file, kind, message, ...(range ? { range } : {}) });
  }
}

/** Files that are judged together are judged as the working folder is. */
function checkTogether(run: Run, cwd: string): void {
  const { context } = run.judge(join(cwd, configFileName));
  const files = [...run.files, ...ignoreFilesNear(run.files, cwd)];
  const locators = fileLocators(files);
  for (const finding of run.engine.checkTogether(files, context)) {
    run.entries.push(entryOf(finding, locators, true));
  }
}

/** A bug met on one file is told and must not cost the others. */
export function guarded(path: string, notices: Notice[], work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) throw error;
    const what = error instanceof Error ? error.message : String(error);
    notices.push({
      path,
      kind: 'unreadable',
      message: `could not be checked because of a bug, please report it: ${what}`,
    });
  }
}

function sorted(entries: readonly Entry[], files: readonly string[]): Entry[] {
  const order = new Map(files.map((path, i) => [path, i]));
  const place = (e: Entry) => order.get(e.path) ?? files.length;
  return [...entries].sort(
    (a, b) =>
      place(a) - place(b) ||
      a.range.start.line - b.range.start.line ||
      a.range.start.column - b.range.start.column ||
      (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
}

function notUtf8(path: string): Notice {
  return { path, kind: 'not-utf8', message: 'is not valid UTF-8; it was checked, but it is never changed.' };
}

/** What to tell about a rule that threw: the files were checked without it. */
export function ruleFailed(rule: string, error: unknown): Notice {
  const what = error instanceof Error ? error.message : String(error);
  return {
    path: '',
    kind: 'rule-failed',
    message: `The rule ${rule} failed and was left out: ${what}. Please report this.`,
  };
}
