import { closeAll } from '../editor';
import { look } from '../look';
import { list, run, theme, themes, withChecklist } from './list';

describe('what the threat checklist hands out', () => {
  withChecklist();
  afterEach(closeAll);

  it('is a matrix in every theme, and a click filters the tree', async () => {
    await run('matrix', { uri: list().toString() });
    for (const [name, colours] of Object.entries(themes)) {
      await theme(colours);
      await look(`matrix-${name}`);
    }
    await theme(undefined);
    await look('matrix-click');
    await run('clearFilter');
  });

  it('is a report, chosen by two questions', async () => {
    void run('report', { uri: list().toString() });
    await look('checklist-report');
  });
});
