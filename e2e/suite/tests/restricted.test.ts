import * as vscode from 'vscode';
import { chosen, fresh, list, run, write } from './checklist/list';
import { applyPreferredFix, closeAll, findingOf, findingsWhen, hoverAt, open, ruleOf } from './editor';
import { equal, matches, ok } from './expect';
import { look, lookAtMessage, send } from './look';

describe('a folder nobody trusts', () => {
  afterEach(closeAll);

  it('is checked, explained and mended: nothing of that runs or fetches what lies in it', async () => {
    equal(vscode.workspace.isTrusted, false, 'trusted');
    const { document } = await open('k8s/recommender.yaml');
    const { range } = await findingOf(document.uri, 'privileged-container');
    ok(await hoverAt(document.uri, range.start), 'a hover');
    await applyPreferredFix(document, range);
    await findingsWhen(document.uri, (all) => all.every((one) => ruleOf(one) !== 'privileged-container'));
    await look('restricted-findings');
  });

  it('charts are rendered: that reads files and runs none', async () => {
    const { document } = await open('chart/values.yaml');
    await findingsWhen(document.uri);
    await vscode.commands.executeCommand('bulkhead.showManifest');
    const manifest = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'bulkhead-manifest');
    matches(manifest?.getText() ?? '', /^---\n# Source: /, 'the manifest');
  });

  it('no registry is asked, and the person is told why', async () => {
    const { document } = await open('recommender/Dockerfile');
    await findingsWhen(document.uri);
    const before = document.getText();
    // A workspace's own settings may not switch it on either.
    const images = vscode.workspace.getConfiguration('bulkhead.images');
    await images.update('lookup', 'onSave', vscode.ConfigurationTarget.Workspace);
    equal(vscode.workspace.getConfiguration('bulkhead.images').get('lookup'), 'onDemand', 'the setting in force');
    await images.update('lookup', undefined, vscode.ConfigurationTarget.Workspace);
    const asked = await send('asked', {});
    void vscode.commands.executeCommand('bulkhead.pinFile');
    await lookAtMessage('restricted-pin');
    equal(document.getText(), before, 'the file');
    equal(await send('asked', {}), asked, 'questions to the registry');
  });

  it('the checklist says what it waits for', async () => {
    await vscode.commands.executeCommand('bulkhead.checklist.focus');
    await look('restricted-checklist');
  });

  it('a checklist that is there is shown, and says before any question that it is not changed', async () => {
    await write(list(), fresh);
    await look('restricted-checklist-shown');
    void run('decide', chosen());
    await lookAtMessage('restricted-checklist-decide');
    equal((await vscode.workspace.openTextDocument(list())).getText(), fresh, 'the checklist');
    await vscode.workspace.fs.delete(list());
  });
});
