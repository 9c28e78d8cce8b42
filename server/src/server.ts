import type { Rule } from '@bulkhead/rules';
import { lockFileName } from '@bulkhead/rules/images/index';
import { isKustomization } from '@bulkhead/rules/model/kustomization';
import type { Connection, Diagnostic, InitializeParams, InitializeResult } from 'vscode-languageserver';
import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import type { ActionNeeds } from './actionEdits';
import { type Analysis, createAnalyses } from './analysis';
import { capabilitiesFor, watchers } from './capabilities';
import { createChartHelp } from './chartHelp';
import { createCharts } from './charts';
import { createChartWork } from './chartWork';
import { registerChecklist } from './checklist';
import { checklistSettings } from './checklist/settings';
import { createWorkspaceCheck } from './checkWorkspace';
import { type ClientSupport, readSupport } from './clientSupport';
import { configDiagnostics, isConfigFile } from './configFile';
import { createPuller, createPusher, type DiagnosticStyle } from './diagnostics';
import { createDocuments } from './documents';
import { chartFile, otherFile } from './editTargets';
import { createServerEngine } from './engine';
import { registerFeatures } from './features';
import type { Host } from './host';
import { type ConnectRegistry, createImageService } from './images';
import { createJudge } from './judge';
import { createTongue, toldIn } from './language';
import { type ManifestParams, manifestRequest, statusNotification } from './protocol';
import { ruleOff } from './ruleOff';
import { createRuleTexts } from './ruleTexts';
import type { Settings } from './settings';
import { createSettingsStore, type SettingsStore } from './settingsStore';
import { shippedTemplates } from './shippedTemplates';
import { statusOf } from './status';
import { registerTemplates } from './templatesRequest';
import { createTogether } from './together';
import { canonicalUri } from './uris';
import { version } from './version';
import { createWorkspaceFiles } from './workspaceFiles';
import { registerWorkspaceRequests } from './workspaceRequests';

/** What tests may replace. */
export interface ServerOptions {
  readonly rules?: readonly Rule[];
  /** Loads the way to registries, for the actions that ask them. */
  readonly connectRegistry?: () => Promise<ConnectRegistry>;
}

/** Serves one client until the connection ends. The entry points differ only in what they hand over here. */
export function startServer(connection: Connection, host: Host, options: ServerOptions = {}): void {
  let support: ClientSupport = readSupport(undefined);
  const documents = createDocuments(() => support.encoding);
  const files = createWorkspaceFiles(host, documents);
  const charts = createCharts(files, documents, (uri) => settings.for(uri));
  const judge = createJudge(files);
  /** What was looked up about images counts wherever files are judged. */
  const settle = (uri: string, asked: Settings) =>
    judge.settle(uri, { ...asked, context: { ...asked.context, imageFacts: images.facts() } });
  let settings: SettingsStore = createSettingsStore(connection, host, { canAsk: false, initial: undefined, settle });

  const tongue = createTongue(host, () => support.library ?? host.library);
  const t = () => tongue.language().t;
  const engine = createServerEngine({
    syntax: 'dropped',
    ...(options.rules ? { rules: options.rules } : {}),
    onRuleFailed: (rule, error) => host.log('error', `Rule ${rule} failed and was left out: ${String(error)}`),
  });
  const settingsFor = (uri: string) => settings.for(uri);
  const together = createTogether({ engine, host, files, charts, settingsFor, onChanged: () => refreshAll() });
  const chartWork = createChartWork({ engine, charts, host });
  const analyses = createAnalyses({
    engine,
    chartWork,
    documents,
    host,
    settingsFor,
    chartOf: charts.of,
    together,
    onAnalysed: (analysis) => {
      if (support.isOurClient)
        void connection.sendNotification(statusNotification, toldIn(tongue.language(), statusOf(analysis, t())));
    },
  });
  const pageOf = (rule: string): string | undefined => {
    const pages = support.rulePages ?? host.rulePages;
    return pages === undefined ? undefined : `${pages}${rule}.md`;
  };
  /** In texts our own client follows commands; where the editor makes the link itself, it does not. */
  const linkTo = (rule: string): string | undefined =>
    support.isOurClient ? `command:bulkhead.explainRule?${encodeURIComponent(JSON.stringify([rule]))}` : pageOf(rule);
  const style = (): DiagnosticStyle => ({
    relatedInformation: support.relatedInformation,
    pageOf,
    linesOf: documents.get,
    language: tongue.language(),
  });
  const needs = (analysis: Analysis): ActionNeeds => ({
    engine,
    chartWork,
    diagnostics: style(),
    edits: support.edits,
    lazy: support.lazyActions,
    ownCommands: support.isOurClient,
    ruleOff: (uri, rule) =>
      ruleOff(uri, rule, { judge, files, documents, encoding: () => support.encoding, edits: () => support.edits }),
    language: tongue.language(),
    fileAt: (uri) => documents.get(uri) ?? chartFile(analysis, uri) ?? otherFile(analysis, together.textOf(uri), uri),
  });
  const checklist = registerChecklist(connection, {
    engine: createServerEngine({ syntax: 'dropped', ...(options.rules ? { rules: options.rules } : {}) }),
    documents,
    host,
    settingsFor,
    folders: files.folders,
    encoding: () => support.encoding,
    isOurClient: () => support.isOurClient,
    language: tongue.language,
    refreshDiagnostics: () => refreshAll(),
    ...checklistSettings(connection, () => support.configuration),
  });
  const images = createImageService({
    connection,
    host,
    documents,
    folders: files.folders,
    encoding: () => support.encoding,
    edits: () => support.edits,
    language: tongue.language,
    settings: async (section) =>
      support.configuration ? connection.workspace.getConfiguration({ section }).catch(() => undefined) : undefined,
    onFacts: () => {
      settings.changed();
      analyses.invalidate();
      together.touched();
      refreshAll();
    },
    ...(options.connectRegistry ? { connect: options.connectRegistry } : {}),
  });
  const texts = createRuleTexts(host, () => support.library ?? host.library);
  const pusher = createPusher(connection, analyses, style);
  const puller = createPuller(analyses, style);

  /** Asks for everything again, whatever has changed. */
  const refreshAll = () => {
    if (!support.pull)
      for (const { uri } of documents.all()) void (hasOwnDiagnostics(uri) ? pushOwn(uri) : pusher.push(uri));
    else if (support.refresh) void connection.languages.diagnostics.refresh();
    if (support.refreshHints) void connection.languages.inlayHint.refresh();
    if (support.refreshLenses) void connection.sendRequest('workspace/codeLens/refresh');
  };

  const workspaceCheck = createWorkspaceCheck({
    connection,
    engine: createServerEngine(),
    host,
    documents,
    files,
    charts,
    together,
    settingsFor,
    style,
    encoding: () => support.encoding,
  });
  registerWorkspaceRequests(connection, {
    check: workspaceCheck,
    fix: {
      engine: createServerEngine(),
      host,
      documents,
      files,
      charts,
      together,
      settingsFor,
      encoding: () => support.encoding,
      edits: () => support.edits,
      t,
    },
    t,
  });

  const chartHelp = createChartHelp({
    chartWork,
    documents,
    charts,
    settingsFor,
    t,
    encoding: () => support.encoding,
  });
  connection.onRequest(manifestRequest, (params: ManifestParams) => chartHelp.manifest(params));

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    support = readSupport(params);
    settings = createSettingsStore(connection, host, {
      canAsk: support.configuration,
      initial: support.settings,
      settle,
    });
    void tongue.choose(params.locale, () => refreshAll());
    files.setFolders((params.workspaceFolders ?? []).map(({ uri }) => uri));
    return { serverInfo: { name: 'Bulkhead', version }, capabilities: capabilitiesFor(support, images.commands) };
  });
  connection.onInitialized(() => {
    if (support.registerWatching) void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    if (support.folderChanges) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        files.changeFolders(
          added.map(({ uri }) => uri),
          removed.map(({ uri }) => uri),
        );
        for (const { uri } of removed) workspaceCheck.left(uri);
        everythingMayHaveChanged();
      });
    }
    together.touched();
    void images.reloadLock();
    if (support.registerConfiguration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'bulkhead' });
    }
  });
  connection.onDidChangeConfiguration(({ settings: sent }) => {
    settings.changed((sent as { bulkhead?: unknown } | null)?.bulkhead);
    everythingMayHaveChanged();
  });
  const everythingMayHaveChanged = () => {
    settings.changed();
    analyses.invalidate();
    together.touched();
    checklist.invalidate();
    refreshAll();
  };

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const uris = changes.map(({ uri }) => canonicalUri(uri));
    files.changed(uris);
    // What was found in a file nobody has open is about a text that is no more.
    for (const uri of uris) workspaceCheck.left(uri);
    checklist.invalidate(uris);
    if (uris.some((uri) => uri.endsWith(`/${lockFileName}`))) void images.reloadLock();
    settings.changed();
    analyses.invalidate();
    together.touched();
    refreshAll();
  });

  const touched = (uri: string) => {
    analyses.changed(uri);
    together.touched();
    checklist.touched(uri);
    if (isConfigFile(uri) || isKustomization(uri)) {
      settings.changed();
      analyses.invalidate();
      return refreshAll();
    }
    if (support.pull) return;
    if (hasOwnDiagnostics(uri)) void pushOwn(uri);
    else void pushWithChart(uri);
  };
  /** Checklists and settings files are not judged by rules. */
  const hasOwnDiagnostics = (uri: string) => checklist.isChecklist(uri) || isConfigFile(uri);
  const ownDiagnostics = async (uri: string): Promise<Diagnostic[]> => {
    const document = documents.get(uri);
    const found = checklist.isChecklist(uri)
      ? await checklist.diagnostics(uri)
      : document
        ? configDiagnostics(document)
        : [];
    return toldIn(tongue.language(), found);
  };
  const pushOwn = async (uri: string) => connection.sendDiagnostics({ uri, diagnostics: await ownDiagnostics(uri) });
  /** The files of a chart are rendered together: what is typed in one may be found in another. */
  const pushWithChart = async (uri: string) => {
    void pusher.push(uri);
    const root = await charts.rootOf(uri);
    if (root === undefined) return;
    for (const other of documents.all())
      if (other.uri !== uri && (await charts.rootOf(other.uri)) === root) void pusher.push(other.uri);
  };
  connection.onDidOpenTextDocument(({ textDocument }) => {
    const { uri } = documents.open(textDocument);
    workspaceCheck.left(uri);
    touched(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const document = documents.change(textDocument.uri, textDocument.version, contentChanges);
    if (document) touched(document.uri);
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    const uri = canonicalUri(textDocument.uri);
    documents.close(uri);
    files.changed([uri]);
    analyses.forget(uri);
    settings.forget(uri);
    puller.forget(uri);
    if (!support.pull) void pusher.clear(uri);
  });

  const templates = shippedTemplates(host, () => support.library ?? host.library);
  registerTemplates(connection, {
    host: { readFile: (uri) => files.text(uri) },
    shipped: templates,
    approvedBaseImages: async (uri) => (await settingsFor(uri)).context.approvedBaseImages,
  });
  registerFeatures(connection, {
    templates,
    documents,
    analyses,
    checklist,
    images,
    puller,
    actionNeeds: needs,
    chartLanguage: chartHelp,
    ownDiagnostics: (uri) => (hasOwnDiagnostics(uri) ? ownDiagnostics(uri) : undefined),
    hoverStyle: () => ({ showsMessages: support.isOurClient, texts, language: tongue.language(), pageOf: linkTo }),
    language: tongue.language,
    snippets: () => support.snippets,
  });
  connection.listen();
}
