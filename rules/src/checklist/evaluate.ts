import type { Steps } from '@bulkhead/helm';
import { addLinked } from '../chart/linked';
import { type ChartReport, placed } from '../chart/types';
import type { Context } from '../context';
import type { Engine } from '../engine';
import type { FileKind, Report } from '../report';
import type { Finding } from '../rule';
import type { Evidence } from './evidence';
import { type CheckedFile, gatherEvidence, noted, subjectsIn, words } from './gather';

/** A file of a component with its text as it is now. */
export interface ComponentFile {
  /** Relative to the checklist, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** What one evaluation leaves for the next: nothing that did not change is checked again. */
export interface EvaluationMemory {
  readonly files: Map<string, { readonly text: string; readonly context: Context; readonly checked: CheckedFile }>;
  readonly charts: Map<
    string,
    { readonly key: readonly ComponentFile[]; readonly context: Context; readonly checked: readonly CheckedFile[] }
  >;
  together:
    | { readonly key: readonly ComponentFile[]; readonly context: Context; readonly findings: readonly Finding[] }
    | undefined;
}

export function newEvaluationMemory(): EvaluationMemory {
  return { files: new Map(), charts: new Map(), together: undefined };
}

/** More text than this is not read across files: each file is still checked by itself. */
const mostTogether = 8_000_000;

const contexts = new WeakMap<Context, Context>();

/**
 * The context evidence is gathered in: what is true of the files does not depend on how much somebody wants to be told
 * while typing. Rules that are switched off stay off. The same context gives the same object, for caches.
 */
export function evidenceContext(context: Context): Context {
  if (context.profile === 'all') return context;
  const known = contexts.get(context);
  if (known) return known;
  const strict: Context = { ...context, profile: 'all' };
  contexts.set(context, strict);
  return strict;
}

/**
 * Checks the files of a component: single files, charts as they render, and all together. It stops after each piece of
 * work, so that a server can look whether somebody is typing; the value at the end is the evidence.
 */
export function* evaluateComponent(
  files: readonly ComponentFile[],
  engine: Engine,
  context: Context,
  memory: EvaluationMemory = newEvaluationMemory(),
): Steps<Evidence> {
  const { charts, rest } = partCharts(files);
  const checked: CheckedFile[] = [];
  for (const file of rest) {
    checked.push(yield* checkFile(file, engine, context, memory));
    yield;
  }
  for (const [folder, chart] of charts) {
    checked.push(...(yield* checkWholeChart(folder, chart, files, engine, context, memory)));
    yield;
  }
  const together = yield* checkAcross(rest, engine, context, memory);
  yield;
  return gatherEvidence(checked, engine.rules(context), together);
}

function* checkFile(
  { path, text }: ComponentFile,
  engine: Engine,
  context: Context,
  memory: EvaluationMemory,
): Steps<CheckedFile> {
  const known = memory.files.get(path);
  if (known && known.text === text && known.context === context) return known.checked;
  const checked = { path, text, report: yield* engine.checkInSteps({ path, text }, context) };
  noted(checked);
  // What is remembered here is enough; the engine need not keep a second copy of every file of the workspace.
  engine.forget(path);
  memory.files.set(path, { text, context, checked });
  return checked;
}

function* checkWholeChart(
  folder: string,
  chart: readonly ComponentFile[],
  all: readonly ComponentFile[],
  engine: Engine,
  context: Context,
  memory: EvaluationMemory,
): Steps<readonly CheckedFile[]> {
  const local = (path: string) => (folder === '' ? path : path.slice(folder.length + 1));
  const { input, others } = withLinked(folder, new Map(chart.map(({ path, text }) => [local(path), text])), all);
  const key = [...chart, ...others];
  const known = memory.charts.get(folder);
  if (known?.context === context && sameFiles(known.key, key)) return known.checked;
  const report = yield* engine.chartInSteps(input, context);
  const said = Object.values(words).flatMap((word) => chart.flatMap(({ text }) => word.exec(text)?.[0] ?? []));
  const checked = chart.map((file) => ofChart(file, local(file.path), report, said.join(' ')));
  checked.forEach(noted);
  memory.charts.set(folder, { key, context, checked });
  return checked;
}

/** The chart with the dependencies that lie beside it in the component, and the files of those. */
function withLinked(folder: string, own: ReadonlyMap<string, string>, all: readonly ComponentFile[]) {
  const others: ComponentFile[] = [];
  const work = addLinked(own);
  for (let step = work.next(); ; ) {
    if (step.done) return { input: { folder, ...step.value }, others };
    const there = placed({ folder, files: own }, step.value);
    const found = all.filter(({ path }) => isIn(path, there));
    others.push(...found);
    const files = new Map(found.map(({ path, text }) => [path.slice(there.length + 1), text]));
    step = work.next(files.has('Chart.yaml') ? files : undefined);
  }
}

/** A template's pods may stand in a helper of another file, so it is the chart as a whole that `said` what there is. */
function ofChart(file: ComponentFile, local: string, chart: ChartReport, said: string): CheckedFile {
  const kind = kindInChart(local);
  const report: Report = {
    path: file.path,
    kind,
    findings: chart.findings.filter((finding) => finding.file === file.path),
    notes: chart.notes.filter((note) => note.file === file.path),
    suppressed: chart.suppressed.filter(({ finding }) => finding.file === file.path),
  };
  // Rules about charts as such look at what the chart is and at its defaults.
  if (/^Chart\.ya?ml$/.test(local)) return { ...file, report, subjects: new Set(['chart']) };
  if (/^values\.ya?ml$/.test(local)) return { ...file, report, subjects: new Set(['chart', 'values']) };
  return { ...file, report, subjects: subjectsIn(kind, said) };
}

function kindInChart(local: string): FileKind | undefined {
  if (/^templates\/.*\.ya?ml$/.test(local)) return 'helm-template';
  return /^(?:ci\/.*|values[^/]*)\.ya?ml$/.test(local) ? 'helm-values' : undefined;
}

function* checkAcross(
  files: readonly ComponentFile[],
  engine: Engine,
  context: Context,
  memory: EvaluationMemory,
): Steps<readonly Finding[]> {
  if (files.reduce((sum, { text }) => sum + text.length, 0) > mostTogether) return [];
  const known = memory.together;
  if (known?.context === context && sameFiles(known.key, files)) return known.findings;
  const findings = yield* engine.togetherInSteps(files, context);
  memory.together = { key: files, context, findings };
  return findings;
}

/** Parts the files into charts, by the folder of each outermost `Chart.yaml`, and those that stand for themselves. */
function partCharts(files: readonly ComponentFile[]) {
  const roots = files
    .filter(({ path }) => /(?:^|\/)Chart\.ya?ml$/.test(path))
    .map(({ path }) => path.replace(/\/?Chart\.ya?ml$/, ''))
    .sort((a, b) => a.length - b.length);
  const outer = roots.filter(
    (root, i) => !roots.slice(0, i).some((other) => isIn(root, other === '' ? 'charts' : `${other}/charts`)),
  );
  const charts = new Map<string, ComponentFile[]>();
  const rest: ComponentFile[] = [];
  for (const file of files) {
    const root = outer.find((folder) => isRendered(file.path, folder));
    if (root === undefined) rest.push(file);
    else charts.set(root, [...(charts.get(root) ?? []), file]);
  }
  return { charts, rest };
}

function isRendered(path: string, root: string): boolean {
  if (root !== '' && !isIn(path, root)) return false;
  const local = root === '' ? path : path.slice(root.length + 1);
  return /^(?:templates|charts|ci)\/|^(?:values[^/]*|Chart)\.ya?ml$|^values\.schema\.json$/.test(local);
}

function isIn(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

function sameFiles(a: readonly ComponentFile[], b: readonly ComponentFile[]): boolean {
  return a.length === b.length && a.every(({ path, text }, i) => path === b[i]?.path && text === b[i]?.text);
}
