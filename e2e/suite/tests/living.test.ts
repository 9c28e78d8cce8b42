import * as vscode from 'vscode';
import { actionsAt, change, closeAll, fileUri, findingOf, findingsWhen, open, ruleOf, setting, when } from './editor';
import { equal, matches, ok } from './expect';
import { look, lookAtMessage } from './look';

const config = () => fileUri('.bulkhead.yaml');
const isGone = (rule: string) => (all: readonly vscode.Diagnostic[]) =>
  all.length > 0 && all.every((one) => ruleOf(one) !== rule);

/** The code action of a rule whose title matches, as the light bulb offers it. */
async function offered(document: vscode.TextDocument, rule: string, title: RegExp): Promise<vscode.CodeAction> {
  const { range } = await findingOf(document.uri, rule);
  const all = await actionsAt(document.uri, range);
  const found = all.find((action) => title.test(action.title));
  ok(found, `${title} among ${all.map((action) => action.title)}`);
  return found;
}

function run({ command }: vscode.CodeAction): Thenable<unknown> {
  ok(command, 'an action that asks');
  return vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}

async function text(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

describe('living with findings', () => {
  afterEach(closeAll);

  it('a finding is ignored with a reason, and never without one', async () => {
    const { document } = await open('k8s/recommender.yaml');
    const before = document.getText();
    const ignore = await offered(document, 'host-network', /^Ignore host-network here/);
    const turnedAway = run(ignore);
    await look('ignore-empty');
    await turnedAway;
    equal(document.getText(), before, 'nothing is written without a reason');
    const asked = run(ignore);
    const after = await change(document, () => look('ignore-reason'));
    await asked;
    matches(after, /^ +# bulkhead-ignore host-network: the CNI plugin needs it\n +hostNetwork: true/m, 'the comment');
    await findingsWhen(document.uri, isGone('host-network'));
  });

  it('a rule is switched off in a settings file, which is made when there is none', async () => {
    const { document } = await open('k8s/recommender.yaml');
    void run(await offered(document, 'host-network', /^Turn off host-network/));
    await findingsWhen(document.uri, isGone('host-network'));
    await lookAtMessage('rule-off');
    equal(await text(config()), 'rules:\n  host-network: off\n', 'the file');
    await vscode.workspace.fs.delete(config());
    await findingOf(document.uri, 'host-network');
  });

  it('the settings file explains, completes and checks itself, and the last good one stays in force', async () => {
    await vscode.commands.executeCommand('bulkhead.init');
    await look('config');
    const editor = vscode.window.activeTextEditor;
    ok(editor && editor.document.uri.path === config().path, 'the new file is in front');
    const { document } = editor;
    const at = document.lineCount;
    await change(document, () => editor.edit((edit) => edit.insert(new vscode.Position(at, 0), '\nrules:\n  host-n')));
    const end = document.positionAt(document.getText().length);
    editor.selection = new vscode.Selection(end, end);
    editor.revealRange(new vscode.Range(end, end));
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    await look('config-completion');
    await change(document, () => editor.edit((edit) => edit.insert(end, 'etwork: off\n')));
    const manifest = await vscode.workspace.openTextDocument(fileUri('k8s/recommender.yaml'));
    await vscode.window.showTextDocument(manifest);
    await findingsWhen(manifest.uri, isGone('host-network'));
    // Half typed, it says what is wrong, and the rule stays off.
    const broken = new vscode.WorkspaceEdit();
    broken.insert(document.uri, document.positionAt(document.getText().length), '  host-pidd: off\n');
    await vscode.workspace.applyEdit(broken);
    // What was wrong while "host-network" was half typed may still stand there.
    await findingsWhen(document.uri, ([problem]) =>
      Boolean(problem?.message.includes('There is no rule "host-pidd"; did you mean "host-pid"')),
    );
    await findingsWhen(manifest.uri, isGone('host-network'));
    await look('status-config');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(document.getText().indexOf('profile: restricted') + 2),
    );
    ok(hovers.length > 0, 'a hover on a setting');
    await vscode.window.showTextDocument(document);
    await closeAll();
    await vscode.workspace.fs.delete(config());
  });

  it('all safe fixes are applied on saving, for those who want it', async () => {
    const editorSettings = vscode.workspace.getConfiguration('editor');
    const target = vscode.ConfigurationTarget.Workspace;
    await setting('profile', 'all');
    await editorSettings.update('codeActionsOnSave', { 'source.fixAll.bulkhead': 'explicit' }, target);
    const { document } = await open('recommender/Dockerfile');
    const before = document.getText();
    await findingOf(document.uri, 'add-used-for-local-files');
    const editor = vscode.window.activeTextEditor;
    await change(document, async () => editor?.edit((edit) => edit.insert(new vscode.Position(0, 0), '\n')));
    await document.save();
    matches(document.getText(), /^COPY serve\.py \.$/m, 'the saved text');
    await editorSettings.update('codeActionsOnSave', undefined, target);
    await setting('profile', undefined);
    await vscode.workspace.fs.writeFile(document.uri, new TextEncoder().encode(before));
    await when(vscode.workspace.onDidChangeTextDocument, () => (document.getText() === before ? true : undefined));
  });

  it('a whole workspace is mended after a look at the changes', async () => {
    const { document } = await open('k8s/recommender.yaml');
    const before = document.getText();
    const done = vscode.commands.executeCommand('bulkhead.fixWorkspace', { rule: 'host-network' });
    const after = await change(document, () => look('preview'));
    await done;
    ok(!after.includes('hostNetwork: true'), 'the file after the fix');
    matches(after, /Came from a proof of concept/, 'the comments are there');
    await vscode.workspace.fs.writeFile(document.uri, new TextEncoder().encode(before));
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('a whole workspace is mended, and a chart is with it', async () => {
    const { document } = await open('chart/values.yaml');
    const before = document.getText();
    const rule = 'memory-limit-missing';
    await findingOf(document.uri, rule);
    const done = vscode.commands.executeCommand('bulkhead.fixWorkspace', { rule });
    await change(document, () => look('preview-chart'));
    await done;
    await findingsWhen(document.uri, isGone(rule));
    await closeAll();
    await vscode.workspace.fs.writeFile(document.uri, new TextEncoder().encode(before));
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('a Dockerfile is hardened as a whole', async () => {
    const { document } = await open('recommender/Dockerfile');
    await findingsWhen(document.uri);
    const before = (await findingsWhen(document.uri)).length;
    await change(document, () => vscode.commands.executeCommand('bulkhead.hardenFile'));
    await findingsWhen(document.uri, (all) => all.length < before);
    await look('hardened-docker');
  });
});
