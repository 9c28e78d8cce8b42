import { createChecklist } from '@bulkhead/rules/checklist/create';
import * as vscode from 'vscode';
import { fileUri, setting, when } from '../editor';
import { ok } from '../expect';

/** The checklist of the suite's workspace. */
export const path = 'threat-checklist.yaml';
export const list = (): vscode.Uri => fileUri(path);
/** The item most tests are about. */
export const chosen = (): { uri: string; ids: string[] } => ({ uri: list().toString(), ids: ['no-privileged'] });

export const fresh = createChecklist({ component: 'shop', profile: 'standard', tier: 'full' });

/** Gives a group of tests a checklist, and takes it away afterwards. */
export function withChecklist(): void {
  before(async () => {
    await setting('checklist.author', 'suite');
    await write(list(), fresh);
  });
  beforeEach(() => reset(fresh));
  after(async () => {
    await setting('checklist.author', undefined);
    await vscode.workspace.fs.delete(list());
  });
}

/** Makes the file say something else, in the editor: what is written behind its back is noticed when it likes. */
export async function reset(text: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(list());
  if (document.getText() !== text) {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
    await vscode.workspace.applyEdit(edit);
  }
  await document.save();
  return document;
}

export async function write(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

export function run(command: string, ...given: unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(`bulkhead.checklist.${command}`, ...given);
}

/** The block of an item as the file has it now. */
export function block(document: vscode.TextDocument, id = 'no-privileged'): string {
  return new RegExp(`^ {2}${id}:\\n(?: {4}.*\\n)*`, 'm').exec(document.getText())?.[0] ?? '';
}

/** Runs something and waits until the item's block says what is wanted. */
export async function until(
  document: vscode.TextDocument,
  wanted: RegExp,
  act: () => Thenable<unknown>,
): Promise<void> {
  await act();
  await when(vscode.workspace.onDidChangeTextDocument, () => (wanted.test(block(document)) ? true : undefined));
}

/** Changes a word of a file in the editor, as somebody would who types. */
export async function replace(document: vscode.TextDocument, before: string, after: string): Promise<void> {
  const at = document.getText().indexOf(before);
  ok(at >= 0, before);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + before.length));
  edit.replace(document.uri, range, after);
  await vscode.workspace.applyEdit(edit);
}

/** The themes of the editor, by what the pictures are called. */
export const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  contrast: 'Default High Contrast',
};

export async function theme(name: string | undefined): Promise<void> {
  const workbench = vscode.workspace.getConfiguration('workbench');
  await workbench.update('colorTheme', name, vscode.ConfigurationTarget.Workspace);
}
