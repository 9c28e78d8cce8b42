import * as vscode from 'vscode';
import { showMarkdown } from './rulePages';

const scheme = 'bulkhead-page';

/** As many as somebody may still have open; older ones are empty when they are asked for again. */
const most = 50;

const texts = new Map<string, string>();
let made = 0;

/** Texts that are only looked at: no file, nothing to save. */
export function provideVirtual(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });
}

/** An address under which the editor shows a text; the name says in which language. */
export function virtual(name: string, text: string): vscode.Uri {
  made++;
  const uri = vscode.Uri.from({ scheme, path: `/${made}/${name}` });
  texts.set(uri.toString(), text);
  for (const old of [...texts.keys()].slice(0, -most)) texts.delete(old);
  return uri;
}

/** Shows Markdown as it is meant to be read. */
export async function preview(name: string, text: string): Promise<void> {
  const uri = virtual(`${name.replace(/[\\/?#]/g, ' ')}.md`, text);
  await showMarkdown(uri);
}
