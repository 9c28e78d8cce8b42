import { type FileKind, type Finding, fileKind, type Report, type SourceFile } from '@bulkhead/rules';
import type { CancellationToken } from 'vscode-languageserver';
import type { OpenChart } from './charts';
import type { ChartWork } from './chartWork';
import type { Documents, OpenDocument } from './documents';
import type { ServerEngine } from './engine';
import type { Host } from './host';
import { createPacing } from './pacing';
import type { Settings } from './settings';
import type { Together } from './together';

/** What is known about one version of a document. */
export interface Analysis {
  readonly document: OpenDocument;
  readonly settings: Settings;
  readonly report: Report;
  /** The chart it was rendered with. */
  readonly chart: OpenChart | undefined;
  readonly milliseconds: number;
  /** Names this version, these settings and this state of the other files; equal means nothing changed. */
  readonly id: string;
}

/** The one place that asks the engine about open documents. Remembers the last answer for each. */
export interface Analyses {
  readonly changed: (uri: string) => void;
  /** The analysis of the newest version once typing has paused; undefined when closed or no longer wanted. */
  readonly settled: (uri: string, token?: CancellationToken) => Promise<Analysis | undefined>;
  /** The analysis of the newest version, now. */
  readonly current: (uri: string) => Promise<Analysis | undefined>;
  /** Settings or other files have changed: what is remembered may be wrong. */
  readonly invalidate: () => void;
  readonly forget: (uri: string) => void;
}

export interface AnalysisNeeds {
  readonly engine: ServerEngine;
  readonly chartWork: ChartWork;
  readonly documents: Documents;
  readonly host: Host;
  readonly settingsFor: (uri: string) => Promise<Settings>;
  /** The chart the document is rendered with, when there is one. */
  readonly chartOf: (uri: string) => Promise<OpenChart | undefined>;
  readonly together: Pick<Together, 'findingsOf' | 'revision'>;
  readonly onAnalysed: (analysis: Analysis) => void;
}

export function createAnalyses(needs: AnalysisNeeds): Analyses {
  const { engine, documents, host, settingsFor } = needs;
  const pacing = createPacing(host);
  const latest = new Map<string, Analysis>();
  let generation = 0;

  const idOf = (document: OpenDocument, chart: OpenChart | undefined) =>
    [generation, document.version, needs.together.revision(), chart?.stamp ?? ''].join(':');

  /** Undefined when something has changed while a chart was judged. */
  const analyse = async (
    document: OpenDocument,
    settings: Settings,
    chart: OpenChart | undefined,
  ): Promise<Analysis | undefined> => {
    const { uri } = document;
    const id = idOf(document, chart);
    const known = () => {
      const one = latest.get(uri);
      return one?.document === document && one.id === id && one.settings === settings ? one : undefined;
    };
    const before = known();
    if (before) return before;
    const started = host.now();
    const report = await (chart && isOn(settings) ? reportInChart(uri, settings, chart) : reportOf(document, settings));
    if (!report || documents.get(uri) !== document || idOf(document, chart) !== id) return undefined;
    // Whoever waited for the same chart has it already.
    const meanwhile = known();
    if (meanwhile) return meanwhile;
    const milliseconds = host.now() - started;
    pacing.took(uri, milliseconds);
    const analysis = { document, settings, report, chart, milliseconds, id };
    latest.set(uri, analysis);
    needs.onAnalysed(analysis);
    return analysis;
  };

  const reportOf = async (document: OpenDocument, settings: Settings): Promise<Report> => {
    if (!isOn(settings)) return { ...nothing, path: document.uri };
    const source = asSource(document, settings);
    const report = (await engine.forFile(source)).check(source, settings.context);
    return withOthers(report, needs.together.findingsOf(document));
  };

  const reportInChart = async (uri: string, settings: Settings, chart: OpenChart): Promise<Report | undefined> => {
    const report = await needs.chartWork.check(chart, settings.context);
    return (
      report && {
        path: uri,
        kind: kindInChart(uri.slice(chart.input.folder.length + 1)),
        findings: report.findings.filter((finding) => finding.file === uri),
        notes: report.notes.filter((note) => note.file === uri),
        suppressed: report.suppressed,
      }
    );
  };

  const newest = async (uri: string, pause: () => Promise<void>, token?: CancellationToken) => {
    for (;;) {
      await pause();
      const document = documents.get(uri);
      if (!document || token?.isCancellationRequested) return undefined;
      const asked = generation;
      const settings = await settingsFor(uri);
      const chart = await needs.chartOf(uri);
      if (token?.isCancellationRequested) return undefined;
      // What was read before a settings file changed may be what it said before.
      if (asked !== generation) continue;
      const analysis = documents.get(uri) === document && (await analyse(document, settings, chart));
      if (analysis) return token?.isCancellationRequested ? undefined : analysis;
    }
  };

  return {
    changed: pacing.changed,
    settled: (uri, token) => newest(uri, () => pacing.quiet(uri), token),
    current: (uri) => newest(uri, async () => {}),
    invalidate() {
      generation++;
      needs.chartWork.invalidate();
    },
    forget(uri) {
      latest.delete(uri);
      needs.chartWork.invalidate();
      pacing.forget(uri);
      engine.forget(uri);
    },
  };
}

function isOn({ enable, ignored }: Settings): boolean {
  return enable && !ignored;
}

/** What a file of a chart is; it may lie beside the chart when settings name it. */
function kindInChart(local: string): FileKind {
  if (/(^|\/)templates\//.test(local)) return 'helm-template';
  return /(^|\/)Chart\.ya?ml$/.test(local) ? 'helm-chart' : 'helm-values';
}

const nothing = { kind: undefined, findings: [], notes: [], suppressed: [] };

/**
 * The document as the engine wants it. The editor knows a language where the name says nothing: a Dockerfile with an
 * unusual name, a manifest that was never saved.
 */
export function asSource({ uri, text, languageId }: OpenDocument, { patch }: Pick<Settings, 'patch'>): SourceFile {
  if (languageId === 'dockerfile') return { path: uri, text, kind: 'dockerfile' };
  const kind = languageId === 'yaml' && !/\.ya?ml$/i.test(uri) ? fileKind(`${uri}.yaml`, text) : undefined;
  return { path: uri, text, ...(kind ? { kind } : {}), ...(patch ? { patch } : {}) };
}

function withOthers(report: Report, others: readonly Finding[]): Report {
  if (!others.length) return report;
  const findings = [...report.findings, ...others].sort((a, b) => a.span.start - b.span.start);
  return { ...report, findings };
}
