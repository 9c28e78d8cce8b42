import { createChecklist } from '@bulkhead/rules/checklist/create';
import * as vscode from 'vscode';
import { closeAll, fileUri, open } from '../editor';
import { look } from '../look';
import { chosen, path, run, theme, themes, until, withChecklist, write } from './list';

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

  it('keeps components apart', async () => {
    const second = fileUri('chart/threat-checklist.yaml');
    await write(second, createChecklist({ component: 'chart of the shop', profile: 'arbitrary-code', tier: 'core' }));
    await run('focus');
    await look('checklist-components');
    await vscode.workspace.fs.delete(second);
  });
});
