import type { Span } from '../../text/span';
import { counted, statePhrase } from '../phrases';
import type { Page } from './page';

/** A line above a block: what can be done, how it stands and what it is about. */
export interface ChecklistLens {
  readonly at: Span;
  readonly title: string;
  readonly action: 'show' | 'decide' | 'confirm' | 'findings' | 'compareBoth';
  readonly id: string;
}

/** The lenses of a file; only the state and the subject where nothing may be changed. */
export function checklistLenses(page: Page): readonly ChecklistLens[] {
  const lenses: ChecklistLens[] = [];
  const writable = page.checklist.readOnly === undefined;
  for (const entry of page.checklist.entries) {
    const state = page.states.get(entry.id);
    if (!state) continue;
    const add = (action: ChecklistLens['action'], title: string) =>
      lenses.push({ at: entry.key, title, action, id: entry.id });
    // A narrow window cuts the end of the line: what can be clicked comes first, and the whole question is in the hover.
    if (entry.conflicted) add('compareBoth', 'Compare both sides');
    else if (writable) add('decide', 'Decide');
    if (writable && state.stale.length > 0) add('confirm', 'Confirm');
    if (state.evidence.findings.length > 0) add('findings', counted(state.evidence.findings.length, 'finding'));
    add('show', statePhrase(state));
    add('show', state.subject);
  }
  return lenses;
}
