import { type FileKind, type Finding, fileKind, type Report, type SourceFile } from '@bulkhead/rules';
import type { ChartEngine } from '@bulkhead/rules/chart/engine';
import type { CancellationToken } from 'vscode-languageserver';
import type { OpenChart } from './charts';
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
  readonly chart: JudgedChart | undefined;
  readonly milliseconds: number;
  /** Names this version, these settings and this state of the other files; equal means nothing changed. */
  readonly id: string;
}

/** A chart with what judges it. */
export interface JudgedChart extends OpenChart {
  readonly engine: ChartEngine;
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

  const analyse = (document: OpenDocument, settings: Settings, chart: JudgedChart | undefined): Analysis => {
    const id = [generation, document.version, needs.together.revision(), chart?.stamp ?? ''].join(':');
    const known = latest.get(document.uri);
    if (known?.document === document && known.id === id && known.settings === settings) return known;
    const started = host.now();
    const report = check(document, settings, chart);
    const milliseconds = host.now() - started;
    pacing.took(document.uri, milliseconds);
    const analysis = { document, settings, report, chart, milliseconds, id };
    latest.set(document.uri, analysis);
    needs.onAnalysed(analysis);
    return analysis;
  };

  const check = (document: OpenDocument, settings: Settings, chart: JudgedChart | undefined): Report => {
    const { uri } = document;
    if (!settings.enable || settings.ignored) return { ...nothing, path: uri };
    if (!chart) {
      return withOthers(
        engine.check(asSource(document, settings), settings.context),
        needs.together.findingsOf(document),
      );
    }
    const { findings, notes, suppressed } = chart.engine.checkChart(chart.input, settings.context);
    return {
      path: uri,
      kind: kindInChart(uri.slice(chart.input.folder.length + 1)),
      findings: findings.filter((finding) => finding.file === uri),
      notes: notes.filter((note) => note.file === uri),
      suppressed,
    };
  };

  const newest = async (uri: string, pause: () => Promise<void>, token?: CancellationToken) => {
    for (;;) {
      await pause();
      const document = documents.get(uri);
      if (!document || token?.isCancellationRequested) return undefined;
      const settings = await settingsFor(uri);
      const open = await needs.chartOf(uri);
      const chart = open && { ...open, engine: await engine.charts() };
      if (token?.isCancellationRequested) return undefined;
      if (documents.get(uri) === document) return analyse(document, settings, chart);
    }
  };

  return {
    changed: pacing.changed,
    settled: (uri, token) => newest(uri, () => pacing.quiet(uri), token),
    current: (uri) => newest(uri, async () => {}),
    invalidate() {
      generation++;
    },
    forget(uri) {
      latest.delete(uri);
      pacing.forget(uri);
      engine.forget(uri);
    },
  };
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
