import * as vscode from 'vscode';
import { actionsAt, change, closeAll, findingOf, hoverAt, open } from '../editor';
import { matches, ok } from '../expect';
import { look } from '../look';
import { block, chosen, fresh, list, path, reset, run, withChecklist } from './list';

const rejected = '  no-privileged:\n    decision: rejected\n    why: GPU\n    by: zoe\n    date: "2026-11-20"\n';
const required = rejected.replace('rejected', 'required');

describe('the file of the threat checklist', () => {
  withChecklist();
  afterEach(closeAll);

  it('explains itself', async () => {
    const { document } = await open(path);
    const at = document.positionAt(document.getText().indexOf('no-privileged') + 3);
    const text = await hoverAt(document.uri, at);
    matches(text, /consider privileged containers\?/, 'the question');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      5,
    );
    ok(lenses.length > 100, 'a lens above each item');
    const value = document.positionAt(document.getText().indexOf('decision: ') + 10);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      value,
    );
    ok(
      items.some(({ label }) => label === 'not-applicable'),
      'the six decisions',
    );
  });

  it('shows both sides of an unfinished merge, and keeps one', async () => {
    const torn = `<<<<<<< ours\n${required}=======\n${rejected}>>>>>>> theirs\n`;
    await reset(fresh.replace(/ {2}no-privileged:\n.*\n/, torn));
    const { document } = await open(path);
    const conflict = await findingOf(list(), 'checklist-conflict');
    await run('compareBoth', chosen());
    await look('checklist-both');
    const keep = (await actionsAt(list(), conflict.range)).find(({ title }) => title === 'Keep our side');
    ok(keep?.edit, 'a way to choose');
    const { edit } = keep;
    await change(document, () => vscode.workspace.applyEdit(edit));
    matches(block(document), /decision: required/, 'our side');
    await document.save();
  });

  it('is shown but not changed when it is of a newer version', async () => {
    await reset(fresh.replace('version: 1', 'version: 2'));
    const { document } = await open(path);
    await findingOf(list(), 'checklist-version');
    await run('focus');
    await look('checklist-newer');
    await run('markDone', chosen());
    matches(block(document), /decision: undecided/, 'untouched');
  });
});
