import {
  type Engine,
  type Finding,
  type FixOptions,
  findRule,
  fixChartUntilStable,
  fixUntilStable,
  type Safety,
  type Span,
  touches,
} from '@bulkhead/rules';
import { ignoreEdit } from '@bulkhead/rules/suppress/insert';
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { type Analysis, asSource } from './analysis';
import { toSpan } from './convert';
import { type DiagnosticStyle, toDiagnostic } from './diagnostics';
import { type EditStyle, type EditTarget, fixToEdit, textsToEdit } from './edits';

/** Applies every safe fix of the file; honoured by `editor.codeActionsOnSave`. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.bulkhead`;
/** Makes one container, stage or file as safe as the rules can. */
export const hardenKind = `${CodeActionKind.RefactorRewrite}.bulkhead.harden`;

export const codeActionKinds = [CodeActionKind.QuickFix, fixAllKind, hardenKind];

export interface ActionNeeds {
  readonly engine: Engine;
  readonly diagnostics: DiagnosticStyle;
  readonly edits: EditStyle;
  /** The client can ask for the edit of an action later: the dear ones are then computed only when chosen. */
  readonly lazy: boolean;
  readonly fileAt: (uri: string) => EditTarget | undefined;
}

/** What an action that is resolved later remembers. */
export type ActionData = { readonly uri: string; readonly version: number } & (
  | { readonly all: 'safe' }
  | { readonly all: 'file' }
  | { readonly all: 'rule'; readonly rule: string; readonly safety: Safety }
  | { readonly all: 'scope'; readonly start: number }
);

export function codeActions(analysis: Analysis, params: CodeActionParams, needs: ActionNeeds): CodeAction[] {
  const { document, report } = analysis;
  const at = toSpan(document, params.range);
  const wants = (kind: string) => params.context.only?.some((only) => isKindOf(kind, only)) ?? true;
  const here = report.findings.filter((finding) => touches(finding.span, at));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    actions.push(...quickFixes(here, analysis, needs), ...ignoreActions(here, analysis, needs));
  }
  if (wants(hardenKind)) actions.push(...hardenActions(here, analysis, needs));
  if (wants(fixAllKind)) actions.push(...all(analysis, needs));
  return actions;
}

function isKindOf(kind: string, wanted: string): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);
}

function quickFixes(here: readonly Finding[], analysis: Analysis, needs: ActionNeeds): CodeAction[] {
  const { document, settings } = analysis;
  const single: CodeAction[] = [];
  const wholeRule: CodeAction[] = [];
  for (const finding of here) {
    const fix = finding.fix();
    if (!fix) continue;
    const edit = fixToEdit(fix, document, needs.fileAt, needs.edits);
    if (!edit) continue;
    const diagnostics = [toDiagnostic(finding, document, settings, needs.diagnostics)];
    const title = reviewed(fix.title, fix.safety);
    single.push({ title, kind: CodeActionKind.QuickFix, diagnostics, isPreferred: true, edit });
    wholeRule.push(...fixRule(finding, fix.safety, analysis, diagnostics, needs));
  }
  return [...single, ...uniqueByTitle(wholeRule)];
}

/** Living with a finding: the comment is made, the reason is the author's to write. */
function ignoreActions(here: readonly Finding[], analysis: Analysis, needs: ActionNeeds): CodeAction[] {
  const { document, report, settings } = analysis;
  const actions = here.flatMap((finding): CodeAction[] => {
    const edit = ignoreEdit(document.text, finding, report.kind);
    const made = edit && fixToEdit({ title: '', safety: 'safe', edits: [edit] }, document, needs.fileAt, needs.edits);
    if (!made) return [];
    const diagnostics = [toDiagnostic(finding, document, settings, needs.diagnostics)];
    return [{ title: `Ignore ${finding.rule} here`, kind: CodeActionKind.QuickFix, diagnostics, edit: made }];
  });
  return uniqueByTitle(actions);
}

/** Says when a fix wants to be looked at. */
export function reviewed(title: string, safety: Safety): string {
  return safety === 'safe' ? title : `${title} (review the change)`;
}

/** "Fix all of this rule", when there is more than the one under the cursor. */
function fixRule(
  finding: Finding,
  safety: Safety,
  analysis: Analysis,
  diagnostics: Diagnostic[],
  needs: ActionNeeds,
): CodeAction[] {
  const { document, report } = analysis;
  const same = report.findings.filter((other) => other.rule === finding.rule).length;
  if (same < 2) return [];
  const { uri, version } = document;
  const title = reviewed(`Fix all ${same}: ${findRule(finding.rule)?.title ?? finding.rule}`, safety);
  const data: ActionData = { uri, version, all: 'rule', rule: finding.rule, safety };
  return withEdit({ title, kind: CodeActionKind.QuickFix, diagnostics }, data, analysis, needs);
}

/** Everything the rules can do for one container or for the file, the fixes that want a look included. */
function hardenActions(here: readonly Finding[], analysis: Analysis, needs: ActionNeeds): CodeAction[] {
  if (!here.length) return [];
  const { document, report } = analysis;
  const { uri, version } = document;
  const actions: CodeAction[] = [];
  const container =
    report.kind === 'kubernetes' ? here.map(containerOf).find((found) => found !== undefined) : undefined;
  if (container) {
    const title = 'Harden this container (review the changes)';
    const data: ActionData = { uri, version, all: 'scope', start: container.start };
    actions.push(...withEdit({ title, kind: hardenKind }, data, analysis, needs));
  }
  const what = analysis.chart ? 'chart' : report.kind === 'dockerfile' ? 'Dockerfile' : 'file';
  const title = `Harden this ${what} (review the changes)`;
  actions.push(...withEdit({ title, kind: hardenKind }, { uri, version, all: 'file' }, analysis, needs));
  return actions;
}

/** The container of a finding about one: in a manifest its scopes are object, pod, container. */
function containerOf({ scope }: Finding): Span | undefined {
  return scope[2];
}

function all(analysis: Analysis, needs: ActionNeeds): CodeAction[] {
  // Saving one file of a chart must not change another: its fixes are offered one by one, or when asked for.
  if (analysis.chart) return [];
  const { uri, version } = analysis.document;
  const title = 'Apply all safe Bulkhead fixes';
  return withEdit({ title, kind: fixAllKind }, { uri, version, all: 'safe' }, analysis, needs);
}

/** Nothing when the action would change nothing; a lazy one must be taken on trust. */
function withEdit(action: CodeAction, data: ActionData, analysis: Analysis, needs: ActionNeeds): CodeAction[] {
  const fixable = analysis.report.findings.filter(concerns(data)).map((finding) => finding.fix());
  if (!fixable.some((fix) => fix && (fix.safety === 'safe' || safetyOf(data) === 'review'))) return [];
  if (needs.lazy) return [{ ...action, data }];
  const edit = editFor(data, analysis, needs);
  return edit ? [{ ...action, edit }] : [];
}

/** The edit of an action that was offered without one; undefined when the document has changed since. */
export function resolveEdit(data: ActionData, analysis: Analysis, needs: ActionNeeds): WorkspaceEdit | undefined {
  return analysis.document.version === data.version ? editFor(data, analysis, needs) : undefined;
}

function editFor(data: ActionData, analysis: Analysis, needs: ActionNeeds): WorkspaceEdit | undefined {
  const { document, settings, chart } = analysis;
  const options: FixOptions = { safety: safetyOf(data), only: concerns(data) };
  if (!chart) {
    const { text } = fixUntilStable(needs.engine, asSource(document), settings.context, options);
    return textsToEdit([[document, text]], needs.edits);
  }
  // What a template and its values say together is mended together.
  const { changed } = fixChartUntilStable(needs.engine, chart.input, settings.context, options);
  const texts = [...changed].flatMap(([path, text]) => {
    const target = needs.fileAt(`${chart.input.folder}/${path}`);
    return target ? [[target, text] as const] : [];
  });
  return texts.length === changed.size ? textsToEdit(texts, needs.edits) : undefined;
}

/** What is applied without a look is safe; what a person chose to look at may be more. */
function safetyOf(data: ActionData): Safety {
  if (data.all === 'rule') return data.safety;
  return data.all === 'safe' ? 'safe' : 'review';
}

function concerns(data: ActionData): (finding: Finding) => boolean {
  if (data.all === 'rule') return (finding) => finding.rule === data.rule;
  if (data.all === 'scope') return (finding) => finding.scope.some((span) => span.start === data.start);
  return () => true;
}

function uniqueByTitle(actions: readonly CodeAction[]): CodeAction[] {
  return [...new Map(actions.map((action) => [action.title, action])).values()];
}
