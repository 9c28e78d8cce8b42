import * as vscode from 'vscode';
import { change, closeAll, fileUri, findingsWhen, open, openText } from './editor';
import { equal, matches, ok } from './expect';
import { harness, look } from './look';

const pdb = () => fileUri('k8s/pdb.yaml');
const read = async (uri: vscode.Uri) => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));

/** What the editor would offer at the end of a text. */
async function offeredAtEnd(language: string, text: string): Promise<string[]> {
  const { document } = await openText(language, text);
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    document.positionAt(text.length),
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

describe('templates', () => {
  afterEach(closeAll);

  it('are chosen from a list that can be searched, previewed, asked for and written', async () => {
    // A list that nobody answers waits for ever.
    if (!harness()) return;
    await open('k8s/recommender.yaml');
    const written = vscode.commands.executeCommand('bulkhead.newFromTemplate');
    await look('template-list');
    await look('template-preview');
    await look('template-questions');
    await written;
    equal(vscode.window.activeTextEditor?.document.uri.path, pdb().path, 'the file in front');
    matches(await read(pdb()), /^apiVersion: policy\/v1\n[\s\S]*\n {2}name: shop-front\n/, 'the answers in the file');
  });

  it('are never written over a file without asking', async () => {
    if (!harness()) return;
    await vscode.workspace.fs.writeFile(pdb(), new TextEncoder().encode('mine: true\n'));
    await open('k8s/recommender.yaml');
    const given = vscode.commands.executeCommand('bulkhead.newFromTemplate', 'k-pdb');
    await look('template-replace');
    await given;
    equal(await read(pdb()), 'mine: true\n', 'the file that was kept');
    await vscode.workspace.fs.delete(pdb());
  });

  it('are completed by their prefix where they fit, and nowhere else', async () => {
    ok((await offeredAtEnd('dockerfile', 'FROM a:1\nhd-us')).includes('hd-user-linux'), 'a snippet in a stage');
    ok(!(await offeredAtEnd('dockerfile', 'hd-us')).includes('hd-user-linux'), 'no snippet without a stage');
    const pod = 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      hk-con';
    ok((await offeredAtEnd('yaml', pod)).includes('hk-container-security'), 'a snippet in a container');
    const editor = await openText('dockerfile', 'FROM a:1\nhd-user-linux');
    await findingsWhen(editor.document.uri);
    const end = editor.document.positionAt(editor.document.getText().length);
    editor.selection = new vscode.Selection(end, end);
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    await look('template-completion');
    if (!harness()) return;
    const text = await change(editor.document, () => vscode.commands.executeCommand('acceptSelectedSuggestion'));
    matches(text, /^FROM a:1\n# .*\nUSER 65532:65532$/, 'the text with the snippet');
  });

  it('that answer a checklist item are inserted at the caret', async () => {
    if (!harness()) return;
    const text = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      ';
    const editor = await openText('yaml', text);
    const end = editor.document.positionAt(text.length);
    editor.selection = new vscode.Selection(end, end);
    const after = await change(editor.document, async () => {
      const inserted = vscode.commands.executeCommand('bulkhead.insertTemplate', 'no-privilege-escalation');
      await look('template-for-item');
      await inserted;
    });
    matches(after, /\n {6}securityContext:\n {8}allowPrivilegeEscalation: false\n/, 'the text with the block');
  });
});
