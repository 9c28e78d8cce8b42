import * as vscode from 'vscode';
import { actionsAt, change, closeAll, findingOf, findingsWhen, open, ruleOf, setting } from './editor';
import { equal, matches, ok } from './expect';
import { look } from './look';

describe('fixes', () => {
  afterEach(closeAll);

  it('are offered for a finding and change only what they must', async () => {
    const { document } = await open('k8s/recommender.yaml');
    const before = document.getText();
    const { range } = await findingOf(document.uri, 'host-network');
    const fixes = (await actionsAt(document.uri, range, vscode.CodeActionKind.QuickFix)).filter(({ edit }) => edit);
    const fix = fixes.find(({ isPreferred }) => isPreferred);
    ok(fix?.edit, `a fix for host-network among ${fixes.map(({ title }) => title)}`);
    const { edit } = fix;
    const after = await change(document, () => vscode.workspace.applyEdit(edit));
    await findingsWhen(document.uri, (all) => all.length > 0 && all.every((one) => ruleOf(one) !== 'host-network'));
    const changed = before.split('\n').filter((line, index) => line !== after.split('\n')[index]);
    ok(changed.length > 0, 'something has changed');
    matches(after, /Came from a proof of concept/, 'the comments are there');
  });

  it('are in the menu under the light bulb', async () => {
    const editor = await open('k8s/recommender.yaml');
    const { range } = await findingOf(editor.document.uri, 'privileged-container');
    editor.selection = new vscode.Selection(range.start, range.start);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await vscode.commands.executeCommand('editor.action.quickFix');
    await look('quick-fix');
    await change(editor.document, () => vscode.commands.executeCommand('acceptSelectedCodeAction'));
    await findingsWhen(editor.document.uri, (all) => all.every((one) => ruleOf(one) !== 'privileged-container'));
  });

  it('are applied all at once when they are safe, and undone at once', async () => {
    await setting('profile', 'all');
    const { document } = await open('recommender/Dockerfile');
    const before = document.getText();
    await findingOf(document.uri, 'add-used-for-local-files');
    const after = await change(document, () => vscode.commands.executeCommand('bulkhead.fixAll'));
    matches(after, /^COPY serve\.py \.$/m, 'the text after the safe fixes');
    await findingsWhen(document.uri, (all) => all.every((one) => ruleOf(one) !== 'add-used-for-local-files'));
    await look('fixed');
    equal(await change(document, () => vscode.commands.executeCommand('undo')), before, 'the text after one undo');
    await setting('profile', undefined);
  });

  it('harden a whole container in one edit', async () => {
    const { document } = await open('k8s/recommender.yaml');
    const { range } = await findingOf(document.uri, 'capability-dangerous-added');
    const offered = await actionsAt(document.uri, range, vscode.CodeActionKind.Refactor);
    const harden = offered.find(({ title }) => title.startsWith('Harden this container'));
    ok(harden?.edit, `an action with an edit among ${offered.map(({ title }) => title)}`);
    const { edit } = harden;
    const after = await change(document, () => vscode.workspace.applyEdit(edit));
    ok(!after.includes('SYS_ADMIN'), 'the capability is gone');
    matches(after, /privileged: true # the GPU/, 'the other container is as it was');
    await look('hardened');
  });
});
