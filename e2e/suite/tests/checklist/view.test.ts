import { createChecklist } from '@bulkhead/rules/checklist/create';
import * as vscode from 'vscode';
import { closeAll, fileUri, open, setting, when } from '../editor';
import { harness, look, lookAtMessage } from '../look';
import { chosen, fresh, list, path, reset, run, theme, themes, until, withChecklist, write } from './list';

describe('the view of the threat checklist', () => {
  withChecklist();
  afterEach(closeAll);

  it('shows every item, by layer and by boundary', async () => {
    await open('k8s/recommender.yaml');
    await run('focus');
    await look('checklist-view');
    void run('groupBy');
    await look('checklist-boundaries');
    void run('groupBy');
    await look('checklist-layers');
  });

  it('shows only what is asked for', async () => {
    void run('filter');
    await look('checklist-filter');
    await look('checklist-filtered');
    await run('clearFilter');
    await look('checklist-view');
  });

  it('can be told apart in every theme', async () => {
    const { document } = await open(path);
    await until(document, /implementation: done/, () => run('markDone', chosen()));
    await run('markDone', { ...chosen(), ids: ['runtime-socket', 'host-namespaces', 'memory-limits'] });
    await run('findings', chosen());
    for (const [name, colours] of Object.entries(themes)) {
      await theme(colours);
      await look(`checklist-${name}`);
    }
    await theme(undefined);
  });

  it('says how far the checklist is in the status bar, for those who want it there', async () => {
    await setting('checklist.statusBar', true);
    await look('checklist-progress');
    await setting('checklist.statusBar', undefined);
  });

  it('tells of a newer catalogue, and adds what is new in it', async () => {
    // Once it is known to be up to date, it is told anew when it is not.
    await run('refresh');
    const document = await reset(fresh.replace(/(catalogue: .*@).*/, '$10.1.0').replace(/\n {2}cpu-limits:\n.*\n/, ''));
    await run('focus');
    await vscode.commands.executeCommand('workbench.actions.treeView.bulkhead.checklist.collapseAll');
    await look('checklist-new');
    if (harness()) await lookAtMessage('checklist-news');
    else await run('updateCatalogue', { uri: list().toString() });
    const isAdded = () => document.getText() === fresh && !document.isDirty;
    await when(vscode.workspace.onDidSaveTextDocument, () => isAdded() || undefined);
  });

  it('keeps components apart', async () => {
    const second = fileUri('chart/threat-checklist.yaml');
    await write(second, createChecklist({ component: 'chart of the shop', profile: 'arbitrary-code', tier: 'core' }));
    await run('focus');
    await look('checklist-components');
    await vscode.workspace.fs.delete(second);
  });
});
