import { type Finding, findFacts, type Safety, type Span, touches } from '@bulkhead/rules';
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { type ActionNeeds, editNow, isWanted } from './actionEdits';
import { fixAllKind, hardenKind } from './actionKinds';
import type { Analysis } from './analysis';
import { toSpan } from './convert';
import { toDiagnostic } from './diagnostics';
import { fixToEdit } from './edits';
import { livingWith } from './livingWith';
import type { EditParams } from './protocol';

export async function codeActions(
  analysis: Analysis,
  params: CodeActionParams,
  needs: ActionNeeds,
): Promise<CodeAction[]> {
  const { document, report } = analysis;
  const at = toSpan(document, params.range);
  const wants = (kind: string) => params.context.only?.some((only) => isKindOf(kind, only)) ?? true;
  const here = report.findings.filter((finding) => touches(finding.span, at));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    actions.push(...(await quickFixes(here, analysis, needs)), ...(await livingWith(here, analysis, needs)));
  }
  if (wants(hardenKind)) actions.push(...(await hardenActions(here, analysis, needs)));
  if (wants(fixAllKind)) actions.push(...(await all(analysis, needs)));
  return actions;
}

function isKindOf(kind: string, wanted: string): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);
}

async function quickFixes(here: readonly Finding[], analysis: Analysis, needs: ActionNeeds): Promise<CodeAction[]> {
  const { document, settings } = analysis;
  const single: CodeAction[] = [];
  const wholeRule: CodeAction[] = [];
  for (const finding of here) {
    const fix = finding.fix();
    if (!fix) continue;
    const edit = fixToEdit(fix, document, needs.fileAt, needs.edits);
    if (!edit) continue;
    const diagnostics = [toDiagnostic(finding, document, settings, needs.diagnostics)];
    const title = reviewed(needs.language.tell(fix.title, finding.rule), fix.safety, needs);
    single.push({ title, kind: CodeActionKind.QuickFix, diagnostics, isPreferred: true, edit });
    wholeRule.push(...(await fixRule(finding, fix.safety, analysis, diagnostics, needs)));
  }
  return [...merged(single, needs), ...uniqueByTitle(wholeRule)];
}

/** What mends several findings is offered once, for all of them; what is called the same is told apart by its line. */
function merged(actions: readonly CodeAction[], { language: { t } }: ActionNeeds): CodeAction[] {
  const once = new Map<string, CodeAction>();
  for (const action of actions) {
    const what = JSON.stringify([action.title, action.edit]);
    const diagnostics = [...(once.get(what)?.diagnostics ?? []), ...(action.diagnostics ?? [])];
    once.set(what, { ...action, diagnostics });
  }
  const offered = [...once.values()];
  return offered.map((action) => {
    const isAlone = offered.filter(({ title }) => title === action.title).length === 1;
    const line = isAlone ? undefined : lineOf(action.edit);
    return line === undefined ? action : { ...action, title: t('{0}, line {1}', action.title, line + 1) };
  });
}

/** Where an edit begins. */
function lineOf(edit: WorkspaceEdit | undefined): number | undefined {
  const changes = edit?.documentChanges ?? Object.values(edit?.changes ?? {}).map((edits) => ({ edits }));
  const [first] = changes.flatMap((change) => ('edits' in change ? change.edits : []));
  return first?.range.start.line;
}

/** Says when a fix wants to be looked at. */
function reviewed(title: string, safety: Safety, { language: { t } }: ActionNeeds): string {
  return safety === 'safe' ? title : t('{0} (review the change)', title);
}

/** "Fix all of this rule", here when there is more than the one under the cursor, and in the workspace. */
async function fixRule(
  finding: Finding,
  safety: Safety,
  analysis: Analysis,
  diagnostics: Diagnostic[],
  needs: ActionNeeds,
): Promise<CodeAction[]> {
  const { document, report } = analysis;
  const { t } = needs.language;
  const { uri, version } = document;
  const { rule } = finding;
  const name = needs.language.rule(rule)?.title ?? findFacts(rule)?.title ?? rule;
  const same = report.findings.filter((other) => other.rule === rule).length;
  const kind = CodeActionKind.QuickFix;
  const actions: CodeAction[] = [];
  if (same > 1) {
    const title = reviewed(t('Fix all {0} in this file: {1}', same, name), safety, needs);
    actions.push(
      ...(await withEdit({ title, kind, diagnostics }, { uri, version, what: 'rule', rule, safety }, analysis, needs)),
    );
  }
  if (needs.ownCommands) {
    const title = t('Fix all in the workspace: {0}...', name);
    actions.push({
      title,
      kind,
      diagnostics,
      command: { title, command: 'bulkhead.fixWorkspace', arguments: [{ rule }] },
    });
  }
  return actions;
}

/** Everything the rules can do for one container or for the file, the fixes that want a look included. */
async function hardenActions(here: readonly Finding[], analysis: Analysis, needs: ActionNeeds): Promise<CodeAction[]> {
  if (!here.length) return [];
  const { document, report } = analysis;
  const { t } = needs.language;
  const { uri, version } = document;
  const actions: CodeAction[] = [];
  const container =
    report.kind === 'kubernetes' ? here.map(containerOf).find((found) => found !== undefined) : undefined;
  if (container) {
    const title = t('Harden this container (review the changes)');
    const params: EditParams = { uri, version, what: 'scope', start: container.start };
    actions.push(...(await withEdit({ title, kind: hardenKind }, params, analysis, needs)));
  }
  const title = analysis.chart
    ? t('Harden this chart (review the changes)')
    : report.kind === 'dockerfile'
      ? t('Harden this Dockerfile (review the changes)')
      : t('Harden this file (review the changes)');
  actions.push(...(await withEdit({ title, kind: hardenKind }, { uri, version, what: 'file' }, analysis, needs)));
  return actions;
}

/** The container of a finding about one: in a manifest its scopes are object, pod, container. */
function containerOf({ scope }: Finding): Span | undefined {
  return scope[2];
}

async function all(analysis: Analysis, needs: ActionNeeds): Promise<CodeAction[]> {
  // Saving one file of a chart must not change another: its fixes are offered one by one, or when asked for.
  if (analysis.chart) return [];
  const { uri, version } = analysis.document;
  const title = needs.language.t('Apply all safe Bulkhead fixes');
  return withEdit({ title, kind: fixAllKind }, { uri, version, what: 'safe' }, analysis, needs);
}

/** Nothing when the action would change nothing; a lazy one must be taken on trust. */
async function withEdit(
  action: CodeAction,
  params: EditParams,
  analysis: Analysis,
  needs: ActionNeeds,
): Promise<CodeAction[]> {
  if (!analysis.report.findings.some(isWanted(params))) return [];
  if (needs.lazy) return [{ ...action, data: params }];
  const edit = await editNow(params, analysis, needs);
  return edit ? [{ ...action, edit }] : [];
}

function uniqueByTitle(actions: readonly CodeAction[]): CodeAction[] {
  return [...new Map(actions.map((action) => [action.title, action])).values()];
}
