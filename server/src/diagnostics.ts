import { type Finding, type Related, severities } from '@bulkhead/rules';
import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  type Range,
  ResponseError,
} from 'vscode-languageserver';
import type { Analyses, Analysis } from './analysis';
import { type Lines, toRange } from './convert';
import type { PageOf } from './documentLinks';
import type { OpenDocument } from './documents';
import type { Language } from './language';
import type { Settings } from './settings';

/** What a diagnostic carries for our own code actions. */
export interface DiagnosticData {
  readonly rule: string;
  readonly control: string;
}

/** What the client understands of diagnostics, and where the rules are explained. */
export interface DiagnosticStyle {
  readonly relatedInformation: boolean;
  readonly pageOf: PageOf;
  readonly language: Language;
  /** The lines of another file, when it is open. */
  readonly linesOf: (uri: string) => (Lines & Partial<Pick<OpenDocument, 'spelled'>>) | undefined;
}

/** VS Code shows no more of one file either; to send more is to slow down every key in a huge one. */
export const mostDiagnostics = 1000;

function toDiagnostics({ document, report, settings }: Analysis, style: DiagnosticStyle): Diagnostic[] {
  return worst(report.findings).map((finding) => toDiagnostic(finding, document, settings, style));
}

/** All findings, or as many of the most severe as are shown. */
export function worst(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= mostDiagnostics) return findings;
  const chosen: Finding[] = [];
  for (const severity of severities) {
    const room = mostDiagnostics - chosen.length;
    if (room <= 0) break;
    chosen.push(...findings.filter((finding) => finding.severity === severity).slice(0, room));
  }
  return chosen;
}

interface Shown {
  readonly settings: Settings;
  readonly diagnostic: Diagnostic;
}

/** By finding as it was judged: most keys change neither what was found elsewhere nor the line it is on. */
const shown = new WeakMap<Finding, Shown>();

/** One finding as the protocol shows it; the same object as before when nothing about it has changed. */
export function toDiagnostic(finding: Finding, lines: Lines, settings: Settings, style: DiagnosticStyle): Diagnostic {
  const key = finding.origin ?? finding;
  const range = toRange(lines, finding.span);
  const known = shown.get(key);
  if (known?.settings === settings && isSameRange(known.diagnostic.range, range)) return known.diagnostic;
  const diagnostic = newDiagnostic(finding, range, lines, settings, style);
  // Related places may be in other files, which move by themselves.
  if (finding.related.length === 0) shown.set(key, { settings, diagnostic });
  return diagnostic;
}

function isSameRange(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}

function newDiagnostic(
  finding: Finding,
  range: Range,
  lines: Lines,
  settings: Settings,
  style: DiagnosticStyle,
): Diagnostic {
  const related = style.relatedInformation
    ? finding.related.flatMap((other) => toRelated(other, finding, lines, style))
    : [];
  const page = style.pageOf(finding.rule);
  return {
    range,
    message: style.language.tell(finding.message, finding.rule),
    severity: settings.severity[finding.severity],
    source: 'bulkhead',
    code: finding.rule,
    ...(page ? { codeDescription: { href: page } } : {}),
    ...(related.length ? { relatedInformation: related } : {}),
    data: { rule: finding.rule, control: finding.control } satisfies DiagnosticData,
  };
}

function toRelated(other: Related, finding: Finding, lines: Lines, style: DiagnosticStyle) {
  const uri = other.file ?? finding.file;
  const open = style.linesOf(uri);
  const there = uri === finding.file ? lines : open;
  return there
    ? [
        {
          location: { uri: open?.spelled ?? uri, range: toRange(there, other.at) },
          message: style.language.tell(other.message, finding.rule),
        },
      ]
    : [];
}

/** Answers `textDocument/diagnostic`. What the client no longer wants is not computed, what it has is not sent again. */
export interface Puller {
  readonly pull: (
    uri: string,
    previousResultId: string | undefined,
    token: CancellationToken,
  ) => Promise<DocumentDiagnosticReport>;
  readonly forget: (uri: string) => void;
}

export function createPuller(analyses: Analyses, style: () => DiagnosticStyle): Puller {
  const sent = new Map<string, { readonly resultId: string; readonly items: readonly Diagnostic[] }>();
  return {
    async pull(uri, previousResultId, token) {
      const analysis = await analyses.settled(uri, token);
      // Not `ServerCancelled`: VS Code's client would then forget that it has already scheduled the next request.
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'superseded');
      if (!analysis) return { kind: 'full', items: [] };
      const items = toDiagnostics(analysis, style());
      const before = sent.get(uri);
      if (before && before.resultId === previousResultId && isSameList(before.items, items))
        return { kind: 'unchanged', resultId: before.resultId };
      sent.set(uri, { resultId: analysis.id, items });
      return { kind: 'full', resultId: analysis.id, items };
    },
    forget: (uri: string) => void sent.delete(uri),
  };
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

/** Sends diagnostics unasked, for clients that cannot ask. */
export interface Pusher {
  readonly push: (uri: string) => Promise<void>;
  readonly clear: (uri: string) => Promise<void>;
}

export function createPusher(connection: Connection, analyses: Analyses, style: () => DiagnosticStyle): Pusher {
  const underway = new Set<string>();
  /** Wanted once more meanwhile: what other files say of it may have come when its own answer was ready. */
  const again = new Set<string>();
  return {
    async push(uri: string): Promise<void> {
      if (underway.has(uri)) return void again.add(uri);
      underway.add(uri);
      try {
        let shown: Analysis | undefined;
        do {
          again.delete(uri);
          const analysis = await analyses.settled(uri);
          if (!analysis || analysis === shown) continue;
          shown = analysis;
          const { document } = analysis;
          const diagnostics = toDiagnostics(analysis, style());
          await connection.sendDiagnostics({ uri: document.spelled, version: document.version, diagnostics });
        } while (again.has(uri));
      } finally {
        underway.delete(uri);
      }
    },
    clear: (uri: string) => connection.sendDiagnostics({ uri, diagnostics: [] }),
  };
}
