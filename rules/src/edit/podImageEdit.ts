import type { Context } from '../context';
import type { PodImage } from '../model/podImages';
import type { Fix } from '../rule';
import { asFix } from './fixes';
import { setValue } from './yamlEdit';

/** Adds the digest of the image, when it was looked up. */
export function pinImage(image: PodImage, context: Context): Fix | undefined {
  const { text } = image.reference;
  const digest = context.imageFacts(text)?.digest;
  if (!digest || !/^sha256:[0-9a-f]{64}$/.test(digest)) return undefined;
  return asFix(setValue(image.value, `${text}@${digest}`), { title: `Pin ${text} to its digest`, safety: 'review' });
}
