import { commonEnds } from '@bulkhead/helm/read/commonEnds';
import type { Span } from './span';

/** Replaces `span` by `text`. An empty span inserts. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
  /**
   * What an insertion adds (a key, an instruction). Two insertions at the same offset may be applied together only when
   * both name what they add and the names differ; otherwise the second waits for the next round.
   */
  readonly adds?: string;
  /**
   * Where the place takes over what it lacks, as a merge key does: while something is changed there, this waits for the
   * next round, in which it may no longer be needed.
   */
  readonly inherits?: readonly Span[];
}

/** Whether both edits can be applied to the same text without one disturbing the other. */
export function compatible(a: Edit, b: Edit): boolean {
  const sameInsertion = a.span.start === a.span.end && b.span.start === b.span.end && a.span.start === b.span.start;
  if (sameInsertion) return a.adds !== undefined && b.adds !== undefined && a.adds !== b.adds;
  return a.span.end <= b.span.start || b.span.end <= a.span.start;
}

/**
 * Whether edits of two fixes may be applied together. What is put where lines that go end was meant for them, and would
 * be left to what stands in front.
 */
export function independent(a: Edit, b: Edit): boolean {
  return compatible(a, b) && !cutsOff(a, b) && !cutsOff(b, a);
}

function cutsOff(cut: Edit, { span }: Edit): boolean {
  return cut.text === '' && cut.span.start < cut.span.end && span.start === span.end && span.start === cut.span.end;
}

/** Applies edits that are pairwise compatible. Insertions at one offset keep the order they are given in. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.index - b.index);
  const parts: string[] = [];
  let at = 0;
  for (const { edit } of ordered) {
    if (edit.span.start < at) throw new RangeError('applyEdits: edits overlap');
    parts.push(text.slice(at, edit.span.start), edit.text);
    at = edit.span.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Keeps each group of edits whole: a group that collides with an earlier one is left out. */
export function selectCompatible<T>(groups: readonly T[], editsOf: (group: T) => readonly Edit[]): T[] {
  const taken: T[] = [];
  const inOrder: Edit[] = [];
  for (const group of groups) {
    const edits = editsOf(group);
    if (edits.some((edit) => collides(edit, inOrder) || inherits(edit, inOrder))) continue;
    taken.push(group);
    for (const edit of edits) inOrder.splice(placeFor(edit.span, inOrder), 0, edit);
  }
  return taken;
}

/** Of edits that are in order and do not overlap, only the neighbours can be in the way. */
function collides(edit: Edit, inOrder: readonly Edit[]): boolean {
  const { start, end } = edit.span;
  let i = Math.max(0, placeFor({ start, end: start }, inOrder) - 1);
  for (let other = inOrder[i]; other && other.span.start <= end; other = inOrder[++i]) {
    if (!independent(edit, other)) return true;
  }
  return false;
}

/** Whether one of the others, which are in order, changes what this one takes over. */
function inherits(edit: Edit, inOrder: readonly Edit[]): boolean {
  return (edit.inherits ?? []).some(({ start, end }) => {
    const next = inOrder[placeFor({ start, end: start }, inOrder)];
    return next !== undefined && next.span.start < end;
  });
}

/** The edits without those whose place takes over what others of them change. */
export function withoutInherited(edits: readonly Edit[]): Edit[] {
  if (!edits.some((edit) => edit.inherits)) return [...edits];
  const inOrder = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return edits.filter((edit) => !inherits(edit, inOrder));
}

/** The first place whose edit starts, or with the same start ends, no earlier. */
function placeFor({ start, end }: Span, inOrder: readonly Edit[]): number {
  let low = 0;
  let high = inOrder.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { span } = inOrder[middle] as Edit;
    if (span.start < start || (span.start === start && span.end < end)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The one replacement that turns `before` into `after`, trimmed to what differs; nothing when they are equal. */
export function smallestEdit(before: string, after: string): Edit | undefined {
  if (before === after) return undefined;
  const { head, tail } = commonEnds(before, after);
  return { span: { start: head, end: before.length - tail }, text: after.slice(head, after.length - tail) };
}
