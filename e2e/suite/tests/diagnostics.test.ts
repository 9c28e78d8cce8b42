import * as vscode from 'vscode';
import {
  change,
  closeAll,
  fileUri,
  findingOf,
  findings,
  findingsWhen,
  open,
  openText,
  ruleOf,
  setting,
} from './editor';
import { equal, matches, ok } from './expect';
import { look } from './look';

describe('findings', () => {
  afterEach(closeAll);

  it('mark what is wrong in a manifest, on the very word', async () => {
    const { document } = await open('k8s/recommender.yaml');
    const found = await findingOf(document.uri, 'privileged-container');
    equal(document.getText(found.range), 'true', 'the marked text');
    matches(found.message, /model/, 'the message names the container');
    ok(typeof found.code === 'object', 'the code links to the page of the rule');
    await look('squiggle');
  });

  it('mark what is wrong in a Dockerfile', async () => {
    const { document } = await open('recommender/Dockerfile');
    const found = await findingsWhen(document.uri);
    ok(
      found.every(({ message }) => message.length > 10),
      'every finding says something',
    );
    await look('dockerfile');
  });

  it('are listed in the Problems view', async () => {
    const { document } = await open('k8s/recommender.yaml');
    await findingsWhen(document.uri);
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    await look('problems');
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('follow the unsaved text', async () => {
    const editor = await openText(
      'yaml',
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: one\nspec:\n  hostNetwork: true\n',
    );
    const found = await findingOf(editor.document.uri, 'host-network');
    await change(editor.document, () => editor.edit((edit) => edit.replace(found.range, 'false')));
    await findingsWhen(editor.document.uri, (all) => all.every((one) => ruleOf(one) !== 'host-network'));
  });

  it('are gone when the document is', async () => {
    const { document } = await openText('dockerfile', 'FROM debian:latest\nUSER root\n');
    await findingsWhen(document.uri);
    await closeAll();
    await findingsWhen(document.uri, (all) => all.length === 0);
  });

  it('leave YAML alone that is no manifest', async () => {
    await open('prices.yaml');
    // The other file opened later: when it has its findings, the first would have had them.
    const { document } = await open('k8s/recommender.yaml');
    await findingsWhen(document.uri);
    equal(findings(fileUri('prices.yaml')).length, 0, 'findings in prices.yaml');
  });

  it('in a chart are where the value comes from', async () => {
    const { document } = await open('chart/values.yaml');
    const found = await findingsWhen(document.uri);
    ok(found.length > 0, 'findings in values.yaml');
    await look('chart');
  });

  it('of the whole workspace are there on request', async () => {
    await openText('dockerfile', 'FROM debian:latest\n');
    const result = await vscode.commands.executeCommand<{ findings: number; files: number }>('bulkhead.checkWorkspace');
    ok(result.findings > 10 && result.files > 4, `found ${JSON.stringify(result)}`);
    await findingsWhen(fileUri('k8s/access.yaml'));
    await look('workspace');
    const { document } = await open('k8s/access.yaml');
    const all = await findingsWhen(document.uri);
    const places = all.map((one) => `${ruleOf(one)} ${one.range.start.line}:${one.range.start.character}`);
    equal(new Set(places).size, places.length, 'an opened file says everything once');
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('go with the folder of their file, when it is renamed and when it is removed', async () => {
    const [before, after] = [fileUri('old'), fileUri('renamed')];
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: one\nspec:\n  hostNetwork: true\n';
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(before, 'deep/pod.yaml'), new TextEncoder().encode(pod));
    const foundIn = async (folder: vscode.Uri) => {
      await vscode.commands.executeCommand('bulkhead.checkWorkspace');
      await findingOf(vscode.Uri.joinPath(folder, 'deep/pod.yaml'), 'host-network');
    };
    const goneFrom = (folder: vscode.Uri) =>
      findingsWhen(vscode.Uri.joinPath(folder, 'deep/pod.yaml'), (all) => all.length === 0);
    await foundIn(before);
    await vscode.workspace.fs.rename(before, after);
    await goneFrom(before);
    await foundIn(after);
    await vscode.workspace.fs.delete(after, { recursive: true });
    await goneFrom(after);
  });

  it('follow the settings', async () => {
    const { document } = await open('k8s/recommender.yaml');
    await findingOf(document.uri, 'host-network');
    await setting('rules', { 'host-network': 'off' });
    await findingsWhen(document.uri, (all) => all.length > 0 && all.every((one) => ruleOf(one) !== 'host-network'));
    await setting('rules', undefined);
    await findingOf(document.uri, 'host-network');
  });
});
