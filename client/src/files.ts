import {
  type ListFilesParams,
  listFilesRequest,
  type ReadFileParams,
  readBytesRequest,
  readFileRequest,
} from '@bulkhead/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

// Both the Node and the worker host have it; the compiler knows of neither here.
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };
declare const btoa: (letters: string) => string;

function base64(bytes: Uint8Array): string {
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}

const candidates = '**/{*[Dd]ockerfile*,Containerfile*,*.Containerfile,*.dockerignore,*.yaml,*.yml,*.tpl}';
const skipped = '**/{node_modules,.git,vendor,dist,.cache}/**';
const mostFiles = 2000;

/** Lets the server read the workspace through the window, where it has no file system of its own. */
export function answerFileRequests(client: BaseLanguageClient): vscode.Disposable {
  return vscode.Disposable.from(
    client.onRequest(readFileRequest, async ({ uri }: ReadFileParams): Promise<string | null> => {
      try {
        return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri)));
      } catch {
        return null; // Gone, or no longer ours to read: the server treats both as absent.
      }
    }),
    client.onRequest(readBytesRequest, async ({ uri }: ReadFileParams): Promise<string | null> => {
      try {
        return base64(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri)));
      } catch {
        return null;
      }
    }),
    client.onRequest(listFilesRequest, async ({ folder, which }: ListFilesParams): Promise<string[]> => {
      const below = new vscode.RelativePattern(vscode.Uri.parse(folder), which === 'chart' ? '**/*' : candidates);
      const found = await vscode.workspace.findFiles(below, skipped, mostFiles);
      return found.map((uri) => uri.toString());
    }),
  );
}
