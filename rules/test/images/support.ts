import type { ImageUse } from '../../src/images';
import { findImages, type ImageFile, pinEdits, planPins } from '../../src/images';
import { applyEdits } from '../../src/text/edits';

export const digestA = `sha256:${'0123456789abcdef'.repeat(4)}`;
export const digestB = `sha512:${'fedcba9876543210'.repeat(8)}`;

/** The file after every image that can be pinned got a digest. */
export function pinned(file: ImageFile, digest = digestA, mode: 'pin' | 'refresh' = 'pin'): string {
  const plan = planPins(findImages(file), mode);
  return applyEdits(
    file.text,
    pinEdits(plan, () => digest),
  );
}

export const dockerfile = (text: string): ImageFile => ({ kind: 'dockerfile', text });
export const kubernetes = (text: string): ImageFile => ({ kind: 'kubernetes', text });

/** What a file names, shortly. */
export function names(uses: readonly ImageUse[]): string[] {
  return uses.map((use) => `${use.place} ${use.written}${use.obstacle ? `: ${use.obstacle}` : ''}`);
}
