import { type ImageReference, parseImageReference } from '../parse/image';
import type { Span } from '../text/span';
import { remember } from './commands/remember';
import { at, items, plain, spanOf, type Value } from './value';
import type { Container, Pod } from './workload';

/** An image named by a pod, and where it is named. */
export interface PodImage {
  readonly reference: ImageReference;
  readonly value: Value;
  readonly span: Span;
}

/** Reads an image reference; undefined for templates and for what is none. */
function readImage(value: Value): PodImage | undefined {
  const text = plain(value);
  const where = spanOf(value);
  if (typeof text !== 'string' || !where) return undefined;
  const reference = parseImageReference(text.trim());
  return reference && { reference, value, span: where };
}

export const imageOf = remember(({ value }: Container): PodImage | undefined => readImage(at(value, 'image')));

/** The images of image volumes. */
export function volumeImages(pod: Pod): PodImage[] {
  return items(at(pod.spec, 'volumes')).flatMap((volume) => readImage(at(volume, 'image', 'reference')) ?? []);
}
