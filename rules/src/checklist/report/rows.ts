import type { ItemState } from '../assess';
import type { Matrix } from '../matrix';
import { placeOf, staleWords } from '../phrases';

/** The words other tools use: what was decided, or that it is done. */
export function foldedWord(state: ItemState): string {
  if ((state.decision === 'required' || state.decision === 'recommended') && state.implementation === 'done') {
    return 'Implemented';
  }
  const words = {
    undecided: 'Undecided',
    'open-question': 'Open question',
    required: 'Required',
    recommended: 'Recommended',
    rejected: 'Rejected',
    'not-applicable': 'Not applicable',
  };
  return words[state.decision];
}

/** A kind of threat with the property it attacks. */
export function threatName({ title, detail }: Matrix['columns'][number]): string {
  return `${title} (${detail.toLowerCase()})`;
}

/** Why an item is stale, in words; empty when it is not. */
export function staleText(state: ItemState): string {
  return state.stale.map((reason) => staleWords[reason]).join(', ');
}

/** Where the first findings are, for one cell. */
export function findingPlaces(state: ItemState): string {
  return state.evidence.findings.map((finding) => `${placeOf(finding)} (${finding.rule})`).join('; ');
}
