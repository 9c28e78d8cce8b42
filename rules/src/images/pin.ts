import type { ImageReference } from '../parse/image';
import type { Edit } from '../text/edits';
import { compatible } from '../text/edits';
import { hasRealDigest, type ImageUse } from './imageUse';

/** What to do with the images of a file: give those without a digest one, or look all tags up again. */
export type PinMode = 'pin' | 'refresh';

/** An image that stays as it is, with the reason as the end of a sentence. */
export interface NotPinned {
  readonly use: ImageUse;
  readonly reason: string;
}

/** The images of a file sorted by what can be done. */
export interface PinPlan {
  readonly wanted: readonly (ImageUse & { readonly image: ImageReference })[];
  /** Pinned already. */
  readonly settled: readonly ImageUse[];
  readonly blocked: readonly NotPinned[];
}

export function planPins(uses: readonly ImageUse[], mode: PinMode): PinPlan {
  const wanted: (ImageUse & { readonly image: ImageReference })[] = [];
  const settled: ImageUse[] = [];
  const blocked: NotPinned[] = [];
  for (const use of uses) {
    const { image } = use;
    if (image && hasRealDigest(image) && (mode === 'pin' || !image.tag)) settled.push(use);
    else if (!image || !use.setDigest) blocked.push({ use, reason: use.obstacle ?? 'it cannot be edited' });
    else wanted.push({ ...use, image });
  }
  return { wanted, settled, blocked };
}

/** The edits that pin every use whose digest is known. Two uses may share one ARG: it is edited once. */
export function pinEdits(plan: PinPlan, digestOf: (image: ImageReference) => string | undefined): Edit[] {
  const edits: Edit[] = [];
  for (const use of plan.wanted) {
    const digest = digestOf(use.image);
    const added = digest === undefined ? [] : (use.setDigest?.(digest) ?? []);
    const isNew = added.filter((edit) => !edits.some((other) => sameEdit(edit, other)));
    if (isNew.every((edit) => edits.every((other) => compatible(edit, other)))) edits.push(...isNew);
  }
  return edits;
}

function sameEdit(a: Edit, b: Edit): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end && a.text === b.text;
}

/** The name under which a tag is looked up and recorded: `docker.io/library/python:3.12`. */
export function tagName(image: ImageReference): string {
  return `${image.name}:${image.tag?.text ?? 'latest'}`;
}
