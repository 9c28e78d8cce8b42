import * as vscode from 'vscode';
import { closeAll, findingOf, findingsWhen, hoverAt, open, openText } from './editor';
import { equal, matches, ok } from './expect';
import { look } from './look';

describe('around the findings', () => {
  afterEach(closeAll);

  it('a hover says why it matters and what the fix changes', async () => {
    const editor = await open('k8s/recommender.yaml');
    const { range } = await findingOf(editor.document.uri, 'privileged-container');
    const text = await hoverAt(editor.document.uri, range.start);
    matches(text, /`privileged-container`/, 'the rule');
    matches(text, /```diff/, 'the change');
    editor.selection = new vscode.Selection(range.start, range.start);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
    await vscode.commands.executeCommand('workbench.view.explorer');
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await vscode.commands.executeCommand('editor.action.showHover');
    await look('hover');
  });

  it('security fields are completed, the safest value first', async () => {
    const text = 'apiVersion: v1\nkind: Pod\nspec:\n  securityContext:\n    ';
    const editor = await openText('yaml', text);
    await findingsWhen(editor.document.uri, () => true);
    const end = editor.document.positionAt(text.length);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      editor.document.uri,
      end,
    );
    ok(
      list.items.some(({ label }) => label === 'runAsNonRoot'),
      `runAsNonRoot among ${list.items.map(({ label }) => JSON.stringify(label))}`,
    );
    editor.selection = new vscode.Selection(end, end);
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    await look('completion');
  });

  it('the status bar says how many there are', async () => {
    const { document } = await open('k8s/recommender.yaml');
    await findingsWhen(document.uri);
    await look('status');
  });

  it('the page of a rule opens as a preview', async () => {
    await open('k8s/recommender.yaml');
    await vscode.commands.executeCommand('bulkhead.explainRule', 'privileged-container');
    await look('rule-page');
  });

  it('a rule is chosen by its title, those of the file first', async () => {
    const { document } = await open('k8s/recommender.yaml');
    await findingsWhen(document.uri);
    const explained = vscode.commands.executeCommand('bulkhead.explainRule');
    await look('rule-choice');
    await explained;
    await look('rule-page');
  });

  it('the extension starts only for its languages', async () => {
    const { document } = await openText('dockerfile', 'FROM debian:latest\n');
    await findingsWhen(document.uri);
    const extension = vscode.extensions.getExtension('bulkhead.bulkhead');
    ok(extension?.isActive, 'active after a Dockerfile was opened');
    const events: string[] = extension.packageJSON.activationEvents;
    equal(events.filter((event) => !event.startsWith('onLanguage:')).length, 0, 'other ways to start it');
  });
});
