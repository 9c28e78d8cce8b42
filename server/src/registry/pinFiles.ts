import type { Edit } from '@bulkhead/rules';
import {
  findImages,
  hasRealDigest,
  type ImageFile,
  type ImageLock,
  type ImageUse,
  lockedImage,
  type PinMode,
  type PinPlan,
  pinEdits,
  planPins,
  tagName,
} from '@bulkhead/rules/images/index';
import type { ImageReference } from '@bulkhead/rules/parse/image';
import { resolveAll } from './batch';
import type { RegistryClient } from './client';
import { failureMessage, plainText } from './failure';

/** A file whose images are to be pinned. */
export interface FileToPin extends ImageFile {
  readonly path: string;
  /** Leaves out uses nobody asked about, for example all but the one at the cursor. */
  readonly only?: (use: ImageUse) => boolean;
}

/** What became of one use of an image. */
export interface PinnedUse {
  readonly path: string;
  readonly use: ImageUse;
  readonly image: ImageReference;
  readonly digest: string;
  /** False when the file had the digest already. */
  readonly changed: boolean;
}

/** A use that stays as it is, with a whole sentence. */
export interface UnpinnedUse {
  readonly path: string;
  readonly use: ImageUse;
  readonly message: string;
}

export interface PinOutcome {
  /** Files that change. */
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
  readonly pinned: readonly PinnedUse[];
  readonly unpinned: readonly UnpinnedUse[];
  /** Uses that were pinned before and were not looked up. */
  readonly settled: number;
  readonly cancelled: boolean;
}

export interface PinRequest {
  readonly mode: PinMode;
  readonly signal: AbortSignal;
  /** Answers for tags it knows, without any network; not when refreshing. */
  readonly lock?: ImageLock;
  /** Asks the registries even for what is remembered. */
  readonly fresh?: boolean;
  readonly onDone?: (done: number, total: number) => void;
}

/** Looks the images of files up and says what to change. Changes nothing itself. */
export async function pinFiles(
  files: readonly FileToPin[],
  client: RegistryClient,
  request: PinRequest,
): Promise<PinOutcome> {
  const plans = files.map((file) => ({ file, plan: planFile(file, request.mode) }));
  const locked = new Map<string, string>();
  if (request.lock && request.mode === 'pin') {
    for (const { image } of plans.flatMap(({ plan }) => plan.wanted)) {
      const known = lockedImage(request.lock, image);
      if (known) locked.set(tagName(image), known.digest);
    }
  }
  const wanted = plans
    .flatMap(({ plan }) => plan.wanted)
    .filter(({ image }) => !locked.has(tagName(image)))
    .map(({ image }) => ({ image, known: hasRealDigest(image) ? image.digest?.text : undefined }));
  const { signal, onDone, fresh = false } = request;
  const outcomes = await resolveAll(client, wanted, { signal, fresh, ...(onDone ? { onDone } : {}) });

  const digestOf = (image: ImageReference): string | undefined => {
    const outcome = outcomes.get(tagName(image));
    return locked.get(tagName(image)) ?? (outcome?.ok ? outcome.value.digest : undefined);
  };
  const whyNot = (image: ImageReference, text: string): string => {
    const outcome = outcomes.get(tagName(image));
    return outcome && !outcome.ok
      ? failureMessage(text, outcome.failure)
      : `Image "${plainText(text)}" was not looked up.`;
  };
  const edits = new Map<string, readonly Edit[]>();
  const pinned: PinnedUse[] = [];
  const unpinned: UnpinnedUse[] = [];
  let settled = 0;
  for (const { file, plan } of plans) {
    const { path } = file;
    settled += plan.settled.length;
    // Once cancelled, a file must not be left half done: nothing changes at all.
    const changes = signal.aborted ? [] : pinEdits(plan, digestOf);
    if (changes.length > 0) edits.set(path, changes);
    for (const use of plan.wanted) {
      const digest = signal.aborted ? undefined : digestOf(use.image);
      if (digest === undefined) unpinned.push({ path, use, message: whyNot(use.image, use.written) });
      else pinned.push({ path, use, image: use.image, digest, changed: use.image.digest?.text !== digest });
    }
    for (const { use, reason } of plan.blocked) {
      unpinned.push({ path, use, message: `Image "${plainText(use.written)}" is not pinned: ${reason}.` });
    }
  }
  return { edits, pinned, unpinned, settled, cancelled: signal.aborted };
}

/** What can be done with the images of one file. */
function planFile(file: FileToPin, mode: PinMode): PinPlan {
  return planPins(findImages(file).filter(file.only ?? (() => true)), mode);
}
