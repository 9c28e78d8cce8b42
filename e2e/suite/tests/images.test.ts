import * as vscode from 'vscode';
import { actionsAt, answers, change, closeAll, fileUri, findingsWhen, hoverAt, setting } from './editor';
import { equal, matches } from './expect';
import { harness, look, send } from './look';

/** How often the registry of the harness was asked. */
const asked = () => send('asked', {});

describe('images', () => {
  afterEach(closeAll);

  it('are looked up when somebody asks for it, and not before', async () => {
    // Without a harness there is no registry that could be asked.
    if (!harness()) return;
    const before = await asked();
    const reference = `${new URL(harness()).host}/shop/api:1`;
    const uri = fileUri('api/Dockerfile');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(`FROM ${reference}\nUSER 10001\n`));
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    await findingsWhen(uri);
    const at = new vscode.Position(0, 8);
    await change(document, () => editor.edit((edit) => edit.insert(document.lineAt(1).range.end, '\nCMD ["/api"]')));
    await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, at);
    const offered = await actionsAt(uri, new vscode.Range(at, at));
    await document.save();
    equal(await asked(), before, 'questions to the registry after typing, hovering and saving');
    equal(offered.filter(({ title }) => title === 'Pin to digest').length, 1, 'ways to pin');

    editor.selection = new vscode.Selection(at, at);
    const text = await change(document, () => vscode.commands.executeCommand('bulkhead.pinDigest'));
    matches(text, /^FROM \S+\/shop\/api:1@sha256:[0-9a-f]{64}\nUSER 10001\n/, 'the pinned file');
    await document.save();
    await vscode.commands.executeCommand('bulkhead.showImageFacts', uri.toString(), at);
    await look('image-facts');
    await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(at, at);
    const shown = await hoverAt(uri, at);
    matches(shown, /User: `10001`[\s\S]*Built: `2026-01-02/, 'the facts in the hover');
    await vscode.commands.executeCommand('editor.action.showHover');
    await look('image-hover');
    await closeAll();
    await vscode.workspace.fs.delete(fileUri('api'), { recursive: true });
  });

  it('are looked up when a file is saved, for people who chose so', async () => {
    if (!harness()) return;
    const uri = fileUri('api/Dockerfile');
    const text = `FROM ${new URL(harness()).host}/shop/api:saved\n`;
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    await findingsWhen(uri);
    await setting('images.lookup', 'onSave');
    await change(document, () => editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'USER 10001\n')));
    await document.save();
    const at = new vscode.Position(0, 8);
    await answers(
      () => hoverAt(uri, at),
      (shown) => /User: `10001`/.test(shown),
    );
    await setting('images.lookup', undefined);
    await closeAll();
    await vscode.workspace.fs.delete(fileUri('api'), { recursive: true });
  });
});
