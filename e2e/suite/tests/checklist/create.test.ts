import * as vscode from 'vscode';
import { closeAll, setting } from '../editor';
import { matches } from '../expect';
import { look } from '../look';
import { list, run } from './list';

// Before all others: a document that was open once stays with the editor for a while, whatever becomes of its file.
describe('a threat checklist', () => {
  after(async () => {
    await closeAll();
    await run('clearFilter');
    await setting('checklist.author', undefined);
  });

  it('is offered where there is none, and made by four questions', async () => {
    await run('focus');
    await look('checklist-welcome');
    const made = run('create');
    await look('checklist-create-profile');
    await look('checklist-created');
    await made;
    const { document } = vscode.window.activeTextEditor ?? {};
    matches(document?.getText() ?? '', /\nprofile: standard\ncatalogue: .*\ntier: full\n/, 'the head');
  });

  it('is gone from the view with its file, though the editor keeps the document for a while', async () => {
    await vscode.workspace.fs.delete(list());
    await run('focus');
    await look('checklist-welcome');
  });
});
