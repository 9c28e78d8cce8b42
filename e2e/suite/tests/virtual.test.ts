import * as vscode from 'vscode';
import {
  actionsAt,
  applyPreferredFix,
  closeAll,
  fileUri,
  findingOf,
  findingsWhen,
  hoverAt,
  open,
  ruleOf,
} from './editor';
import { equal, matches, ok } from './expect';
import { look } from './look';

declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

const read = async (path: string) => new TextDecoder().decode(await vscode.workspace.fs.readFile(fileUri(path)));

/** Resolves when a document has been saved from now on. */
function savedAs(uri: vscode.Uri): Promise<void> {
  return new Promise((resolve) => {
    const listener = vscode.workspace.onDidSaveTextDocument((document) => {
      if (document.uri.toString() !== uri.toString()) return;
      listener.dispose();
      resolve();
    });
  });
}

describe('an editor that is only a page in a browser', () => {
  afterEach(closeAll);

  it('has findings, hovers and fixes, and saves where the files are', async () => {
    equal(fileUri('.').scheme, 'memfs', 'the folder');
    equal(vscode.env.remoteName, undefined, 'a server behind it');
    const { document } = await open('k8s/recommender.yaml');
    const { range } = await findingOf(document.uri, 'host-network');
    ok(await hoverAt(document.uri, range.start), 'a hover');
    await applyPreferredFix(document, range);
    await findingsWhen(document.uri, (all) => all.every((one) => ruleOf(one) !== 'host-network'));
    ok(await document.save(), 'saved');
    ok(!(await read('k8s/recommender.yaml')).includes('hostNetwork: true'), 'the file');
    await look('virtual-findings');
  });

  it('checks the whole workspace and renders charts', async () => {
    const result = await vscode.commands.executeCommand<{ findings: number; files: number }>('bulkhead.checkWorkspace');
    ok(result.findings > 10 && result.files > 4, `found ${JSON.stringify(result)}`);
    await findingsWhen(fileUri('k8s/access.yaml'));
    await look('workspace');
    const { document } = await open('chart/values.yaml');
    await findingsWhen(document.uri);
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('reads and writes the settings file', async () => {
    // A try before this one may have left it.
    await Promise.resolve(vscode.workspace.fs.delete(fileUri('.bulkhead.yaml'))).catch(() => {});
    const { document } = await open('k8s/recommender.yaml');
    const { range } = await findingOf(document.uri, 'privileged-container');
    const off = (await actionsAt(document.uri, range)).find(({ title }) =>
      title.startsWith('Turn off privileged-container'),
    );
    ok(off?.command, 'a way to switch it off');
    // The command ends with its message, which nobody answers here.
    const saved = savedAs(fileUri('.bulkhead.yaml'));
    void vscode.commands.executeCommand(off.command.command, ...(off.command.arguments ?? []));
    await findingsWhen(
      document.uri,
      (all) => all.length > 0 && all.every((one) => ruleOf(one) !== 'privileged-container'),
    );
    await saved;
    equal(await read('.bulkhead.yaml'), 'rules:\n  privileged-container: off\n', 'the file');
  });

  it('shows the page of a rule, here as text, because this editor has no previews', async () => {
    await open('k8s/recommender.yaml');
    await vscode.commands.executeCommand('bulkhead.explainRule', 'privileged-container');
    matches(vscode.window.activeTextEditor?.document.getText() ?? '', /^# Privileged container\n/, 'the page');
    await look('virtual-rule');
  });

  it('has templates', async () => {
    await open('k8s/recommender.yaml');
    const given = vscode.commands.executeCommand('bulkhead.newFromTemplate');
    await look('virtual-templates');
    await given;
  });
});
