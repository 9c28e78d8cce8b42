import { itemLayers, strideThreats } from '@bulkhead/rules/catalog/types';
import {
  type ChecklistAction,
  type ChecklistItemResult,
  type ChecklistViewParams,
  checklistItem,
} from '@bulkhead/server/checklistProtocol';
import * as vscode from 'vscode';
import { catalogueWord } from './catalogueWords';
import { askDate, askDecision, askOne, askReason, wordFor } from './prompts';
import type { ChecklistSession } from './session';
import { itemTags, type ViewState } from './state';

/** Items of one file that a command is about. */
export interface Chosen {
  readonly uri: string;
  readonly ids: readonly string[];
}

type Decision = ChecklistItemResult['decision'];

/** Decision, reason, review date; the decision is asked for unless it is given. */
export async function decide(session: ChecklistSession, chosen: readonly Chosen[], given?: Decision): Promise<void> {
  for (const { uri, ids } of chosen) {
    const [first] = ids;
    const item =
      first === undefined ? null : await session.request<ChecklistItemResult>(checklistItem, { uri, id: first });
    if (!item) {
      announce(vscode.l10n.t('The checklist is still being read, or has no such item any more.'));
      continue;
    }
    const decision = given ?? (await askDecision(item, ids.length));
    if (decision === undefined) return;
    const why =
      decision === 'undecided' ? '' : await askReason(first ?? '', needsReason(decision, item.proposed), item.why);
    if (why === undefined) return;
    const asksDate = decision === 'rejected' || decision === 'not-applicable';
    const reviewBy = asksDate ? await askDate(vscode.l10n.t('Step 3 of 3: look at it again by'), item.reviewBy) : '';
    if (reviewBy === undefined) return;
    const action: ChecklistAction = {
      kind: 'decide',
      ids,
      decision,
      ...(why === '' && item.why === undefined ? {} : { why }),
      ...(asksDate ? { reviewBy: reviewBy.trim() } : {}),
    };
    if (await session.act(uri, action)) announce(vscode.l10n.t('{0} decided: {1}.', ids.length, wordFor(decision)));
  }
}

/** The same rule as the server's, to ask before it refuses. */
function needsReason(decision: Decision, proposed: string): boolean {
  if (decision === 'rejected' || decision === 'not-applicable' || decision === 'open-question') return true;
  return decision === 'recommended' && proposed === 'required';
}

export async function implement(
  session: ChecklistSession,
  chosen: readonly Chosen[],
  implementation: 'none' | 'partial' | 'done',
): Promise<void> {
  for (const { uri, ids } of chosen) {
    if (await session.act(uri, { kind: 'implement', ids, implementation })) {
      announce(vscode.l10n.t('{0} marked: {1}.', ids.length, wordFor(implementation)));
    }
  }
}

export async function acceptProposals(session: ChecklistSession, chosen: readonly Chosen[]): Promise<void> {
  const count = chosen.reduce((sum, { ids }) => sum + ids.length, 0);
  const why = await vscode.window.showInputBox({
    title: vscode.l10n.t('Accept what is proposed for all undecided of {0} items', count),
    prompt: vscode.l10n.t('One common reason; may stay empty'),
    ignoreFocusOut: true,
  });
  if (why === undefined) return;
  for (const { uri, ids } of chosen) await session.act(uri, { kind: 'acceptProposals', ids, why: why.trim() });
}

export async function addEvidence(session: ChecklistSession, chosen: readonly Chosen[]): Promise<void> {
  const { t } = vscode.l10n;
  const note = await vscode.window.showInputBox({
    title: t('Step 1 of 3: what proves it?'),
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? t('A sentence is needed.') : undefined),
  });
  if (note === undefined) return;
  const ref = await vscode.window.showInputBox({
    title: t('Step 2 of 3: where is it?'),
    prompt: t('A link or a file, or empty'),
    ignoreFocusOut: true,
  });
  if (ref === undefined) return;
  const date = await askDate(t('Step 3 of 3: when was it seen?'), new Date().toISOString().slice(0, 10));
  if (date === undefined) return;
  const evidence = {
    note: note.trim(),
    ...(ref.trim() === '' ? {} : { ref: ref.trim() }),
    ...(date.trim() === '' ? {} : { date: date.trim() }),
  };
  for (const { uri, ids } of chosen) await session.act(uri, { kind: 'addEvidence', ids, evidence });
}

export async function addOwnItem(session: ChecklistSession, uri: string): Promise<void> {
  const { t } = vscode.l10n;
  const subject = await vscode.window.showInputBox({
    title: t('Do you need to consider ...?'),
    prompt: t('For example: patient data left in DICOM headers'),
    ignoreFocusOut: true,
  });
  if (!subject?.trim()) return;
  const layer = await askOne(
    itemLayers.map(({ title }) => ({ label: catalogueWord(title), value: title })),
    t('Layer'),
  );
  if (layer === undefined) return;
  const stride = await vscode.window.showQuickPick(
    strideThreats.map(({ name, property }) => ({
      label: catalogueWord(name),
      description: catalogueWord(property),
      name,
    })),
    { canPickMany: true, title: t('Kinds of threat') },
  );
  if (!stride) return;
  const threats = stride.map(({ name }) => name);
  await session.act(uri, { kind: 'addOwnItem', subject: subject.trim(), layer, stride: threats });
}

/** Makes decisions due for a new look: those handed over, else what the person chooses by layer or tag. */
export async function startReview(
  session: ChecklistSession,
  state: ViewState,
  given: readonly Chosen[] | undefined,
): Promise<void> {
  const { t } = vscode.l10n;
  const chosen = given ?? (await askWhatToReview(session));
  let begun = false;
  for (const { uri, ids } of chosen ?? [])
    begun = (await session.act(uri, { kind: 'startReview', ids })) !== undefined || begun;
  if (!begun) return;
  state.setFilter({ stale: true });
  await vscode.commands.executeCommand('bulkhead.checklist.focus');
  announce(t('The review has begun: confirm each of these decisions, or take another.'));
}

async function askWhatToReview(session: ChecklistSession): Promise<readonly Chosen[] | undefined> {
  const { t } = vscode.l10n;
  const filter = await askOne<ChecklistViewParams['filter']>(
    [
      { label: t('Everything that is decided'), value: {} },
      ...itemLayers.map(({ id, title }) => ({
        label: catalogueWord(title),
        description: t('layer'),
        value: { layers: [id] },
      })),
      ...itemTags.map((tag) => ({ label: tag, description: t('tag'), value: { tags: [tag] } })),
    ],
    t('Start a review: of what?'),
  );
  if (!filter) return undefined;
  const views = await session.views({ grouping: 'decision', filter });
  return views.map(({ uri, view }) => ({
    uri,
    ids: view.nodes.flatMap(({ children = [] }) => children.flatMap(({ item }) => item ?? [])),
  }));
}

/** Says it where screen readers hear it and others see it. */
export function announce(message: string): void {
  vscode.window.setStatusBarMessage(message, 5000);
}
