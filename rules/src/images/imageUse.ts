import type { ImageReference } from '../parse/image';
import { parseImageReference } from '../parse/image';
import type { Edit } from '../text/edits';
import type { Span } from '../text/span';

/** Where an image is named. */
export type ImagePlace =
  | 'from'
  | 'copy-from'
  | 'mount-from'
  | 'syntax'
  | 'container'
  | 'volume'
  | 'custom-resource'
  | 'values';

/** One place of a file that names an image, with how to give it another digest. */
export interface ImageUse {
  readonly place: ImagePlace;
  /** What to show and where to hover: the reference as written. */
  readonly span: Span;
  /** As written, for messages when it cannot be read. */
  readonly written: string;
  /** What it stands for; undefined when that depends on something unknown. */
  readonly image: ImageReference | undefined;
  /** The edits that give the reference this digest; none when it has it. Undefined when it cannot be edited safely. */
  readonly setDigest: ((digest: string) => readonly Edit[]) | undefined;
  /** Why it cannot be looked up or edited, as the end of a sentence. */
  readonly obstacle: string | undefined;
}

/** A digest that somebody left to be filled in: nothing but zeros. */
export function isPlaceholderDigest(digest: string): boolean {
  return /:0+$/.test(digest);
}

/** The reference without its digest: what the tag alone says. */
export function withoutDigest(image: ImageReference): string {
  return image.digest ? image.text.slice(0, image.text.indexOf('@')) : image.text;
}

/** Whether the reference names one image for good: by a digest that is one. */
export function hasRealDigest(image: ImageReference): boolean {
  return image.digest !== undefined && !isPlaceholderDigest(image.digest.text);
}

/** The one change that gives a reference a digest: name and tag stay, and so does everything around. */
export function digestEdit(image: ImageReference, digest: string): Edit[] {
  if (image.digest?.text === digest) return [];
  if (image.digest) return [{ span: image.digest.span, text: digest }];
  const end = (image.tag ?? image.repository).span.end;
  return [{ span: { start: end, end }, text: `@${digest}` }];
}

/** A reference that stands in the file letter by letter. */
export function literalUse(place: ImagePlace, written: string, span: Span): ImageUse {
  const image = parseImageReference(written, span.start);
  if (!image) return blockedUse(place, written, span, 'it is no image reference');
  return { place, span, written, image, setDigest: (digest) => digestEdit(image, digest), obstacle: undefined };
}

/** A reference that nobody can look up or edit. */
export function blockedUse(
  place: ImagePlace,
  written: string,
  span: Span,
  obstacle: string,
  image?: ImageReference,
): ImageUse {
  return { place, span, written, image, setDigest: undefined, obstacle };
}
