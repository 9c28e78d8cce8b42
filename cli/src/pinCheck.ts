import { lineStarts, positionAt } from '@bulkhead/rules';
import { findImages, hasRealDigest, type ImageLock, type ImageUse, tagName } from '@bulkhead/rules/images/index';
import type { FileToPin } from '@bulkhead/server/registry/pinFiles';

/** An image that `bulkhead pin --check` complains about. */
export interface PinProblem {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** What is not pinned, or not to what the lock file says. Looks at texts only. */
export function notPinned(files: readonly FileToPin[], lock: ImageLock): PinProblem[] {
  return files.flatMap((file) => {
    const starts = lineStarts(file.text);
    return findImages(file).flatMap((use) => {
      const message = complaint(use, lock);
      return message === undefined
        ? []
        : [{ path: file.path, line: positionAt(starts, use.span.start).line + 1, message }];
    });
  });
}

function complaint({ image }: ImageUse, lock: ImageLock): string | undefined {
  if (!image) return undefined;
  if (!hasRealDigest(image)) return `Image "${image.text}" is not pinned to a digest.`;
  const locked = image.tag && lock.get(tagName(image));
  if (!locked || locked.digest === image.digest?.text) return undefined;
  return `Image "${image.text}" has another digest than the lock file (${locked.digest}).`;
}
