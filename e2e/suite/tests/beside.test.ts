import * as vscode from 'vscode';
import {
  actionsAt,
  answers,
  closeAll,
  fileUri,
  findingOf,
  findingsWhen,
  open,
  openText,
  setting,
  when,
} from './editor';
import { equal, matches, ok } from './expect';
import { look, lookAtMessage } from './look';

const whole = (document: vscode.TextDocument) => new vscode.Range(0, 0, document.lineCount, 0);

async function hintsOf(document: vscode.TextDocument): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    whole(document),
  );
  return found.map(({ position, label }) => `${position.line} ${label}`);
}

async function labelsAt(document: vscode.TextDocument, at: vscode.Position): Promise<string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    at,
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

/** Types with the caret at the end, and asks for suggestions like a person. */
async function suggestAtEnd(editor: vscode.TextEditor): Promise<vscode.Position> {
  const end = editor.document.positionAt(editor.document.getText().length);
  editor.selection = new vscode.Selection(end, end);
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  await vscode.commands.executeCommand('editor.action.triggerSuggest');
  return end;
}

describe('beside the text', () => {
  afterEach(closeAll);

  it('hints say who the program runs as', async () => {
    const { document } = await openText(
      'dockerfile',
      'FROM golang:1.22 AS build\nFROM debian:12\nRUN make\nCMD ["app"]\n',
    );
    await findingsWhen(document.uri);
    equal((await hintsOf(document)).join('|'), '1 runs as root|3 runs as root', 'the hints');
    await look('hints-docker');
  });

  it('hints say what a container takes over from its pod', async () => {
    const { document } = await openText(
      'yaml',
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  securityContext:\n    runAsNonRoot: true\n    runAsUser: 10001\n  containers:\n    - name: api\n      image: shop/api:1.4\n    - name: log\n      image: shop/log:1.0\n      securityContext:\n        runAsUser: 0\n',
    );
    await findingsWhen(document.uri);
    equal(
      (await hintsOf(document)).join('|'),
      '9 inherits runAsNonRoot, runAsUser 10001|11 does not start: it asks for root, inherits runAsNonRoot',
      'the hints',
    );
    await look('hints');
    await setting('inlayHints', false);
    await answers(
      () => hintsOf(document),
      (hints) => hints.length === 0,
    );
    await setting('inlayHints', undefined);
  });

  it('lenses are there for those who want them', async () => {
    await setting('codeLens', true);
    const { document } = await open('k8s/recommender.yaml');
    await findingsWhen(document.uri);
    await look('lens');
    await setting('codeLens', undefined);
  });

  it('a security field is explained before it is wrong', async () => {
    const editor = await openText(
      'yaml',
      'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: api\n      securityContext:\n        readOnlyRootFilesystem: true\n',
    );
    await findingsWhen(editor.document.uri);
    const at = new vscode.Position(6, 12);
    editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await vscode.commands.executeCommand('editor.action.showHover');
    await look('field-hover');
  });

  it('flags that make a build safer are completed', async () => {
    const editor = await openText('dockerfile', 'FROM debian:12\nADD --');
    const end = await suggestAtEnd(editor);
    ok((await labelsAt(editor.document, end)).includes('--checksum'), 'the flag');
    await look('flag-completion');
  });

  it('rules are completed in an ignore comment, and lead to their pages', async () => {
    const editor = await openText(
      'yaml',
      'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    # bulkhead-ignore \n    - name: api\n      securityContext:\n        privileged: true\n',
    );
    await findingOf(editor.document.uri, 'privileged-container');
    const at = new vscode.Position(4, 22);
    editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    await look('ignore-completion');
    const named = await openText('dockerfile', '# bulkhead-ignore base-image-tag-missing: a reason\nFROM debian\n');
    await findingsWhen(named.document.uri);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      named.document.uri,
    );
    ok(
      links.some(({ target }) => target?.scheme === 'command'),
      'a link to the page',
    );
  });

  it('the hover leads to the page of the rule', async () => {
    const editor = await open('k8s/recommender.yaml');
    const { range } = await findingOf(editor.document.uri, 'privileged-container');
    editor.selection = new vscode.Selection(range.start, range.start);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await vscode.commands.executeCommand('editor.action.showHover');
    await look('hover-link');
  });

  it('every finding has what a person may want to do about it', async () => {
    const { document } = await open('k8s/recommender.yaml');
    const { range } = await findingOf(document.uri, 'host-network');
    const titles = (await actionsAt(document.uri, range)).map(({ title }) => title);
    for (const wanted of [
      /^Fix all in the workspace/,
      /^Ignore host-network here/,
      /^Turn off/,
      /^Explain/,
      /^Harden this file/,
    ])
      ok(
        titles.some((title) => wanted.test(title)),
        `${wanted} among ${titles.join(', ')}`,
      );
  });
});

describe('first steps', () => {
  afterEach(closeAll);

  it('there is a walkthrough', async () => {
    // The editor shows the pictures where there is room for them.
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    await vscode.commands.executeCommand('bulkhead.getStarted');
    await look('walkthrough');
  });

  it('a sample project is written where a person wants it', async () => {
    const folder = await vscode.commands.executeCommand<vscode.Uri>('bulkhead.sampleProject', fileUri('.'));
    ok(folder.path.endsWith('/bulkhead-sample'), folder.path);
    const uri = vscode.Uri.joinPath(folder, 'k8s/recommender.yaml');
    // Not `openTextDocument`: what a program asked for stays open for minutes, and is evidence until it is closed.
    await vscode.commands.executeCommand('vscode.open', uri);
    await findingOf(uri, 'privileged-container');
    const second = await vscode.commands.executeCommand<vscode.Uri>('bulkhead.sampleProject', fileUri('.'));
    ok(second.path.endsWith('/bulkhead-sample-2'), second.path);
    for (const one of [folder, second]) await vscode.workspace.fs.delete(one, { recursive: true });
    await closeAll();
    const isOpen = () => vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
    await when(vscode.workspace.onDidCloseTextDocument, () => (isOpen() ? undefined : true));
  });

  it('all commands are under one name', async () => {
    await open('k8s/recommender.yaml');
    await look('palette');
  });

  it('a problem is reported with versions and the log, and nothing of any file', async () => {
    const { document } = await open('k8s/recommender.yaml');
    await findingsWhen(document.uri);
    void vscode.commands.executeCommand('bulkhead.reportProblem');
    await lookAtMessage('report');
    const copied = await vscode.env.clipboard.readText();
    matches(copied, /^- Bulkhead: \d+\.\d+\.\d+$/m, 'the version');
    matches(copied, /^- Server: \d/m, 'the server');
    for (const secret of ['recommender', 'hostNetwork', fileUri('.').path.replace(/\/\.?$/, '')])
      ok(!copied.includes(secret), `${secret} is not in it`);
  });

  it('the server is started again on request', async () => {
    const { document } = await open('k8s/recommender.yaml');
    await findingOf(document.uri, 'host-network');
    await vscode.commands.executeCommand('bulkhead.restart');
    await findingOf(document.uri, 'host-network');
    await vscode.commands.executeCommand('bulkhead.explainRule', 'privileged-container');
    await look('rule-page');
  });
});
