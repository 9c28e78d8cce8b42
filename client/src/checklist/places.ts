import * as vscode from 'vscode';
import { virtual } from '../virtual';
import type { Chosen } from './decisions';
import type { ChecklistNode, Element } from './elements';

/** Both sides of an unfinished merge beside each other. */
export async function compareBoth({ ours, theirs }: { ours: string; theirs: string }): Promise<void> {
  const title = vscode.l10n.t('Our side and their side');
  await vscode.commands.executeCommand(
    'vscode.diff',
    virtual('ours.yaml', ours),
    virtual('theirs.yaml', theirs),
    title,
  );
}

/** Opens the place of a finding or a file, relative to the checklist. */
export async function openTarget(checklist: string, target: ChecklistNode['target']): Promise<void> {
  if (!target) return;
  const uri = vscode.Uri.joinPath(vscode.Uri.parse(checklist), '..', target.file);
  await openAt(uri, (target.line ?? 1) - 1);
}

/** Opens a file with a line in sight. */
export async function openAt(uri: vscode.Uri, line: number): Promise<void> {
  try {
    const editor = await vscode.window.showTextDocument(uri, { preview: true });
    const at = new vscode.Position(Math.min(line, editor.document.lineCount - 1), 0);
    editor.selection = new vscode.Selection(at, at);
    editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  } catch {
    void vscode.window.showWarningMessage(vscode.l10n.t('{0} cannot be opened.', vscode.workspace.asRelativePath(uri)));
  }
}

/**
 * Evidence points to a link or a file, and the standards are listed on the page about the item. The editor itself asks
 * before it opens a link.
 */
export async function openReference(
  element: Element | undefined,
  explain: (items: readonly Chosen[]) => Promise<void>,
): Promise<void> {
  if (element?.node === undefined) return;
  const { uri, node } = element;
  const reference = node.target?.file;
  if (reference === undefined) await explain([{ uri, ids: node.item === undefined ? [] : [node.item] }]);
  else if (/^https?:\/\//i.test(reference)) await vscode.env.openExternal(vscode.Uri.parse(reference));
  else if (!/^[a-z][a-z0-9+.-]*:/i.test(reference)) await openTarget(uri, { file: reference });
}

/** Begins with a template as the command does, where there is one. */
export async function insertTemplate(id: string | undefined): Promise<void> {
  if (id === 'x-checklist') return void (await vscode.commands.executeCommand('bulkhead.checklist.create'));
  const commands = await vscode.commands.getCommands(true);
  if (commands.includes('bulkhead.insertTemplate')) await vscode.commands.executeCommand('bulkhead.insertTemplate', id);
  else
    void vscode.window.showInformationMessage(vscode.l10n.t('Type the name of the template in a file: {0}', id ?? ''));
}
