import type { Note } from '../report';

/** Of one file no more is told: nobody reads it, and a hostile file must cost no more than a large one. */
export const mostFindings = 20_000;

/** What to tell where the reading of a file was given up. */
export function notReadFrom(start: number): Note {
  const message = 'Not checked from here on: there is more in this file than Bulkhead reads.';
  return { kind: 'incomplete', message, span: { start, end: start + 1 } };
}
