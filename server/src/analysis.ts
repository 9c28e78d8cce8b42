import { type Engine, type Finding, fileKind, type Report, type SourceFile } from '@bulkhead/rules';
import type { CancellationToken } from 'vscode-languageserver';
import type { Documents, OpenDocument } from './documents';
import type { Host } from './host';
import { createPacing } from './pacing';
import type { Settings } from './settings';

/** What is known about one version of a document. */
export interface Analysis {
  readonly document: OpenDocument;
  readonly settings: Settings;
  readonly report: Report;
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
  readonly engine: Engine;
  readonly documents: Documents;
  readonly host: Host;
  readonly settingsFor: (uri: string) => Promise<Settings>;
  /** Findings of rules that look at several files, for this one. */
  readonly together?: (document: OpenDocument, settings: Settings) => readonly Finding[];
  readonly onAnalysed: (analysis: Analysis) => void;
}

export function createAnalyses(needs: AnalysisNeeds): Analyses {
  const { engine, documents, host, settingsFor } = needs;
  const pacing = createPacing(host);
  const latest = new Map<string, Analysis>();
  let generation = 0;

  const analyse = (document: OpenDocument, settings: Settings): Analysis => {
    const id = `${generation}:${document.version}`;
    const known = latest.get(document.uri);
    if (known?.document === document && known.id === id && known.settings === settings) return known;
    const started = host.now();
    const report: Report = settings.enable
      ? withOthers(engine.check(asSource(document), settings.context), needs.together?.(document, settings))
      : { path: document.uri, kind: undefined, findings: [], notes: [], suppressed: [] };
    const milliseconds = host.now() - started;
    pacing.took(document.uri, milliseconds);
    const analysis = { document, settings, report, milliseconds, id };
    latest.set(document.uri, analysis);
    needs.onAnalysed(analysis);
    return analysis;
  };

  const newest = async (uri: string, pause: () => Promise<void>, token?: CancellationToken) => {
    for (;;) {
      await pause();
      const document = documents.get(uri);
      if (!document || token?.isCancellationRequested) return undefined;
      const settings = await settingsFor(uri);
      if (token?.isCancellationRequested) return undefined;
      if (documents.get(uri) === document) return analyse(document, settings);
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

/**
 * The document as the engine wants it. The editor knows a language where the name says nothing: a Dockerfile with an
 * unusual name, a manifest that was never saved.
 */
export function asSource({ uri, text, languageId }: OpenDocument): SourceFile {
  if (languageId === 'dockerfile') return { path: uri, text, kind: 'dockerfile' };
  const kind = languageId === 'yaml' && !/\.ya?ml$/i.test(uri) ? fileKind(`${uri}.yaml`, text) : undefined;
  return kind ? { path: uri, text, kind } : { path: uri, text };
}

function withOthers(report: Report, others: readonly Finding[] | undefined): Report {
  if (!others?.length) return report;
  const findings = [...report.findings, ...others].sort((a, b) => a.span.start - b.span.start);
  return { ...report, findings };
}
