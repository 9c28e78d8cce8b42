import { type Rule, ruleFacts } from '@bulkhead/rules';
import type { Connection, InitializeParams, InitializeResult } from 'vscode-languageserver';
import type { ActionNeeds } from './actionEdits';
import { type Analysis, createAnalyses } from './analysis';
import { capabilitiesFor } from './capabilities';
import { followChanges } from './changes';
import { createChartHelp } from './chartHelp';
import { createCharts } from './charts';
import { createChartWork } from './chartWork';
import { registerChecklist } from './checklist';
import { checklistSettings } from './checklist/settings';
import { createWorkspaceCheck } from './checkWorkspace';
import { type ClientSupport, readSupport } from './clientSupport';
import { createPuller, createPusher, type DiagnosticStyle } from './diagnostics';
import { createDocuments } from './documents';
import { chartFile, otherFile } from './editTargets';
import { createServerEngine } from './engine';
import { registerFeatures } from './features';
import type { Host } from './host';
import { type ConnectRegistry, createImageService } from './images';
import { createJudge } from './judge';
import { createTongue, toldIn } from './language';
import { createOwnDiagnostics } from './ownDiagnostics';
import {
  type ManifestParams,
  manifestRequest,
  type RulePageParams,
  type RuleTitlesResult,
  rulePageRequest,
  ruleTitlesRequest,
  statusNotification,
} from './protocol';
import { createRuleTexts } from './ruleTexts';
import type { Settings } from './settings';
import { createSettingsStore, type SettingsStore } from './settingsStore';
import { shippedTemplates } from './shippedTemplates';
import { createShowing } from './showing';
import { statusOf } from './status';
import { type TemplatesParams, templatesRequest } from './templatesProtocol';
import { createTogether } from './together';
import { version } from './version';
import { createWorkspaceFiles } from './workspaceFiles';
import { checkWorkspaceCommand, registerWorkspaceRequests } from './workspaceRequests';

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
  const together = createTogether({ engine, host, files, charts, settingsFor, onChanged: () => showing.all() });
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
    ruleOff: async (uri, rule) =>
      (await import('./ruleOff')).ruleOff(uri, rule, {
        judge,
        files,
        documents,
        encoding: () => support.encoding,
        edits: () => support.edits,
      }),
    language: tongue.language(),
    fileAt: (uri) => documents.get(uri) ?? chartFile(analysis, uri) ?? otherFile(analysis, together.textOf(uri), uri),
  });
  const checklist = registerChecklist(connection, {
    engine: createServerEngine({ syntax: 'dropped', ...(options.rules ? { rules: options.rules } : {}) }),
    documents,
    files,
    host,
    settingsFor,
    folders: files.folders,
    encoding: () => support.encoding,
    isOurClient: () => support.isOurClient,
    language: tongue.language,
    refreshDiagnostics: () => showing.all(),
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
      showing.all();
    },
    ...(options.connectRegistry ? { connect: options.connectRegistry } : {}),
  });
  const texts = createRuleTexts(host, () => support.library ?? host.library);
  const pusher = createPusher(connection, analyses, style);
  const puller = createPuller(analyses, style);

  const own = createOwnDiagnostics({ checklist, documents, language: tongue.language });
  const showing = createShowing({ connection, support: () => support, documents, charts, pusher, own });

  const workspace = { host, documents, files, charts, together, settingsFor, encoding: () => support.encoding };
  const workspaceCheck = createWorkspaceCheck({ ...workspace, connection, engine: createServerEngine(), style });
  const checkWorkspace = registerWorkspaceRequests(connection, {
    check: workspaceCheck,
    fix: { ...workspace, engine: createServerEngine(), edits: () => support.edits, t },
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
  connection.onRequest(rulePageRequest, async ({ rule, page }: RulePageParams) =>
    (await import('./answers')).rulePageIn(tongue.language(), rule, page),
  );

  connection.onRequest(ruleTitlesRequest, (): RuleTitlesResult => {
    const { rule } = tongue.language();
    return Object.fromEntries(ruleFacts.map(({ id, title }) => [id, rule(id)?.title ?? title]));
  });

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    support = readSupport(params);
    settings = createSettingsStore(connection, host, {
      canAsk: support.configuration,
      initial: support.settings,
      settle,
    });
    void tongue.choose(params.locale, () => showing.all());
    files.setFolders(foldersOf(params));
    const commands = [...images.commands, checkWorkspaceCommand];
    return { serverInfo: { name: 'Bulkhead', version }, capabilities: capabilitiesFor(support, commands) };
  });
  followChanges(connection, {
    support: () => support,
    settings: () => settings,
    documents,
    files,
    charts,
    analyses,
    together,
    checklist,
    images,
    workspaceCheck,
    puller,
    pusher,
    showing,
  });

  const templates = shippedTemplates(host, () => support.library ?? host.library);
  connection.onRequest(templatesRequest, async (params: TemplatesParams) => {
    const { answerTemplates } = await import('./templatesRequest');
    const answer = await answerTemplates(params, {
      host: { readFile: (uri) => files.text(uri) },
      shipped: templates,
      approvedBaseImages: async (uri) => (await settingsFor(uri)).context.approvedBaseImages,
    });
    return toldIn(tongue.language(), answer);
  });
  registerFeatures(connection, {
    templates,
    documents,
    analyses,
    checklist,
    images,
    checkWorkspace,
    puller,
    actionNeeds: needs,
    chartLanguage: chartHelp,
    ownDiagnostics: (uri) => (own.has(uri) ? own.of(uri) : undefined),
    hoverStyle: () => ({ showsMessages: support.isOurClient, texts, language: tongue.language(), pageOf: linkTo }),
    language: tongue.language,
    snippets: () => support.snippets,
  });
  connection.listen();
}

/** The folders that the client works on; older clients name only one. */
function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  return workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
}
