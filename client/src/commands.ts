import { type CheckWorkspaceResult, checkWorkspaceRequest } from '@bulkhead/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** The commands of the palette and of links in hovers. */
export function registerCommands(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('bulkhead.fixAll', fixAll),
    vscode.commands.registerCommand('bulkhead.explainRule', (rule?: unknown) => explainRule(context, rule)),
    vscode.commands.registerCommand('bulkhead.checkWorkspace', () => checkWorkspace(client)),
    vscode.commands.registerCommand('bulkhead.restart', () => restart(client)),
    vscode.commands.registerCommand('bulkhead.showLog', () => log.show()),
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
  else vscode.window.setStatusBarMessage(vscode.l10n.t('Bulkhead: nothing here can be fixed without a look.'), 5_000);
}

/** Shows the page of a rule; without one, of the findings in the file or of any rule the user picks. */
async function explainRule(context: vscode.ExtensionContext, rule: unknown): Promise<void> {
  const pages = vscode.Uri.joinPath(context.extensionUri, 'docs/rules');
  const id = typeof rule === 'string' && /^[a-z0-9-]+$/.test(rule) ? rule : await pickRule(pages);
  if (id) await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(pages, `${id}.md`));
}

async function pickRule(pages: vscode.Uri): Promise<string | undefined> {
  const files = await vscode.workspace.fs.readDirectory(pages);
  const ids = files.filter(([name]) => /^[a-z0-9-]+\.md$/.test(name)).map(([name]) => name.replace(/\.md$/, ''));
  const editor = vscode.window.activeTextEditor;
  const here = new Set(
    (editor ? vscode.languages.getDiagnostics(editor.document.uri) : [])
      .filter(({ source }) => source === 'bulkhead')
      .map(({ code }) => String(typeof code === 'object' ? code.value : code)),
  );
  const items = ids
    .sort((a, b) => Number(here.has(b)) - Number(here.has(a)) || a.localeCompare(b))
    .map((id) => ({ label: id, ...(here.has(id) ? { description: vscode.l10n.t('in this file') } : {}) }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which rule?') }))?.label;
}

/** Checks what nobody has opened; the progress is the server's, with its button to cancel. */
async function checkWorkspace(client: BaseLanguageClient): Promise<CheckWorkspaceResult> {
  const result = await client.sendRequest<CheckWorkspaceResult>(checkWorkspaceRequest, {});
  if (!result.cancelled) {
    const said = vscode.l10n.t('Bulkhead: {0} findings in {1} files.', result.findings, result.files);
    vscode.window.setStatusBarMessage(said, 10_000);
    if (result.findings) await vscode.commands.executeCommand('workbench.actions.view.problems');
  }
  return result;
}

async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.needsStop()) await client.stop();
  await client.start();
}
