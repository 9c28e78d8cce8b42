import { createChecklist } from '@bulkhead/rules/checklist/create';
import * as vscode from 'vscode';
import { actionsAt, closeAll, fileUri, findingOf, findings, findingsWhen, open, ruleOf, setting, when } from './editor';
import { matches, ok } from './expect';
import { look } from './look';

const path = 'threat-checklist.yaml';
const checklist = () => fileUri(path);
const chosen = () => ({ uri: checklist().toString(), ids: ['no-privileged'] });

/** The block of an item as the file has it now. */
function block(document: vscode.TextDocument, id: string): string {
  return new RegExp(`^ {2}${id}:\\n(?: {4}.*\\n)*`, 'm').exec(document.getText())?.[0] ?? '';
}

/** Runs a command and waits until the item's block says what is wanted. */
async function until(document: vscode.TextDocument, wanted: RegExp, act: () => Thenable<unknown>): Promise<void> {
  await act();
  await when(vscode.workspace.onDidChangeTextDocument, () =>
    wanted.test(block(document, 'no-privileged')) ? true : undefined,
  );
}

const codes = (uri: vscode.Uri) => findings(uri).map(ruleOf);

describe('the threat checklist', () => {
  before(async () => {
    await setting('checklist.author', 'suite');
    const text = createChecklist({ component: 'shop', profile: 'standard', tier: 'full' });
    await vscode.workspace.fs.writeFile(checklist(), new TextEncoder().encode(text));
  });
  afterEach(closeAll);
  after(async () => {
    await setting('checklist.author', undefined);
    await vscode.workspace.fs.delete(checklist());
  });

  it('shows every item in its view', async () => {
    await open('k8s/recommender.yaml');
    await vscode.commands.executeCommand('bulkhead.checklist.focus');
    await look('checklist-view');
  });

  it('writes a decision into the file, and undo takes it back', async () => {
    const { document } = await open(path);
    await until(document, /implementation: done/, () =>
      vscode.commands.executeCommand('bulkhead.checklist.markDone', chosen()),
    );
    matches(
      block(document, 'no-privileged'),
      /decision: required\n {4}implementation: done\n {4}by: suite\n {4}date: "\d{4}-\d\d-\d\d"/,
      'the decision',
    );
    await when(vscode.workspace.onDidSaveTextDocument, () => (document.isDirty ? undefined : true));
    await until(document, /decision: undecided/, () => vscode.commands.executeCommand('undo'));
    await document.save();
  });

  it('holds a decision against the manifest, live', async () => {
    const list = await open(path);
    await until(list.document, /implementation: done/, () =>
      vscode.commands.executeCommand('bulkhead.checklist.markDone', chosen()),
    );
    const found = await findingOf(checklist(), 'checklist-done-but-refuted');
    matches(found.message, /k8s\/recommender\.yaml/, 'where');
    await look('checklist-file');
    const manifest = await vscode.workspace.openTextDocument(fileUri('k8s/recommender.yaml'));
    const edit = new vscode.WorkspaceEdit();
    const at = manifest.getText().indexOf('privileged: true');
    ok(at >= 0, 'the fixture is privileged');
    edit.replace(
      manifest.uri,
      new vscode.Range(manifest.positionAt(at), manifest.positionAt(at + 16)),
      'privileged: false',
    );
    await vscode.workspace.applyEdit(edit);
    await findingsWhen(checklist(), () => !codes(checklist()).includes('checklist-done-but-refuted'));
    // The manifest changed after the sign-off, so the decision asks to be confirmed.
    await findingOf(checklist(), 'checklist-stale');
    const stale = findings(checklist()).find((one) => ruleOf(one) === 'checklist-stale');
    ok(stale, 'stale');
    const [confirm] = (await actionsAt(checklist(), stale.range)).filter(({ title }) => /Confirm/.test(title));
    ok(confirm?.edit, 'a way to confirm');
    await vscode.workspace.applyEdit(confirm.edit);
    await findingsWhen(checklist(), () => !codes(checklist()).includes('checklist-stale'));
    await vscode.commands.executeCommand('bulkhead.checklist.findings', chosen());
    await look('checklist-item');
    const back = new vscode.WorkspaceEdit();
    back.replace(
      manifest.uri,
      new vscode.Range(manifest.positionAt(at), manifest.positionAt(at + 17)),
      'privileged: true',
    );
    await vscode.workspace.applyEdit(back);
    await manifest.save();
    await vscode.window.showTextDocument(list.document);
    await list.document.save();
  });

  it('explains itself in the file', async () => {
    const { document } = await open(path);
    const at = document.positionAt(document.getText().indexOf('no-privileged') + 3);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at,
    );
    const text = hovers.flatMap(({ contents }) => contents.map((one) => (typeof one === 'string' ? one : one.value)));
    matches(text.join('\n'), /consider privileged containers\?/, 'the question');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      5,
    );
    ok(lenses.length > 100, 'a lens above each item');
    const value = document.positionAt(document.getText().indexOf('decision: ') + 10);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      value,
    );
    ok(
      list.items.some(({ label }) => label === 'not-applicable'),
      'the six decisions',
    );
  });

  it('is one step away from a finding', async () => {
    const { document } = await open('k8s/recommender.yaml');
    const { range } = await findingOf(document.uri, 'privileged-container');
    const action = (await actionsAt(document.uri, range)).find(({ title }) =>
      /Show in threat checklist: privileged-container/.test(title),
    );
    ok(action?.command, 'the action');
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
    await look('checklist-item');
  });

  it('draws the matrix in every theme, and a click filters the tree', async () => {
    await vscode.commands.executeCommand('bulkhead.checklist.matrix', { uri: checklist().toString() });
    const themes = {
      'matrix-light': 'Default Light Modern',
      'matrix-contrast': 'Default High Contrast',
      'matrix-dark': 'Default Dark Modern',
    };
    const workbench = vscode.workspace.getConfiguration('workbench');
    for (const [name, theme] of Object.entries(themes)) {
      await workbench.update('colorTheme', theme, vscode.ConfigurationTarget.Workspace);
      await look(name);
    }
    await look('matrix-click');
    await workbench.update('colorTheme', undefined, vscode.ConfigurationTarget.Workspace);
    await vscode.commands.executeCommand('bulkhead.checklist.clearFilter');
  });
});
