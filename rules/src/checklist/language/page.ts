import { assessChecklist, type ItemState, type Surroundings } from '../assess';
import { readChecklist } from '../read';
import type { Checklist, Entry } from '../types';

/** One version of a checklist file with everything the editor's features ask for. */
export interface Page {
  readonly text: string;
  readonly checklist: Checklist;
  readonly states: ReadonlyMap<string, ItemState>;
  readonly around: Surroundings;
}

/** Reads a file once for all features. */
export function readPage(text: string, around: Surroundings): Page {
  const checklist = readChecklist(text);
  const states = new Map(assessChecklist(checklist, around).map((state) => [state.id, state]));
  return { text, checklist, states, around };
}

/** The entry whose lines hold the offset. */
export function entryAt(checklist: Checklist, offset: number): Entry | undefined {
  return checklist.entries.find(({ block }) => block.start <= offset && offset <= block.end);
}
