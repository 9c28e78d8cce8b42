import * as vscode from 'vscode';
import { change, closeAll, findingsWhen, hoverAt, open, when } from './editor';
import { equal, matches, ok } from './expect';
import { look } from './look';

/** The place of the last letter of a word. */
function placeOf(document: vscode.TextDocument, word: string): vscode.Position {
  const at = document.getText().indexOf(word);
  ok(at >= 0, `${word} in ${document.fileName}`);
  return document.positionAt(at + word.length - 1);
}

async function template(): Promise<vscode.TextEditor> {
  const editor = await open('chart/templates/deployment.yaml');
  const isHelm = () =>
    vscode.workspace.textDocuments.find(
      ({ uri, languageId }) => uri.path === editor.document.uri.path && languageId === 'helm',
    );
  await when(vscode.workspace.onDidOpenTextDocument, isHelm);
  return editor;
}

describe('charts', () => {
  afterEach(closeAll);

  it('templates are helm, other YAML stays what it is', async () => {
    equal((await template()).document.languageId, 'helm', 'the template');
    equal((await open('chart/values.yaml')).document.languageId, 'yaml', 'the values');
    equal((await open('k8s/recommender.yaml')).document.languageId, 'yaml', 'a manifest');
    await template();
    await look('helm-template');
  });

  it('a value says where it lands, and leads to the template and back', async () => {
    const editor = await open('chart/values.yaml');
    await findingsWhen(editor.document.uri, () => true);
    const at = placeOf(editor.document, 'repository');
    const text = await hoverAt(editor.document.uri, at);
    matches(text, /Lands in\n- `Deployment .+`, container `.+`: `image`/, 'where it lands');
    editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await vscode.commands.executeCommand('editor.action.showHover');
    await look('helm-hover');
    const uses = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeDefinitionProvider',
      editor.document.uri,
      at,
    );
    const [use] = uses;
    ok(use, 'a use');
    ok(use.uri.path.endsWith('/chart/templates/deployment.yaml'), 'it is in the template');
    const back = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeDefinitionProvider',
      use.uri,
      use.range.end,
    );
    ok(
      back.some(({ uri }) => uri.path.endsWith('/chart/values.yaml')),
      'and back',
    );
  });

  it('the rendered manifest stands beside the file and follows the typing', async () => {
    const editor = await open('chart/values.yaml');
    await findingsWhen(editor.document.uri, () => true);
    await vscode.commands.executeCommand('bulkhead.showManifest');
    const manifest = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'bulkhead-manifest');
    ok(manifest, 'the manifest is open');
    matches(manifest.getText(), /^---\n# Source: .+\/templates\/deployment\.yaml\n/, 'its text');
    await when(vscode.languages.onDidChangeDiagnostics, () =>
      vscode.languages.getDiagnostics(manifest.uri).length > 0 ? true : undefined,
    );
    await look('helm-manifest');
    const shown = await vscode.window.showTextDocument(editor.document);
    const two = editor.document.positionAt(editor.document.getText().indexOf('replicas: 2') + 'replicas: '.length);
    const followed = when(vscode.workspace.onDidChangeTextDocument, () =>
      manifest.getText().includes('replicas: 3') ? true : undefined,
    );
    await change(editor.document, () =>
      shown.edit((edit) => edit.replace(new vscode.Range(two, two.translate(0, 1)), '3')),
    );
    await followed;
    const found = () => vscode.languages.getDiagnostics(manifest.uri).length;
    await closeAll();
    await when(vscode.languages.onDidChangeDiagnostics, () => (found() === 0 ? true : undefined));
    // The editor still has the document; its findings come back with it.
    await open('chart/values.yaml');
    await vscode.commands.executeCommand('bulkhead.showManifest');
    await when(vscode.languages.onDidChangeDiagnostics, () => (found() > 0 ? true : undefined));
  });
});
