import { type EditParams, editRequest, startingConfigRequest } from '@bulkhead/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient, WorkspaceEdit } from 'vscode-languageclient';
import { exists } from './files';

// Living with findings: ignoring one where it stands, switching a rule off, and the file that says how files are judged.

const configName = '.bulkhead.yaml';

/** Asks the server for an edit and applies it as one undo; says so when there is nothing to change any more. */
export async function applyEdit(
  client: BaseLanguageClient,
  params: EditParams,
): Promise<vscode.WorkspaceEdit | undefined> {
  const made = await client.sendRequest<WorkspaceEdit | null>(editRequest, params);
  const edit = made && (await client.protocol2CodeConverter.asWorkspaceEdit(made));
  return edit && (await vscode.workspace.applyEdit(edit)) ? edit : undefined;
}

/** Asks why, and writes the comment. Without arguments it is about the finding under the cursor. */
export async function ignoreHere(client: BaseLanguageClient, given: unknown): Promise<void> {
  const { t } = vscode.l10n;
  const params = isIgnore(given) ? given : await findingAtCursor();
  if (!params) return;
  const settings = vscode.workspace.getConfiguration('bulkhead', vscode.Uri.parse(params.uri));
  const needed = settings.get('suppressions.reasonRequired', true);
  const reason = await vscode.window.showInputBox({
    title: t('Why may {0} be ignored here?', params.rule),
    prompt: t('The reason is written above the line. End it with "(until 2027-01-31)" to be asked again that day.'),
    placeHolder: t('For example: the CNI plugin needs the network of the node'),
    ignoreFocusOut: true,
    validateInput: (text) =>
      needed && text.replace(/\(until.*$/, '').trim().length < 3
        ? t('An exception that nobody explains cannot be reviewed.')
        : undefined,
  });
  if (reason === undefined) return;
  if (await applyEdit(client, { ...params, reason })) return;
  void vscode.window.showInformationMessage(t('The file has changed in the meantime, or no comment can stand there.'));
}

function isIgnore(value: unknown): value is Extract<EditParams, { what: 'ignore' }> {
  const { uri, rule, what } = (value ?? {}) as Partial<Extract<EditParams, { what: 'ignore' }>>;
  return what === 'ignore' && typeof uri === 'string' && typeof rule === 'string';
}

async function findingAtCursor(): Promise<Extract<EditParams, { what: 'ignore' }> | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  const found = vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source, range }) => source === 'bulkhead' && range.intersection(selection));
  const items = found.map((finding) => ({ label: ruleOf(finding), detail: finding.message, finding }));
  const chosen = items.length > 1 ? await vscode.window.showQuickPick(items) : items[0];
  if (!chosen) {
    if (!items.length) void vscode.window.showInformationMessage(vscode.l10n.t('Put the cursor on a finding first.'));
    return undefined;
  }
  const start = document.offsetAt(chosen.finding.range.start);
  return {
    uri: document.uri.toString(),
    version: document.version,
    what: 'ignore',
    rule: chosen.label,
    start,
    reason: '',
  };
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}

/** Switches a rule off for the folder of a file, and shows where that is written. */
export async function turnRuleOff(client: BaseLanguageClient, params: EditParams): Promise<void> {
  if (params.what !== 'off') return;
  const { t } = vscode.l10n;
  const { rule } = params;
  const edit = await applyEdit(client, params);
  const [uri] = edit?.entries().map(([changed]) => changed) ?? [];
  if (uri) {
    await (await vscode.workspace.openTextDocument(uri)).save();
    const open = t('Open');
    const said = t('{0} is off in {1}.', rule, vscode.workspace.asRelativePath(uri));
    if ((await vscode.window.showInformationMessage(said, open)) === open) await vscode.window.showTextDocument(uri);
    return;
  }
  const settings = t('Turn Off in My Settings');
  const said = t('There is no {0} that could be changed for this file.', configName);
  if ((await vscode.window.showWarningMessage(said, settings)) !== settings) return;
  const bulkhead = vscode.workspace.getConfiguration('bulkhead');
  const rules = bulkhead.inspect<Record<string, string>>('rules')?.globalValue;
  await bulkhead.update('rules', { ...rules, [rule]: 'off' }, vscode.ConfigurationTarget.Global);
}

/** Opens the settings file of a folder, or writes one that explains every setting. */
export async function init(client: BaseLanguageClient): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.length > 1 ? await pickFolder() : folders[0];
  if (!folder) return;
  const uri = vscode.Uri.joinPath(folder.uri, configName);
  if (!(await exists(uri))) {
    const text = await client.sendRequest<string>(startingConfigRequest);
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(uri, { ignoreIfExists: true });
    edit.insert(uri, new vscode.Position(0, 0), text);
    if (!(await vscode.workspace.applyEdit(edit))) return;
    await (await vscode.workspace.openTextDocument(uri)).save();
  }
  await vscode.window.showTextDocument(uri);
}

function pickFolder(): Thenable<vscode.WorkspaceFolder | undefined> {
  return vscode.window.showWorkspaceFolderPick({ placeHolder: vscode.l10n.t('Settings file for which folder?') });
}
