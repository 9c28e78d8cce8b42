import * as vscode from 'vscode';

declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

/** The pages of the rules have a scheme of their own: by it the editor knows that they are to be read, not edited. */
const scheme = 'bulkhead-rule';

export function serveRulePages(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent({ path }) {
      const page = vscode.Uri.joinPath(context.extensionUri, 'docs/rules', path);
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(page));
    },
  });
}

export function rulePage(rule: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${rule}.md` });
}

/** Shows Markdown as it is meant to be read; as text where the built-in preview is switched off or missing. */
export async function showMarkdown(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('markdown.showPreview', uri).then(undefined, async () => {
    await vscode.window.showTextDocument(uri, { preview: true });
  });
}
