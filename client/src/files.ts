import { isCandidate, mostFiles, skippedFolders } from '@bulkhead/server/fileNames';
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

export function exists(uri: vscode.Uri): Thenable<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

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
      const wants = which === 'chart' ? () => true : isCandidate;
      return (await filesBelow(vscode.Uri.parse(folder), wants)).map((uri) => uri.toString());
    }),
  );
}

/** Folder by folder, because only some kinds of folders can be searched: `findFiles` waits for ever for a search in others. */
async function filesBelow(root: vscode.Uri, wants: (name: string) => boolean): Promise<vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  let folders = [root];
  while (folders.length > 0 && found.length < mostFiles) {
    const lists = await Promise.all(folders.map(entriesOf));
    const entries = lists.flat();
    // Links are left alone: they may lead in circles.
    found.push(
      ...entries.filter(({ name, type }) => type === vscode.FileType.File && wants(name)).map(({ uri }) => uri),
    );
    folders = entries
      .filter(({ name, type }) => type === vscode.FileType.Directory && !skippedFolders.has(name))
      .map(({ uri }) => uri);
  }
  return found.slice(0, mostFiles);
}

async function entriesOf(folder: vscode.Uri) {
  const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(folder)).catch(() => []);
  return entries.map(([name, type]) => ({ name, type, uri: vscode.Uri.joinPath(folder, name) }));
}
