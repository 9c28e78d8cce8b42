import * as vscode from 'vscode';
import { exists } from './files';

/**
 * Templates of charts are no YAML: as such, other extensions would underline every brace. They become `helm` when they lie
 * below a Chart.yaml, once each, so that whoever sets another language keeps it. Files outside charts stay what they are.
 */
export function recogniseTemplates(): vscode.Disposable {
  const known = new Set<string>();
  const look = async (document: vscode.TextDocument) => {
    const { uri, languageId } = document;
    if (!['yaml', 'plaintext'].includes(languageId) || known.has(uri.toString())) return;
    const found = /^(.*)\/templates\/(?:.*\/)?(?:[^/]+\.(?:ya?ml|tpl)|NOTES\.txt)$/.exec(uri.path);
    if (!found || !(await exists(uri.with({ path: `${found[1]}/Chart.yaml` })))) return;
    known.add(uri.toString());
    await vscode.languages.setTextDocumentLanguage(document, 'helm');
  };
  for (const document of vscode.workspace.textDocuments) void look(document);
  return vscode.workspace.onDidOpenTextDocument((document) => void look(document));
}
