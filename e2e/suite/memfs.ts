import * as vscode from 'vscode';
import { memoryFiles } from './memoryFiles';
import { harness } from './tests/look';

/** Serves the sample project as `memfs:/shop`, like an editor in the browser that has a repository but no disk. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const files = (await (await fetch(`${harness()}/files`)).json()) as Readonly<Record<string, string>>;
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider('memfs', memoryFiles(files), { isCaseSensitive: true }),
  );
}
