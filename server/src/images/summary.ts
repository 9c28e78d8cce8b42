import type { ImagesResult } from '../imagesProtocol';
import type { PinOutcome } from '../registry/pinFiles';

/** What happened, in one sentence, and what could not be done. */
export function summaryOf(outcome: PinOutcome): ImagesResult {
  const problems = outcome.unpinned.map(({ message }) => message);
  if (outcome.cancelled) return { message: 'Cancelled: nothing was changed.', problems: [], cancelled: true };
  const changed = outcome.pinned.filter((one) => one.changed).length;
  const same = outcome.pinned.length - changed + outcome.settled;
  const files = outcome.edits.size;
  const parts = [
    changed > 0 ? `Pinned ${count(changed, 'image')} in ${count(files, 'file')}` : 'Nothing to pin',
    ...(same > 0 ? [`${same} pinned already`] : []),
    ...(problems.length > 0 ? [`${problems.length} not pinned`] : []),
  ];
  return { message: `${parts.join(', ')}.`, problems, cancelled: false };
}

/** `1 image`, `2 images`. */
export function count(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
