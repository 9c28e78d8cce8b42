import * as vscode from 'vscode';
import { closeAll, open, setting, when } from '../editor';
import { equal, matches, ok } from '../expect';
import { harness, look } from '../look';
import { block, chosen, list, path, run, until, withChecklist } from './list';

describe('deciding in the threat checklist', () => {
  withChecklist();
  afterEach(closeAll);

  it('writes a decision into the file, and undo takes it back', async () => {
    const { document } = await open(path);
    await until(document, /implementation: done/, () => run('markDone', chosen()));
    matches(
      block(document),
      /decision: required\n {4}implementation: done\n {4}by: suite\n {4}date: "\d{4}-\d\d-\d\d"/,
      'the decision',
    );
    equal(document.isDirty, false, 'unsaved');
    await until(document, /decision: undecided/, () => vscode.commands.executeCommand('undo'));
    await document.save();
  });

  it('asks for decision, reason and date, all by keys', async () => {
    const { document } = await open(path);
    await run('findings', chosen());
    await look('checklist-decide');
    await look('checklist-reason');
    await until(document, /why/, () => look('checklist-decided'));
    matches(
      block(document),
      /decision: rejected\n {4}why: The GPU was not found without it\n {4}by: suite\n {4}date: .*\n {4}review-by: "2027-05-01"/,
      'the rejection',
    );
  });

  it('goes on with the next item where a filter hides the decided one, a single key for each', async () => {
    if (!harness()) return;
    const { document } = await open(path);
    await setting('checklist.singleKeys', true);
    const filtered = run('filter');
    await look('checklist-undecided');
    await filtered;
    await run('findings', chosen());
    await until(document, /decision: required/, () => look('checklist-one-key'));
    await run('clearFilter');
    await setting('checklist.singleKeys', undefined);
  });

  it('takes several items at once, and proposals of the rest', async () => {
    const { document } = await open(path);
    const both = { ...chosen(), ids: ['no-privileged', 'host-paths'] };
    await until(document, /implementation: partial/, () => run('markPartial', both));
    matches(block(document, 'host-paths'), /implementation: partial/, 'the other');
    const before = document.version;
    void run('acceptProposals', { ...chosen(), ids: ['pod-non-root', 'no-privileged'] });
    await look('checklist-proposals');
    await when(vscode.workspace.onDidChangeTextDocument, () => (document.version > before ? true : undefined));
    matches(block(document, 'pod-non-root'), /decision: required\n {4}why: workshop/, 'the proposal');
    matches(block(document), /implementation: partial/, 'what was decided stays');
  });

  it('begins a review and ends it item by item', async () => {
    const { document } = await open(path);
    await until(document, /implementation: done/, () => run('markDone', chosen()));
    await until(document, /seal: "0{16}"/, () => run('startReview', chosen()));
    const confirmed = run('confirm', chosen());
    await look('checklist-confirm');
    await look('checklist-confirmed');
    await confirmed;
    ok(!/seal: "0{16}"/.test(block(document)), 'sealed again');
    await run('clearFilter');
  });

  it('adds evidence and items of the team', async () => {
    const { document } = await open(path);
    const shown = run('addEvidence', chosen());
    await look('checklist-evidence');
    await shown;
    matches(block(document), /evidence:\n {6}- note: Seen in the review\n {8}ref: docs\/review.md\n/, 'the evidence');
    const added = run('addOwnItem', { uri: list().toString() });
    await look('checklist-own');
    await added;
    matches(block(document, 'x-patient-data'), /question: Do you need to consider patient data\?/, 'the own item');
  });
});
