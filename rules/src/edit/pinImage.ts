import type { Context } from '../context';
import { imagesOfDockerfile } from '../images/dockerfileImages';
import { hasRealDigest } from '../images/imageUse';
import type { Dockerfile } from '../model/dockerfile';
import { isMovingTag } from '../parse/image';
import type { Fix } from '../rule';
import type { Span } from '../text/span';

/** Gives an image the digest that was looked up for it, or the one that the file has for it elsewhere. */
export function pinImage(dockerfile: Dockerfile, at: Span, { imageFacts }: Context): Fix | undefined {
  const uses = imagesOfDockerfile(dockerfile);
  const use = uses.find(({ span }) => at.start <= span.start && span.end <= at.end);
  const image = use?.image;
  if (!use?.setDigest || !image || image.digest) return undefined;
  const digest = imageFacts(image.text)?.digest;
  if (digest && /^sha256:[0-9a-f]{64}$/.test(digest)) {
    return { title: `Pin ${image.text} to its digest`, safety: 'review', edits: use.setDigest(digest) };
  }
  // A digest may be that of one platform.
  if (use.written !== image.text || dockerfile.stages.some(({ from }) => from.platform)) return undefined;
  const isLoose = !image.tag || isMovingTag(image.tag.text);
  const others = uses.flatMap(({ image: other }) =>
    other?.name === image.name &&
    hasRealDigest(other) &&
    other.tag &&
    !isMovingTag(other.tag.text) &&
    (isLoose || other.tag.text === image.tag?.text)
      ? [other]
      : [],
  );
  const suffixes = new Set(others.map((other) => other.text.slice(other.repository.span.end - other.span.start)));
  const [suffix, another] = suffixes;
  if (suffix === undefined || another !== undefined) return undefined;
  const span = { start: image.repository.span.end, end: image.span.end };
  const title = `Use ${others[0]?.tag?.text} with its digest, as elsewhere in this file`;
  return { title, safety: 'review', edits: [{ span, text: suffix }] };
}
