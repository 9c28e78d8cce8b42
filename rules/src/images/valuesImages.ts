import { setValue } from '../edit/yamlEdit';
import { at, plain, scalarText, spanOf, type Value } from '../model/value';
import { type ImageReference, parseImageReference } from '../parse/image';
import type { YamlDocument } from '../parse/yaml';
import type { Edit } from '../text/edits';
import type { ChartImages, ProbeChart, RenderedImage, SetDigest } from './chartProbe';
import { blockedUse, digestEdit, type ImageUse, isPlaceholderDigest, withoutDigest } from './imageUse';
import { lettersOf } from './kubernetesImages';
import { type Candidate, findCandidates, findFeeding, keyOf, tagOf } from './valuesCandidates';

/** One way to give a candidate a digest. */
interface Trial {
  readonly one: Candidate;
  readonly set: SetDigest;
  /** The digest it has now, with its algorithm. */
  readonly current: string;
  /** What the values say of the tag, where the chart leaves the tag out for an image with a digest. */
  readonly tag: string;
}

/** Every image a values file names. A digest is put only where the chart's templates show that it reaches an image. */
export function valuesImages(document: YamlDocument, probe: ProbeChart | undefined): ImageUse[] {
  if (document.problems.length > 0 || !document.root) return [];
  const named = findCandidates(document);
  if (!probe) return named.map((one) => blocked(one, 'only its chart could show whether a digest is used'));

  // Rendering is what takes time, so a chart is rendered three times at most.
  const now = probe(document.text, []);
  const candidates = [...named, ...findFeeding(document, now.images, named)];
  const found = new Map<Candidate, ImageUse>();
  const settled = new Set<string>();
  const attempt = (trials: readonly Trial[]): void => {
    if (trials.length === 0) return;
    const after = probe(
      document.text,
      trials.map(({ set }) => set),
    );
    for (const trial of trials) {
      const image = found.has(trial.one) ? undefined : imageOf(trial, after, now);
      if (!image) continue;
      found.set(trial.one, { ...use(trial.one), image, setDigest: trial.set });
      settled.add(withoutDigest(image));
    }
  };
  attempt(
    candidates.flatMap((one) => {
      if (one.kind === 'map') return [...digestTrial(one, 'digest'), ...digestTrial(one, 'sha')];
      return one.kind === 'text' ? textTrial(one) : [];
    }),
  );
  attempt(
    candidates.flatMap((one) => {
      if (one.kind === 'text' || found.has(one) || settled.has(one.written)) return [];
      return one.kind === 'tag' ? tagTrial(one, one.value) : tagTrial(one, at(one.value, 'tag'), now.images);
    }),
  );
  return candidates.flatMap((one) => {
    const use = found.get(one);
    if (use) return [use];
    // A tag that stands for itself is told only where nothing else names its image.
    const isTold =
      one.kind === 'tag' && (settled.has(one.written) || named.some(({ written }) => written === one.written));
    return isTold ? [] : [blocked(one, whyNot(one, now))];
  });
}

function whyNot(one: Candidate, now: ChartImages): string {
  if (one.kind === 'text') return 'the chart does not put it into an image as it is';
  const name = parseImageReference(one.written)?.name;
  const isRendered = now.images.some(
    ({ image, values }) => image.name === name || values.some((path) => one.path.every((key, i) => path[i] === key)),
  );
  return isRendered
    ? 'the chart does not put a digest from here into the image, and only there'
    : 'the chart with these values uses no such image';
}

function blocked(one: Candidate, why: string): ImageUse {
  return blockedUse('values', one.written, use(one).span, why, parseImageReference(one.written));
}

/** All of a map: whoever stands on the tag means the image too. */
function use(one: Candidate): Pick<ImageUse, 'place' | 'span' | 'written' | 'obstacle'> {
  const span = spanOf(one.value) ?? { start: 0, end: 0 };
  return { place: 'values', span, written: one.written, obstacle: undefined };
}

/** The image that a trial has given a digest, as it is now. It must be one that the chart uses without the trial. */
function imageOf(trial: Trial, after: ChartImages, now: ChartImages): ImageReference | undefined {
  const rendered = after.reached(trial.set);
  const before = now.images.find(({ image }) => image.name === rendered?.name && isTagOf(image, rendered));
  if (!rendered || !before) return undefined;
  const tag = rendered.tag?.text ?? (trial.tag || before.image.tag?.text);
  const name = rendered.text.slice(0, rendered.repository.span.end - rendered.span.start);
  return parseImageReference(`${name}${tag === undefined ? '' : `:${tag}`}${trial.current && `@${trial.current}`}`);
}

function isTagOf(image: ImageReference, rendered: ImageReference): boolean {
  return !rendered.tag || !image.tag || image.tag.text === rendered.tag.text;
}

function textTrial(one: Candidate): Trial[] {
  const text = scalarText(one.value) ?? '';
  const letters = lettersOf(one.value, text);
  const image = letters && parseImageReference(text, letters.start);
  if (!image) return [];
  return [{ one, set: (digest) => digestEdit(image, digest), current: image.digest?.text ?? '', tag: '' }];
}

function digestTrial(one: Candidate, key: 'digest' | 'sha'): Trial[] {
  const target = at(one.value, key);
  if (key === 'sha' && target.pair === undefined) return [];
  // Under `sha` stands a SHA-256 without its name.
  const prefix = key === 'sha' ? 'sha256:' : '';
  const has = plain(target) ?? '';
  if (typeof has !== 'string') return [];
  const current = has !== '' && !/^0+$/.test(has) && !isPlaceholderDigest(has) ? prefix + has : '';
  const set: SetDigest = (digest) =>
    digest.startsWith(prefix) ? setText(target, has, digest.slice(prefix.length)) : [];
  return [{ one, set, current, tag: tagOf(one.value) }];
}

function setText(target: Value, has: string, text: string): readonly Edit[] {
  if (has === text) return [];
  const letters = has === '' ? undefined : lettersOf(target, has);
  return letters ? [{ span: letters, text }] : (setValue(target, text)?.edits ?? []);
}

/** Behind the tag; where the values leave the tag to the chart, the chart's tag is written down with the digest. */
function tagTrial(one: Candidate, tag: Value, images: readonly RenderedImage[] = []): Trial[] {
  const text = tag.kind === 'scalar' ? (scalarText(tag) ?? '') : '';
  const bare = text.replace(/@.*$/, '');
  const current = text.slice(bare.length + 1);
  if (text !== '') {
    const letters = bare === '' ? undefined : lettersOf(tag, text);
    if (!letters) return [];
    const span = { start: letters.start + bare.length, end: letters.end };
    return [{ one, set: (digest) => (digest === current ? [] : [{ span, text: `@${digest}` }]), current, tag: bare }];
  }
  const path = keyOf([...one.path, 'tag']);
  const made = images.find(({ values }) => values.some((value) => keyOf(value) === path))?.image.tag?.text;
  if (made === undefined) return [];
  return [{ one, set: (digest) => setText(tag, '', `${made}@${digest}`), current: '', tag: made }];
}
