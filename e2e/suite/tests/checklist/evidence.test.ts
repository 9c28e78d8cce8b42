import * as vscode from 'vscode';
import { actionsAt, closeAll, fileUri, findingOf, findings, findingsWhen, open, ruleOf, when } from '../editor';
import { matches, ok } from '../expect';
import { harness, look } from '../look';
import { chosen, list, path, replace, run, until, withChecklist } from './list';

const codes = (uri: vscode.Uri) => findings(uri).map(ruleOf);

describe('the evidence of the threat checklist', () => {
  withChecklist();
  afterEach(closeAll);

  it('holds a decision against the manifest, live', async () => {
    const { document } = await open(path);
    await until(document, /implementation: done/, () => run('markDone', chosen()));
    const found = await findingOf(list(), 'checklist-done-but-refuted');
    matches(found.message, /k8s\/recommender\.yaml/, 'where');
    await look('checklist-file');
    const manifest = await vscode.workspace.openTextDocument(fileUri('k8s/recommender.yaml'));
    await replace(manifest, 'privileged: true', 'privileged: false');
    await findingsWhen(list(), () => !codes(list()).includes('checklist-done-but-refuted'));
    // The manifest changed after the sign-off, so the decision asks to be confirmed.
    const stale = await findingOf(list(), 'checklist-stale');
    const [confirm] = (await actionsAt(list(), stale.range)).filter(({ title }) => /Confirm/.test(title));
    ok(confirm?.edit, 'a way to confirm');
    await vscode.workspace.applyEdit(confirm.edit);
    await findingsWhen(list(), () => !codes(list()).includes('checklist-stale'));
    await run('findings', chosen());
    await look('checklist-item');
    await replace(manifest, 'privileged: false', 'privileged: true');
    await manifest.save();
    await document.save();
  });

  it('is one step away from a finding', async () => {
    const { document } = await open('k8s/recommender.yaml');
    const { range } = await findingOf(document.uri, 'privileged-container');
    const action = (await actionsAt(document.uri, range)).find(({ title }) =>
      /Show in threat checklist: privileged-container/.test(title),
    );
    ok(action?.command, 'the action');
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
    await look('checklist-followed');
  });

  it('shows the item the cursor is on, when asked to follow', async () => {
    await run('toggleFollow');
    await run('findings', { ...chosen(), ids: ['host-paths'] });
    const manifest = await open('k8s/recommender.yaml');
    const { range } = await findingOf(manifest.document.uri, 'privileged-container');
    manifest.selection = new vscode.Selection(range.start, range.start);
    await look('checklist-followed');
    const editor = await open(path);
    const at = editor.document.positionAt(editor.document.getText().indexOf('  host-paths:') + 3).translate(1);
    editor.selection = new vscode.Selection(at, at);
    await look('checklist-block');
    await run('toggleFollow');
  });

  it('leads from an item to its references and its templates', async () => {
    if (!harness()) return;
    await open('k8s/recommender.yaml');
    await run('findings', chosen());
    await look('checklist-references');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    const made = fileUri('k8s/deployment.yaml');
    await look('checklist-template');
    await when(vscode.window.onDidChangeActiveTextEditor, () =>
      vscode.window.activeTextEditor?.document.uri.path === made.path ? true : undefined,
    );
    matches(vscode.window.activeTextEditor?.document.getText() ?? '', /allowPrivilegeEscalation: false/, 'the file');
    await closeAll();
    await vscode.workspace.fs.delete(made);
  });

  it('says which rules looked at which files', async () => {
    await run('explain', chosen());
    await look('checklist-explained');
  });
});
