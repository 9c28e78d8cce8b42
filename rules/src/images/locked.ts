import type { ImageFacts } from '../model/facts';
import { type ImageReference, parseImageReference } from '../parse/image';
import { hasRealDigest } from './imageUse';
import { tagName } from './pin';

export const lockFileName = 'bulkhead-images.lock.yaml';

/** What a tag stood for on a day. */
export interface LockedImage {
  /** `docker.io/library/python` */
  readonly name: string;
  readonly tag: string;
  readonly digest: string;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly facts?: Omit<ImageFacts, 'digest'>;
}

/** The images of a project by `name:tag`. */
export type ImageLock = ReadonlyMap<string, LockedImage>;

/** What the lock file knows about a reference: by its tag, and only while its digest is the recorded one. */
export function lockedImage(lock: ImageLock, image: ImageReference): LockedImage | undefined {
  if (image.tag === undefined && hasRealDigest(image)) {
    return [...lock.values()].find((one) => one.name === image.name && one.digest === image.digest?.text);
  }
  const locked = lock.get(tagName(image));
  if (locked && hasRealDigest(image) && locked.digest !== image.digest?.text) return undefined;
  return locked;
}

/** The facts for the rules: by a reference's text, from a lock file, without any network. */
export function factsFromLock(lock: ImageLock): (reference: string) => ImageFacts | undefined {
  return (reference) => {
    const image = parseImageReference(reference);
    const locked = image && lockedImage(lock, image);
    return locked && { ...locked.facts, digest: locked.digest };
  };
}
