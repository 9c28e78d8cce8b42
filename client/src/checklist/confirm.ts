import { type ChecklistItemResult, checklistItem } from '@bulkhead/server/checklistProtocol';
import * as vscode from 'vscode';
import { virtual } from '../virtual';
import { announce, type Chosen, decide } from './decisions';
import { commitOfSignOff, textAt } from './git';
import { askDate, askOne, wordFor } from './prompts';
import type { ChecklistSession } from './session';

/** Shows what changed since the sign-off, then renews it when the person says so. */
export async function confirm(session: ChecklistSession, chosen: readonly Chosen[]): Promise<void> {
  const { t } = vscode.l10n;
  for (const { uri, ids } of chosen) {
    for (const id of ids) {
      const item = await session.request<ChecklistItemResult>(checklistItem, { uri, id });
      if (!item || item.stale.length === 0) continue;
      if (item.stale.includes('files-changed') || item.stale.includes('review-begun')) await showChanges(uri, item);
      const answer = await askOne(
        [
          { label: t('It still holds: confirm'), value: 'confirm' },
          { label: t('Decide anew...'), value: 'decide' },
          { label: t('Skip'), value: 'skip' },
        ],
        item.question,
        t('Does the decision "{0}" still hold? {1}.', wordFor(item.decision), reasonsOf(item)),
      );
      if (answer === undefined) return;
      if (answer === 'decide') await decide(session, [{ uri, ids: [id] }]);
      if (answer !== 'confirm') continue;
      const due = item.stale.includes('review-due');
      const reviewBy = due ? await askDate(t('Look at it again by'), item.nextReview) : undefined;
      if (due && reviewBy === undefined) return;
      const done = await session.act(uri, {
        kind: 'confirm',
        ids: [id],
        ...(reviewBy === undefined ? {} : { reviewBy }),
      });
      if (done) announce(t('Confirmed: {0}', item.question));
    }
  }
}

/** Why the decision has to be confirmed. */
function reasonsOf({ stale, watch }: ChecklistItemResult): string {
  const { t } = vscode.l10n;
  const words: Record<string, string> = {
    'review-begun': t('A review has begun'),
    'files-changed': t('Since the sign-off something changed in: {0}', watch.join(', ')),
    'item-changed': t('The item was re-worded'),
    'review-due': t('The review date has passed'),
  };
  return stale.flatMap((reason) => words[reason] ?? []).join('; ');
}

/** The watched files beside what they were at the sign-off, where Git knows it. */
async function showChanges(uri: string, item: ChecklistItemResult): Promise<void> {
  const { t } = vscode.l10n;
  const checklist = vscode.Uri.parse(uri);
  const signOff = await commitOfSignOff(checklist, item);
  for (const path of item.watch.slice(0, 5)) {
    const file = vscode.Uri.joinPath(checklist, '..', path);
    const before = signOff && (await textAt(file, signOff));
    if (before !== undefined) {
      const title = t('{0}: since the sign-off of {1}', path, item.date ?? '');
      await vscode.commands.executeCommand('vscode.diff', virtual(path, before), file, title, { preserveFocus: true });
    } else if (item.stale.includes('files-changed')) {
      await vscode.window.showTextDocument(file, { preview: false, preserveFocus: true }).then(undefined, () => {});
    }
  }
}
