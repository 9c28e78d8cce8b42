import type { CodeAction, Connection, Diagnostic, DocumentDiagnosticReport, Position } from 'vscode-languageserver';
import type { Analyses, Analysis } from './analysis';
import type { ChecklistFeature } from './checklist';
import { type ActionData, type ActionNeeds, codeActions, resolveEdit } from './codeActions';
import { completeFields, hoverField } from './completion';
import { configCompletions, configHover, isConfigFile } from './configFile';
import { type DiagnosticStyle, pullDiagnostics } from './diagnostics';
import type { Documents } from './documents';
import { type HoverStyle, hover, withFacts } from './hover';
import type { ImageService } from './images';
import { type Language, toldIn } from './language';
import type { ShippedTemplates } from './shippedTemplates';
import { completeTemplates } from './templates';

/** What the answers to an editor's questions are made of. */
export interface FeatureNeeds {
  readonly documents: Documents;
  readonly analyses: Analyses;
  readonly checklist: ChecklistFeature;
  readonly images: ImageService;
  readonly style: () => DiagnosticStyle;
  readonly actionNeeds: (analysis: Analysis) => ActionNeeds;
  /** The diagnostics of checklists and settings files; undefined for what rules judge. */
  readonly ownDiagnostics: (uri: string) => Promise<Diagnostic[]> | undefined;
  readonly hoverStyle: () => HoverStyle;
  readonly templates: () => Promise<ShippedTemplates>;
  readonly language: () => Language;
}

/** Answers what an editor asks about one document, by what kind of file it is. */
export function registerFeatures(connection: Connection, needs: FeatureNeeds): void {
  const { documents, analyses, checklist, images } = needs;

  // A connection without this part is one of an old protocol; it is sent diagnostics instead.
  connection.languages?.diagnostics.on(
    async ({ textDocument: { uri }, previousResultId }, token): Promise<DocumentDiagnosticReport> => {
      const own = needs.ownDiagnostics(uri);
      if (own) return { kind: 'full', items: await own };
      return pullDiagnostics(analyses, { uri, previousResultId }, token, needs.style());
    },
  );

  connection.onCompletion(async ({ textDocument: { uri }, position }) =>
    toldIn(needs.language(), await complete(uri, position)),
  );
  const complete = async (uri: string, position: Position) => {
    if (checklist.isChecklist(uri)) return checklist.completions(uri, position);
    const document = documents.get(uri);
    if (document && isConfigFile(uri)) return configCompletions(document, position);
    if (!document) return [];
    const kind = document.languageId === 'dockerfile' ? 'dockerfile' : 'yaml';
    const name = uri.slice(uri.lastIndexOf('/') + 1);
    const { templates } = await needs.templates();
    const snippets = completeTemplates(templates, { kind, name }, document, position);
    const analysis = await analyses.current(uri);
    return analysis && isManifest(analysis) ? [...snippets, ...completeFields(analysis.document, position)] : snippets;
  };
  connection.onExecuteCommand(({ command, arguments: given = [] }, token) => images.execute(command, given, token));
  connection.onCodeLens(({ textDocument: { uri } }) =>
    checklist.isChecklist(uri) ? checklist.lenses(uri).then((lenses) => toldIn(needs.language(), lenses)) : [],
  );
  connection.onCodeAction(async (params, token) => {
    const { uri } = params.textDocument;
    if (checklist.isChecklist(uri)) return toldIn(needs.language(), await checklist.codeActions(uri, params.range));
    const analysis = await analyses.current(params.textDocument.uri);
    if (!analysis || token.isCancellationRequested) return [];
    const actions = [
      ...codeActions(analysis, params, needs.actionNeeds(analysis)),
      ...(await images.actions(uri, params.range)),
    ];
    return actions.map((action) => ({ ...action, title: titleIn(needs.language(), action) }));
  });
  connection.onCodeActionResolve(async (action) => {
    const data = action.data as ActionData | undefined;
    const analysis = data ? await analyses.current(data.uri) : undefined;
    const edit = data && analysis ? resolveEdit(data, analysis, needs.actionNeeds(analysis)) : undefined;
    return edit ? { ...action, edit } : action;
  });
  connection.onHover(async ({ textDocument, position }, token) => {
    const { uri } = textDocument;
    if (checklist.isChecklist(uri)) return toldIn(needs.language(), await checklist.hover(uri, position));
    const document = documents.get(uri);
    if (document && isConfigFile(uri)) return toldIn(needs.language(), configHover(document, position));
    const analysis = await analyses.current(uri);
    if (!analysis || token.isCancellationRequested) return null;
    const explained = await hover(analysis, position, needs.hoverStyle());
    const said =
      explained ?? (isManifest(analysis) ? toldIn(needs.language(), hoverField(analysis.document, position)) : null);
    return withFacts(said, await images.hover(uri, position));
  });
}

/** What an action is called; its fix speaks the words of the rule it is for. */
function titleIn({ tell }: Language, { title, diagnostics }: CodeAction): string {
  const rule = diagnostics?.[0]?.code;
  return tell(title, typeof rule === 'string' ? rule : undefined);
}

function isManifest({ report: { kind } }: Analysis): boolean {
  return kind === 'kubernetes' || kind === 'helm-template';
}
