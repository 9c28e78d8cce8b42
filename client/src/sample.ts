import * as vscode from 'vscode';

declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** Writes a small project with much to find into a folder that the person picks, and opens it. */
export async function sampleProject(context: vscode.ExtensionContext, given: unknown): Promise<vscode.Uri | undefined> {
  const { t } = vscode.l10n;
  const parent =
    given instanceof vscode.Uri
      ? given
      : (
          await vscode.window.showOpenDialog({
            canSelectFiles: false,
            canSelectFolders: true,
            title: t('Where should the sample project be put?'),
            openLabel: t('Put It Here'),
          })
        )?.[0];
  if (!parent) return undefined;
  const folder = await freeName(parent);
  const source = vscode.Uri.joinPath(context.extensionUri, 'dist/server/sample.json');
  const files: Readonly<Record<string, string>> = JSON.parse(
    new TextDecoder().decode(await vscode.workspace.fs.readFile(source)),
  );
  try {
    for (const [path, text] of Object.entries(files))
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, path), new TextEncoder().encode(text));
  } catch (error) {
    void vscode.window.showErrorMessage(t('The sample project could not be written: {0}', String(error)));
    return undefined;
  }
  // Who calls it with a folder opens what they need themselves.
  if (given instanceof vscode.Uri) return folder;
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
  return folder;
}

async function freeName(parent: vscode.Uri): Promise<vscode.Uri> {
  const taken = new Set((await vscode.workspace.fs.readDirectory(parent)).map(([name]) => name));
  let name = 'bulkhead-sample';
  for (let number = 2; taken.has(name); number++) name = `bulkhead-sample-${number}`;
  return vscode.Uri.joinPath(parent, name);
}
