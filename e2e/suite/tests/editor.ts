import * as vscode from 'vscode';
import { ok } from './expect';

/** Resolves when `read` gives something, asking again at every event; the suite's time limit ends a wait in vain. */
export async function when<T>(event: vscode.Event<unknown>, read: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const ask = () => {
      const found = read();
      if (found === undefined) return;
      listener.dispose();
      resolve(found);
    };
    const listener = event(ask);
    ask();
  });
}

/** Asks a provider until the answer is what it should be: what an answer depends on may still be on its way. */
export async function answers<T>(ask: () => Thenable<T>, wanted: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
  }
}

export function fileUri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  ok(folder, 'the suite runs on a folder');
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Opens a file of the workspace in front of everything else. */
export async function open(path: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(fileUri(path));
  return vscode.window.showTextDocument(document);
}

/** Opens text that is in no file. */
export async function openText(language: string, content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  const editor = await vscode.window.showTextDocument(document);
  // A busy editor gives a new document what an earlier one of the same name held: its backup is not gone yet.
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  if (document.getText() !== content) await editor.edit((edit) => edit.replace(whole, content));
  return editor;
}

export function findings(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'bulkhead');
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** The findings of a document, once there are any that satisfy `wanted`. */
export async function findingsWhen(
  uri: vscode.Uri,
  wanted: (found: readonly vscode.Diagnostic[]) => boolean = (found) => found.length > 0,
): Promise<vscode.Diagnostic[]> {
  return when(vscode.languages.onDidChangeDiagnostics, () => {
    const found = findings(uri);
    return wanted(found) ? found : undefined;
  });
}

/** The first finding of a rule, once it is there. */
export async function findingOf(uri: vscode.Uri, rule: string): Promise<vscode.Diagnostic> {
  const found = (await findingsWhen(uri, (all) => all.some((one) => ruleOf(one) === rule))).find(
    (one) => ruleOf(one) === rule,
  );
  ok(found, rule);
  return found;
}

/** The code actions the editor would offer at a place. */
export async function actionsAt(
  uri: vscode.Uri,
  range: vscode.Range,
  kind?: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, range, kind?.value, 100);
}

/** What the hovers at a place say. */
export async function hoverAt(uri: vscode.Uri, at: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at);
  return hovers
    .flatMap(({ contents }) => contents.map((one) => (typeof one === 'string' ? one : one.value)))
    .join('\n');
}

/** Applies the fix that is offered first for a finding; returns the text after it. */
export async function applyPreferredFix(document: vscode.TextDocument, range: vscode.Range): Promise<string> {
  const fixes = await actionsAt(document.uri, range, vscode.CodeActionKind.QuickFix);
  const edit = fixes.find(({ isPreferred }) => isPreferred)?.edit;
  ok(edit, 'a fix');
  return change(document, () => vscode.workspace.applyEdit(edit));
}

/** Runs what changes a document and waits until it has changed. */
export async function change(document: vscode.TextDocument, act: () => Thenable<unknown>): Promise<string> {
  const before = document.version;
  const changed = when(vscode.workspace.onDidChangeTextDocument, () => (document.version > before ? true : undefined));
  await act();
  await changed;
  return document.getText();
}

/** Sets one of our settings for the workspace; without a value takes it back. */
export async function setting(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('bulkhead').update(name, value, vscode.ConfigurationTarget.Workspace);
}

/** Gives up unsaved changes, so that no test sees what another did. */
export async function closeAll(): Promise<void> {
  while (vscode.window.activeTextEditor?.document.isDirty) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
