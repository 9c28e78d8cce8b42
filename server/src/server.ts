import { createEngine, type Rule } from '@bulkhead/rules';
import type { Connection, InitializeParams, InitializeResult } from 'vscode-languageserver';
import { DidChangeConfigurationNotification, TextDocumentSyncKind } from 'vscode-languageserver';
import { type Analysis, createAnalyses } from './analysis';
import { type ClientSupport, readSupport } from './clientSupport';
import { type ActionData, type ActionNeeds, codeActionKinds, codeActions, resolveEdit } from './codeActions';
import { createPusher, type DiagnosticStyle, mostDiagnostics, pullDiagnostics } from './diagnostics';
import { createDocuments } from './documents';
import type { Host } from './host';
import { hover } from './hover';
import { type StatusParams, statusNotification } from './protocol';
import { createRuleTexts } from './ruleTexts';
import { createSettingsStore, type SettingsStore } from './settingsStore';
import { version } from './version';

/** What tests may replace. */
export interface ServerOptions {
  readonly rules?: readonly Rule[];
}

/** Serves one client until the connection ends. The entry points differ only in what they hand over here. */
export function startServer(connection: Connection, host: Host, options: ServerOptions = {}): void {
  let support: ClientSupport = readSupport(undefined);
  let settings: SettingsStore = createSettingsStore(connection, host, { canAsk: false, initial: undefined });

  const engine = createEngine({
    ...(options.rules ? { rules: options.rules } : {}),
    onRuleFailed: (rule, error) => host.log('error', `Rule ${rule} failed and was left out: ${String(error)}`),
  });
  const documents = createDocuments(() => support.encoding);
  const analyses = createAnalyses({
    engine,
    documents,
    host,
    settingsFor: (uri) => settings.for(uri),
    onAnalysed: (analysis) => {
      if (support.isOurClient) void connection.sendNotification(statusNotification, statusOf(analysis));
    },
  });
  const style = (): DiagnosticStyle => ({
    relatedInformation: support.relatedInformation,
    rulePages: support.rulePages ?? host.rulePages,
    linesOf: documents.get,
  });
  const needs = (): ActionNeeds => ({
    engine,
    diagnostics: style(),
    edits: support.edits,
    lazy: support.lazyActions,
    fileAt: documents.get,
  });
  const texts = createRuleTexts(host, () => support.library ?? host.library);
  const pusher = createPusher(connection, analyses, style);

  const refreshAll = () => {
    analyses.invalidate();
    if (!support.pull) for (const { uri } of documents.all()) void pusher.push(uri);
    else if (support.refresh) void connection.languages.diagnostics.refresh();
  };

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    support = readSupport(params);
    settings = createSettingsStore(connection, host, { canAsk: support.configuration, initial: support.settings });
    return {
      serverInfo: { name: 'Bulkhead', version },
      capabilities: {
        positionEncoding: support.encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds, resolveProvider: support.lazyActions },
        ...(support.pull
          ? { diagnosticProvider: { identifier: 'bulkhead', interFileDependencies: true, workspaceDiagnostics: false } }
          : {}),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });
  connection.onInitialized(() => {
    if (support.registerConfiguration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'bulkhead' });
    }
  });
  connection.onDidChangeConfiguration(({ settings: sent }) => {
    settings.changed((sent as { bulkhead?: unknown } | null)?.bulkhead);
    refreshAll();
  });

  const touched = (uri: string) => {
    analyses.changed(uri);
    if (!support.pull) void pusher.push(uri);
  };
  connection.onDidOpenTextDocument(({ textDocument }) => {
    documents.open(textDocument);
    touched(textDocument.uri);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    if (documents.change(textDocument.uri, textDocument.version, contentChanges)) touched(textDocument.uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    analyses.forget(uri);
    settings.forget(uri);
    if (!support.pull) void pusher.clear(uri);
  });

  if (connection.languages) {
    connection.languages.diagnostics.on(({ textDocument, previousResultId }, token) =>
      pullDiagnostics(analyses, { uri: textDocument.uri, previousResultId }, token, style()),
    );
  }
  connection.onCodeAction(async (params, token) => {
    const analysis = await analyses.current(params.textDocument.uri);
    return analysis && !token.isCancellationRequested ? codeActions(analysis, params, needs()) : [];
  });
  connection.onCodeActionResolve(async (action) => {
    const data = action.data as ActionData | undefined;
    const analysis = data ? await analyses.current(data.uri) : undefined;
    const edit = data && analysis ? resolveEdit(data, analysis, needs()) : undefined;
    return edit ? { ...action, edit } : action;
  });
  connection.onHover(async ({ textDocument, position }, token) => {
    const analysis = await analyses.current(textDocument.uri);
    return analysis && !token.isCancellationRequested
      ? hover(analysis, position, { showsMessages: support.isOurClient, texts })
      : null;
  });

  connection.listen();
}

function statusOf({ document, report, settings, milliseconds }: Analysis): StatusParams {
  const state = !settings.enable ? 'off' : report.kind === undefined ? 'none' : failed(report) ? 'failed' : 'checked';
  return {
    uri: document.uri,
    state,
    findings: report.findings.length,
    profile: settings.context.profile,
    milliseconds,
    notes: [...report.notes.map((note) => note.message), ...tooMany(report.findings.length)],
  };
}

function tooMany(findings: number): string[] {
  return findings > mostDiagnostics ? [`The ${mostDiagnostics} most severe are shown.`] : [];
}

function failed(report: Analysis['report']): boolean {
  return report.notes.some((note) => note.kind === 'too-large' || note.kind === 'not-text');
}
