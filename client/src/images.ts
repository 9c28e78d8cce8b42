import {
  type ImagesParams,
  type ImagesResult,
  type ImagesSavedParams,
  imageCommands,
  imagesRequest,
  imagesSavedNotification,
} from '@bulkhead/server/imagesProtocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { trustedOr } from './trust';
import { preview } from './virtual';

/** Registers the commands about images. Each is a wish of the user: nothing else makes the server ask a registry. */
export function activateImages(client: BaseLanguageClient, log: vscode.LogOutputChannel): vscode.Disposable {
  const register = (command: string, action: ImagesParams['action'], scope: ImagesParams['scope']) =>
    vscode.commands.registerCommand(command, (uri?: unknown, position?: unknown) =>
      ask(client, log, { action, scope, ...placeOf(uri, position), trusted: vscode.workspace.isTrusted }),
    );
  return vscode.Disposable.from(
    register(imageCommands.pinDigest, 'pin', 'reference'),
    register(imageCommands.pinFile, 'pin', 'file'),
    register(imageCommands.pinWorkspace, 'pin', 'workspace'),
    register(imageCommands.refreshDigest, 'refresh', 'reference'),
    register(imageCommands.showImageFacts, 'facts', 'reference'),
    vscode.workspace.onDidSaveTextDocument((document) => tellSaved(client, document)),
  );
}

/** Saving looks images up only for users who chose so. */
function tellSaved(client: BaseLanguageClient, document: vscode.TextDocument): void {
  const lookup = vscode.workspace.getConfiguration('bulkhead.images', document).get('lookup');
  if (lookup !== 'onSave' || !vscode.workspace.isTrusted) return;
  const params: ImagesSavedParams = { uri: document.uri.toString(), trusted: true };
  void client.sendNotification(imagesSavedNotification, params);
}

/** What a code action says, else the cursor. */
function placeOf(uri: unknown, position: unknown): Pick<ImagesParams, 'uri' | 'position'> {
  // A position of the editor's own has getters, and a worker is sent nothing but fields.
  if (typeof uri === 'string' && isPosition(position))
    return { uri, position: { line: position.line, character: position.character } };
  const editor = vscode.window.activeTextEditor;
  if (!editor) return {};
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}

function isPosition(value: unknown): value is { line: number; character: number } {
  const { line, character } = (value ?? {}) as { line?: unknown; character?: unknown };
  return typeof line === 'number' && typeof character === 'number';
}

async function ask(client: BaseLanguageClient, log: vscode.LogOutputChannel, params: ImagesParams): Promise<void> {
  if (!trustedOr(vscode.l10n.t('Images are looked up only in workspaces you trust.'))) return;
  const result = await client.sendRequest<ImagesResult>(imagesRequest, params);
  for (const problem of result.problems) log.warn(problem);
  // They are too long for a message.
  if (result.facts) await preview(vscode.l10n.t('Image facts'), result.facts);
  if (result.problems.length === 0) {
    void vscode.window.showInformationMessage(result.message);
    return;
  }
  const details = vscode.l10n.t('Show details');
  const text = `${result.message} ${result.problems[0]}`;
  if ((await vscode.window.showWarningMessage(text, details)) === details) log.show();
}
