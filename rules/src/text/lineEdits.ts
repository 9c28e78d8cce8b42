import { commonEnds } from '@bulkhead/helm/read/commonEnds';
import { type Edit, smallestEdit } from './edits';
import { span } from './span';

/** More lines than this between two changes are not compared pair by pair: that costs their product. */
const mostPairs = 4_000_000;

/** The edits that turn one text into another, one for each run of lines that differ: what a person reviews. */
export function lineEdits(before: string, after: string): Edit[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const { head, tail } = commonEnds(old, now);
  const middle = { old: old.slice(head, old.length - tail), now: now.slice(head, now.length - tail) };
  const kept = longestCommon(middle.old, middle.now);

  const edits: Edit[] = [];
  let offset = old.slice(0, head).join('').length;
  let [i, j] = [0, 0];
  for (const [nextOld, nextNow] of [...kept, [middle.old.length, middle.now.length] as const]) {
    const removed = middle.old.slice(i, nextOld).join('');
    const added = middle.now.slice(j, nextNow).join('');
    const edit = wordEdit(removed, added);
    if (edit) edits.push({ span: span(offset + edit.span.start, offset + edit.span.end), text: edit.text });
    offset += removed.length + (middle.old[nextOld]?.length ?? 0);
    [i, j] = [nextOld + 1, nextNow + 1];
  }
  return edits;
}

/** The smallest edit of whole words: half a word crossed out is hard to read. */
function wordEdit(before: string, after: string): Edit | undefined {
  const edit = smallestEdit(before, after);
  if (!edit) return undefined;
  let { start, end } = edit.span;
  while (/^\w\w$/.test(before.slice(start - 1, start + 1)) && start > 0) start--;
  while (/^\w\w$/.test(before.slice(end - 1, end + 1)) && end > 0) end++;
  const text = before.slice(start, edit.span.start) + edit.text + before.slice(edit.span.end, end);
  return { span: span(start, end), text };
}

/** Lines with their line breaks. */
function linesOf(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
}

/** Pairs of indexes of equal lines, as many as there can be, in order. */
export function longestCommon(a: readonly string[], b: readonly string[]): [number, number][] {
  if (a.length * b.length > mostPairs) return [];
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const below = lengths[(i + 1) * width + j] ?? 0;
      const right = lengths[i * width + j + 1] ?? 0;
      lengths[i * width + j] = a[i] === b[j] ? 1 + (lengths[(i + 1) * width + j + 1] ?? 0) : Math.max(below, right);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return pairs;
}
