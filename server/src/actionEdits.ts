import { type FileKind, type Finding, type FixOptions, fixUntilStable, type Safety } from '@bulkhead/rules';
import { placed } from '@bulkhead/rules/chart/types';
import { ignoreEdits } from '@bulkhead/rules/suppress/insert';
import type { WorkspaceEdit } from 'vscode-languageserver';
import { type Analysis, asSource } from './analysis';
import type { ChartWork } from './chartWork';
import type { DiagnosticStyle } from './diagnostics';
import { type EditStyle, type EditTarget, fixToEdit, textsToEdit } from './edits';
import type { ServerEngine } from './engine';
import type { Language } from './language';
import type { EditParams } from './protocol';

export interface ActionNeeds {
  readonly engine: Pick<ServerEngine, 'forFile'>;
  readonly chartWork: Pick<ChartWork, 'inTurn'>;
  readonly diagnostics: DiagnosticStyle;
  readonly edits: EditStyle;
  /** The client can ask for the edit of an action later: the dear ones are then computed only when chosen. */
  readonly lazy: boolean;
  /** The client has our commands, which can ask a person for more than an edit can. */
  readonly ownCommands: boolean;
  readonly fileAt: (uri: string) => EditTarget | undefined;
  /** Switches a rule off in the settings file of a document. */
  readonly ruleOff: (uri: string, rule: string) => Promise<WorkspaceEdit | undefined>;
  readonly language: Language;
}

/** The edit of something that was offered without one; undefined when the document has changed since. */
export async function editLater(
  params: EditParams,
  analysis: Analysis,
  needs: ActionNeeds,
): Promise<WorkspaceEdit | undefined> {
  return analysis.document.version === params.version ? editNow(params, analysis, needs) : undefined;
}

export async function editNow(
  params: EditParams,
  analysis: Analysis,
  needs: ActionNeeds,
): Promise<WorkspaceEdit | undefined> {
  if (params.what === 'off') return needs.ruleOff(params.uri, params.rule);
  if (params.what === 'ignore') return ignoreNow(params, analysis, needs);
  const { document, settings, chart } = analysis;
  const options: FixOptions = { safety: safetyOf(params), only: concerns(params) };
  if (!chart) {
    const source = asSource(document, settings);
    const { text } = fixUntilStable(await needs.engine.forFile(source), source, settings.context, options);
    return textsToEdit([[document, text]], needs.edits);
  }
  // What a template and its values say together is mended together.
  const result = await needs.chartWork.inTurn(chart, (judge, input) =>
    judge.fixInSteps(input, settings.context, options),
  );
  if (!result) return undefined;
  const { changed } = result;
  const texts = [...changed].flatMap(([path, text]) => {
    const target = needs.fileAt(placed(chart.input, path));
    return target ? [[target, text] as const] : [];
  });
  return texts.length === changed.size ? textsToEdit(texts, needs.edits) : undefined;
}

function ignoreNow(
  { rule, start, reason }: Extract<EditParams, { what: 'ignore' }>,
  analysis: Analysis,
  needs: ActionNeeds,
): WorkspaceEdit | undefined {
  const { document, report } = analysis;
  const finding = report.findings.find((one) => one.rule === rule && one.span.start === start);
  const edits = finding && ignoreEdits(document.text, finding, kindOf(analysis), reason);
  return edits && fixToEdit({ title: '', safety: 'safe', edits }, document, needs.fileAt, needs.edits);
}

/** In a chart the files differ in how a comment is written. */
function kindOf({ document, report, chart }: Analysis): FileKind | undefined {
  if (!chart) return report.kind;
  return /\/templates\/[^?#]+$/.test(document.uri.slice(chart.input.folder.length)) ? 'helm-template' : 'helm-values';
}

/** Whether something can be done about a finding by such an edit. */
export function isWanted(params: EditParams): (finding: Finding) => boolean {
  const wanted = concerns(params);
  const mayReview = safetyOf(params) === 'review';
  return (finding) => {
    const fix = wanted(finding) ? finding.fix() : undefined;
    return fix !== undefined && (mayReview || fix.safety === 'safe');
  };
}

/** What is applied without a look is safe; what a person chose to look at may be more. */
function safetyOf(params: EditParams): Safety {
  if (params.what === 'rule') return params.safety;
  return params.what === 'safe' ? 'safe' : 'review';
}

function concerns(params: EditParams): (finding: Finding) => boolean {
  if (params.what === 'rule') return (finding) => finding.rule === params.rule;
  if (params.what === 'scope') return (finding) => finding.scope.some((span) => span.start === params.start);
  return () => true;
}
