import * as vscode from 'vscode';
import { memoryFiles } from '../memoryFiles';
import { applyPreferredFix, closeAll, findingOf, findings, findingsWhen, hoverAt, ruleOf, when } from './editor';
import { equal, matches, ok } from './expect';
import { look } from './look';

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  hostNetwork: true\n  hostPID: true\n';
const rulesOf = (found: readonly vscode.Diagnostic[]) => new Set(found.map(ruleOf));

function folderNamed(name: string): vscode.WorkspaceFolder {
  const found = vscode.workspace.workspaceFolders?.find((folder) => folder.name === name);
  ok(found, name);
  return found;
}

const inFolder = (name: string, path: string) => vscode.Uri.joinPath(folderNamed(name).uri, path);
const write = (uri: vscode.Uri, text: string) => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));

async function show(uri: vscode.Uri): Promise<vscode.TextDocument> {
  return (await vscode.window.showTextDocument(uri)).document;
}

/** Changes the folders of the window and waits until the editor has done so. */
async function changeFolders(start: number, remove: number, ...add: readonly { uri: vscode.Uri; name: string }[]) {
  const before = vscode.workspace.workspaceFolders?.length ?? 0;
  const done = when(vscode.workspace.onDidChangeWorkspaceFolders, () =>
    vscode.workspace.workspaceFolders?.length === before - remove + add.length ? true : undefined,
  );
  ok(vscode.workspace.updateWorkspaceFolders(start, remove, ...add), 'the folders can be changed');
  await done;
}

describe('several folders', () => {
  afterEach(closeAll);

  it('are each judged by their own settings file', async () => {
    const shop = await show(inFolder('shop', 'k8s/recommender.yaml'));
    await findingOf(shop.uri, 'host-network');
    const bank = await show(inFolder('bank', 'pod.yaml'));
    await findingOf(bank.uri, 'host-pid');
    ok(!rulesOf(findings(bank.uri)).has('host-network'), 'the bank has switched it off');
    await look('folders-status');
  });

  it('come and go, and so does what was found in them', async () => {
    const uri = vscode.Uri.joinPath(folderNamed('bank').uri, '../inn');
    const inside = vscode.Uri.joinPath(uri, 'pod.yaml');
    await write(inside, pod);
    await changeFolders(2, 0, { uri, name: 'inn' });
    await vscode.commands.executeCommand('bulkhead.checkWorkspace');
    await findingOf(inside, 'host-network');
    await changeFolders(2, 1);
    await findingsWhen(inside, (all) => all.length === 0);
    await findingsWhen(inFolder('shop', 'k8s/access.yaml'));
    await vscode.workspace.fs.delete(uri, { recursive: true });
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('a renamed file takes its findings along', async () => {
    const [from, to] = [inFolder('bank', 'before.yaml'), inFolder('bank', 'after.yaml')];
    await write(from, pod);
    await show(from);
    await findingOf(from, 'host-pid');
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(from, to);
    ok(await vscode.workspace.applyEdit(edit), 'renamed');
    await show(to);
    await findingOf(to, 'host-pid');
    await findingsWhen(from, (all) => all.length === 0);
    await vscode.workspace.fs.delete(to);
  });

  it('one may be on no disk: it has findings, fixes, hovers and a settings file all the same', async () => {
    const files = memoryFiles({ 'cloud/pod.yaml': pod, 'cloud/.bulkhead.yaml': 'rules:\n  host-network: off\n' });
    const provider = vscode.workspace.registerFileSystemProvider('cloudfs', files);
    await changeFolders(2, 0, { uri: vscode.Uri.parse('cloudfs:/cloud'), name: 'cloud' });
    const document = await show(inFolder('cloud', 'pod.yaml'));
    const { range } = await findingOf(document.uri, 'host-pid');
    ok(!rulesOf(findings(document.uri)).has('host-network'), 'its settings file is read');
    ok(await hoverAt(document.uri, range.start), 'a hover');
    matches(await applyPreferredFix(document, range), /hostPID: false\n$/, 'the fixed text');
    await write(inFolder('cloud', '.bulkhead.yaml'), 'profile: baseline\n');
    await findingOf(document.uri, 'host-network');
    await look('folders-virtual');
    await closeAll();
    await changeFolders(2, 1);
    equal(findings(document.uri).length, 0, 'findings of a folder that is gone');
    provider.dispose();
  });

  it('are asked for when a settings file is to be made', async () => {
    const made = vscode.commands.executeCommand('bulkhead.init');
    await look('folders-init');
    await made;
    equal(vscode.window.activeTextEditor?.document.uri.path, inFolder('bank', '.bulkhead.yaml').path, 'in front');
  });
});
