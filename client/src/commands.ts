import {
  type CheckWorkspaceResult,
  checkWorkspaceRequest,
  type EditParams,
  type FixWorkspaceParams,
  type FixWorkspaceResult,
  fixWorkspaceRequest,
  type RuleTitlesResult,
  ruleTitlesRequest,
} from '@bulkhead/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient, WorkspaceEdit } from 'vscode-languageclient';
import { applyEdit, ignoreHere, init, ruleOf, turnRuleOff } from './living';
import type { RecordedLog } from './log';
import { reportProblem } from './report';
import { rulePage, serveRulePages, showMarkdown } from './rulePages';
import { sampleProject } from './sample';

/** The commands of the palette, of code actions and of links in hovers. */
export function registerCommands(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  log: RecordedLog,
): vscode.Disposable {
  const on = (name: string, run: (argument?: unknown) => unknown) =>
    vscode.commands.registerCommand(`bulkhead.${name}`, run);
  return vscode.Disposable.from(
    serveRulePages(context, client),
    on('fixAll', fixAll),
    on('hardenFile', () => hardenFile(client)),
    on('fixWorkspace', (argument) => fixWorkspace(client, argument as FixWorkspaceParams | undefined)),
    on('applyEdit', (params) => applyEdit(client, params as EditParams)),
    on('ignoreHere', (params) => ignoreHere(client, params)),
    on('turnRuleOff', (params) => turnRuleOff(client, params as EditParams)),
    on('explainRule', (rule) => explainRule(client, rule)),
    on('checkWorkspace', () => checkWorkspace(client)),
    on('init', () => init(client)),
    on('sampleProject', (folder) => sampleProject(context, folder)),
    on('getStarted', () => getStarted(context)),
    on('reportProblem', () => reportProblem(context, client, log)),
    on('restart', () => restart(client)),
    on('showLog', () => log.show()),
  );
}

const fixAllKind = 'source.fixAll.bulkhead';

/** Applies the safe fixes of the file in front as one edit, which is one undo; says so when there are none. */
async function fixAll(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return;
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    all,
    fixAllKind,
    1,
  );
  const edit = actions.find(({ kind }) => kind?.value === fixAllKind)?.edit;
  if (edit) await vscode.workspace.applyEdit(edit);
  else say(vscode.l10n.t('Bulkhead: nothing here can be fixed without a look.'));
}

/** Everything the rules can do for the file in front. */
async function hardenFile(client: BaseLanguageClient): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return;
  const { version } = document;
  const edit = await applyEdit(client, { uri: document.uri.toString(), version, what: 'file' });
  if (!edit) say(vscode.l10n.t('Bulkhead: nothing here can be fixed.'));
}

/** All fixes of the workspace, or of one rule. What wants a look is shown by the editor before it is applied. */
async function fixWorkspace(client: BaseLanguageClient, params: FixWorkspaceParams | undefined): Promise<void> {
  const rule = typeof params?.rule === 'string' ? { rule: params.rule } : {};
  const result = await client.sendRequest<FixWorkspaceResult>(fixWorkspaceRequest, rule);
  if (result.cancelled) return;
  if (!result.edit) return say(vscode.l10n.t('Bulkhead: there is nothing to fix in this workspace.'));
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(result.edit as WorkspaceEdit);
  const applied = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  if (applied) say(vscode.l10n.t('Bulkhead: the chosen fixes are applied.'));
}

function say(message: string): void {
  vscode.window.setStatusBarMessage(message, 8_000);
}

/** Shows the page of a rule; without one, of the findings in the file or of any rule the user picks. */
async function explainRule(client: BaseLanguageClient, rule: unknown): Promise<void> {
  const id = typeof rule === 'string' && /^[a-z0-9-]+$/.test(rule) ? rule : await pickRule(client);
  if (id) await showMarkdown(rulePage(id));
}

async function pickRule(client: BaseLanguageClient): Promise<string | undefined> {
  const titles = await client.sendRequest<RuleTitlesResult>(ruleTitlesRequest);
  const editor = vscode.window.activeTextEditor;
  const ours = (editor ? vscode.languages.getDiagnostics(editor.document.uri) : []).filter(
    ({ source }) => source === 'bulkhead',
  );
  const here = new Set(ours.map(ruleOf));
  const inThisFile = vscode.l10n.t('in this file');
  const items = Object.entries(titles)
    .sort(([a], [b]) => Number(here.has(b)) - Number(here.has(a)) || a.localeCompare(b))
    .map(([id, title]) => ({ id, label: title, description: here.has(id) ? `${id} - ${inThisFile}` : id }));
  const options = { placeHolder: vscode.l10n.t('Which rule?'), matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.id;
}

/** Checks what nobody has opened; the progress is the server's, with its button to cancel. */
async function checkWorkspace(client: BaseLanguageClient): Promise<CheckWorkspaceResult> {
  const result = await client.sendRequest<CheckWorkspaceResult>(checkWorkspaceRequest, {});
  if (!result.cancelled) {
    say(vscode.l10n.t('Bulkhead: {0} findings in {1} files.', result.findings, result.files));
    if (result.findings) await vscode.commands.executeCommand('workbench.actions.view.problems');
  }
  return result;
}

async function getStarted(context: vscode.ExtensionContext): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`, false);
}

/** Starts the server anew. */
export async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.needsStop()) await client.stop();
  await client.start();
}
