import { type RulePageParams, rulePageRequest } from '@bulkhead/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

/** The pages of the rules have a scheme of their own: by it the editor knows that they are to be read, not edited. */
const scheme = 'bulkhead-rule';

export function serveRulePages(context: vscode.ExtensionContext, client: BaseLanguageClient): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent({ path }) {
      const file = vscode.Uri.joinPath(context.extensionUri, 'docs/rules', path);
      const page = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
      if (!client.isRunning()) return page;
      const rule = path.slice(1).replace(/\.md$/, '');
      // English is better than nothing.
      return client.sendRequest<string>(rulePageRequest, { rule, page } satisfies RulePageParams).catch(() => page);
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
