import {
  type Actor,
  acceptProposals,
  addEvidence,
  addOwnItem,
  changeEntries,
  confirm,
  decide,
  type EditResult,
  type EntryChange,
  type ItemState,
  implement,
  importCsv,
  type Page,
  reasonNeeded,
  startReview,
  updateChecklist,
} from '@bulkhead/rules/checklist/index';
import type { ChecklistAction } from '../checklistProtocol';

/** Edits, with what could not be taken; or why there are none. */
export type ActionResult = EditResult & { readonly notes?: readonly string[] };

/** The text edits of an action, or why there are none. */
export function carryOut(page: Page, action: ChecklistAction, actor: Actor): ActionResult {
  if (action.kind === 'updateCatalogue') return updateChecklist(page.text);
  if (action.kind === 'addOwnItem') {
    if (action.subject.trim() === '') return { refused: 'An own item needs a subject.' };
    const taken = new Set(page.states.keys());
    return changeEntries(page.text, [addOwnItem(action.subject, action.layer, action.stride, taken)]);
  }
  if (action.kind === 'importCsv') {
    const imported = importCsv(action.text, page.states, actor, page.around);
    if (!imported) return { refused: 'This is no table with a column "id".' };
    return { ...changeEntries(page.text, imported.changes), notes: imported.problems };
  }
  const states = [...new Set(action.ids)].flatMap((id) => page.states.get(id) ?? []);
  if (states.length === 0) return { refused: 'This item is not in the file any more.' };
  const changes = changesOf(page, action, states, actor);
  return typeof changes === 'string' ? { refused: changes } : changeEntries(page.text, changes);
}

type ItemAction = Exclude<ChecklistAction, { kind: 'updateCatalogue' | 'addOwnItem' | 'importCsv' }>;

function changesOf(
  { around }: Page,
  action: ItemAction,
  states: readonly ItemState[],
  actor: Actor,
): readonly EntryChange[] | string {
  switch (action.kind) {
    case 'decide': {
      const { decision, why, reviewBy } = action;
      const silent = states.find(
        (state) => reasonNeeded(decision, state.proposed) && !(why ?? state.entry?.fields.why)?.trim(),
      );
      if (silent) return `"${silent.subject}" needs a reason for that.`;
      const said = { decision, ...(why === undefined ? {} : { why }), ...(reviewBy === undefined ? {} : { reviewBy }) };
      return states.map((state) => decide(state, said, actor, around));
    }
    case 'implement':
      return states.map((state) => implement(state, action.implementation, actor, around));
    case 'confirm':
      return states.map((state) => confirm(state, actor, around, action.reviewBy));
    case 'acceptProposals':
      return acceptProposals(states, action.why, actor, around);
    case 'startReview': {
      const changes = startReview(states);
      return changes.length > 0 ? changes : 'Nothing here is decided and still counts as fresh.';
    }
    case 'addEvidence':
      return states.map((state) => addEvidence(state, action.evidence));
  }
}
