import type {
  CancellationToken,
  Connection,
  Diagnostic,
  DocumentDiagnosticReport,
  Position,
} from 'vscode-languageserver';
import type { ActionNeeds } from './actionEdits';
import type { Analyses, Analysis } from './analysis';
import type { ChartLanguage } from './chartLanguage';
import type { ChecklistFeature } from './checklist';
import { isConfigFile } from './configFile';
import type { Puller } from './diagnostics';
import type { Documents } from './documents';
import type { HoverStyle } from './hover';
import type { ImageService } from './images';
import { type Language, toldIn } from './language';
import { type EditParams, editRequest, startingConfigRequest } from './protocol';
import type { ShippedTemplates } from './shippedTemplates';
import { canonicalUri } from './uris';
import { checkWorkspaceCommand } from './workspaceRequests';

/** What the answers to an editor's questions are made of. */
export interface FeatureNeeds {
  readonly documents: Documents;
  readonly analyses: Analyses;
  readonly checklist: ChecklistFeature;
  readonly images: ImageService;
  readonly checkWorkspace: (token: CancellationToken) => Promise<unknown>;
  readonly puller: Puller;
  readonly actionNeeds: (analysis: Analysis) => ActionNeeds;
  /** The diagnostics of checklists and settings files; undefined for what rules judge. */
  readonly ownDiagnostics: (uri: string) => Promise<Diagnostic[]> | undefined;
  readonly hoverStyle: () => HoverStyle;
  /** The client understands snippets. */
  readonly snippets: () => boolean;
  readonly templates: () => Promise<ShippedTemplates>;
  readonly language: () => Language;
  readonly chartLanguage: ChartLanguage;
}

/** Answers what an editor asks about one document, by what kind of file it is. */
export function registerFeatures(connection: Connection, needs: FeatureNeeds): void {
  const { documents, analyses, checklist, images } = needs;

  const answers = () => import('./answers');
  const settings = () => import('./configLanguage');

  /** The analysis of a document for a request that somebody may have given up on. */
  const analysisOf = async (uri: string, token: CancellationToken): Promise<Analysis | undefined> => {
    const analysis = await analyses.current(uri);
    return token.isCancellationRequested ? undefined : analysis;
  };

  // A connection without this part is one of an old protocol; it is sent diagnostics instead.
  connection.languages?.diagnostics.on(
    async ({ textDocument, previousResultId }, token): Promise<DocumentDiagnosticReport> => {
      const uri = canonicalUri(textDocument.uri);
      const own = needs.ownDiagnostics(uri);
      if (own) return { kind: 'full', items: await own };
      return needs.puller.pull(uri, previousResultId, token);
    },
  );

  /** What the parts that know no other language answer, in the language of the person. */
  const told = <T>(answer: T): T => toldIn(needs.language(), answer);

  connection.onCompletion(async ({ textDocument, position, context }, token) => {
    const uri = canonicalUri(textDocument.uri);
    const values = await needs.chartLanguage.completions(uri, position);
    // A dot is typed in every sentence; only values have names behind one.
    if (values.length > 0 || context?.triggerCharacter === '.') return values;
    return told(await complete(uri, position, token));
  });
  connection.onDefinition(({ textDocument, position }) =>
    needs.chartLanguage.definition(canonicalUri(textDocument.uri), position),
  );
  connection.onReferences(({ textDocument, position, context }) =>
    needs.chartLanguage.references(canonicalUri(textDocument.uri), position, context.includeDeclaration),
  );
  const complete = async (uri: string, position: Position, token: CancellationToken) => {
    if (checklist.isChecklist(uri)) return checklist.completions(uri, position);
    const document = documents.get(uri);
    if (document && isConfigFile(uri)) return (await settings()).configCompletions(document, position);
    const { completeFields, completeFlags, completeIgnored, completeTemplates } = await answers();
    const analysis = document && (await analysisOf(uri, token));
    if (!analysis) return [];
    const ignored = completeIgnored(analysis, position);
    if (ignored) return ignored;
    const kind = document.languageId === 'dockerfile' ? 'dockerfile' : 'yaml';
    const name = uri.slice(uri.lastIndexOf('/') + 1);
    const { templates } = await needs.templates();
    const snippets = completeTemplates(templates, { kind, name }, document, position);
    const { t } = needs.language();
    if (kind === 'dockerfile')
      return [...(await completeFlags(analysis.document, position, { t, snippets: needs.snippets() })), ...snippets];
    return isManifest(analysis) ? [...snippets, ...completeFields(analysis.document, position, t)] : snippets;
  };
  connection.onExecuteCommand(({ command, arguments: given = [] }, token) =>
    command === checkWorkspaceCommand ? needs.checkWorkspace(token) : images.execute(command, given, token),
  );
  connection.onCodeLens(async ({ textDocument }, token) => {
    const uri = canonicalUri(textDocument.uri);
    if (checklist.isChecklist(uri)) return told(await checklist.lenses(uri));
    const analysis = await analysisOf(uri, token);
    if (!analysis) return [];
    const { ownCommands } = needs.actionNeeds(analysis);
    return ownCommands ? (await answers()).codeLenses(analysis, needs.language().t) : [];
  });
  connection.languages?.inlayHint.on(async ({ textDocument, range }, token) => {
    const analysis = await analysisOf(canonicalUri(textDocument.uri), token);
    return analysis ? (await answers()).inlayHints(analysis, range, needs.language().t) : [];
  });
  connection.onDocumentLinks(async ({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    const { pageOf } = needs.hoverStyle();
    const { t } = needs.language();
    if (!document || checklist.isChecklist(document.uri)) return [];
    const isConfig = isConfigFile(document.uri);
    // Asked for with every file that is opened, when its first finding is waited for.
    if (!isConfig && !document.text.includes('bulkhead-ignore')) return [];
    const { configLinks, ignoreLinks } = await answers();
    return isConfig ? configLinks(document, pageOf, t) : ignoreLinks(document, pageOf, t);
  });
  connection.onCodeAction(async (params, token) => {
    const uri = canonicalUri(params.textDocument.uri);
    if (checklist.isChecklist(uri)) return told(await checklist.codeActions(uri, params.range));
    const analysis = await analysisOf(uri, token);
    if (!analysis) return [];
    return [
      ...(await (await answers()).codeActions(analysis, params, needs.actionNeeds(analysis))),
      ...told(await images.actions(uri, params.range)),
    ];
  });
  const editOf = async (params: EditParams) => {
    const analysis = await analyses.current(canonicalUri(params.uri));
    return analysis && (await answers()).editLater(params, analysis, needs.actionNeeds(analysis));
  };
  connection.onCodeActionResolve(async (action) => {
    const edit = action.data ? await editOf(action.data as EditParams) : undefined;
    return edit ? { ...action, edit } : action;
  });
  connection.onRequest(editRequest, async (params: EditParams) => (await editOf(params)) ?? null);
  connection.onRequest(startingConfigRequest, async () => (await settings()).startingConfig());
  connection.onHover(async ({ textDocument, position }, token) => {
    const uri = canonicalUri(textDocument.uri);
    if (checklist.isChecklist(uri)) return told(await checklist.hover(uri, position));
    const document = documents.get(uri);
    if (document && isConfigFile(uri))
      return told(await (await settings()).configHover(document, position, needs.hoverStyle()));
    const { hover, hoverTopic, withFacts, withValue } = await answers();
    const analysis = await analysisOf(uri, token);
    if (!analysis) return null;
    const explained = await hover(analysis, position, needs.hoverStyle());
    const isOurs = analysis.report.kind === 'dockerfile' || isManifest(analysis);
    const said = explained ?? (isOurs ? await hoverTopic(analysis, position, needs.hoverStyle()) : null);
    const value = analysis.chart && (await needs.chartLanguage.hover(uri, position));
    return withFacts(withValue(said, value), await images.hover(uri, position));
  });
}

function isManifest({ report: { kind } }: Analysis): boolean {
  return kind === 'kubernetes' || kind === 'helm-template' || kind === 'helm-values';
}
