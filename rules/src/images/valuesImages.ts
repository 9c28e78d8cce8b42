import { setValue } from '../edit/yamlEdit';
import { at, entries, isAbsent, plain, rootValue, scalarText, spanOf, type Value } from '../model/value';
import { type ImageReference, parseImageReference } from '../parse/image';
import type { YamlDocument } from '../parse/yaml';
import type { Edit } from '../text/edits';
import type { ChartImages, ProbeChart } from './chartProbe';
import { blockedUse, digestEdit, type ImageUse, isPlaceholderDigest } from './imageUse';
import { lettersOf } from './kubernetesImages';

/** Values that look like an image: a map with a repository, or one text. */
interface Candidate {
  readonly path: readonly string[];
  readonly value: Value;
  /** Without a digest; the tag as far as the values have it. */
  readonly written: string;
}

const maxCandidates = 60;
const maxDepth = 12;

/** Every image a values file names. A digest is put only where the chart's templates show that it reaches an image. */
export function valuesImages(document: YamlDocument, probe: ProbeChart | undefined): ImageUse[] {
  if (document.problems.length > 0 || !document.root) return [];
  const candidates = findCandidates(rootValue(document));
  if (candidates.length === 0) return [];
  if (!probe) return candidates.map((one) => blocked(one, 'only its chart could show whether a digest is used'));

  const texts = candidates.filter((one) => one.value.kind === 'scalar');
  const maps = candidates.filter((one) => one.value.kind === 'map');
  // Rendering is what takes time, so a chart is rendered three times at most.
  const byDigest = probe(document.text, [
    ...maps.map((one) => ({ path: [...one.path, 'digest'], before: '' })),
    ...maps.filter(hasSha).map((one) => ({ path: [...one.path, 'sha'], before: '', bare: true })),
    ...texts.map((one) => ({ path: one.path, before: `${one.written}@` })),
  ]);
  const plainImages = probe(document.text, []);
  const uses = candidates.map((one) => {
    if (one.value.kind === 'scalar') return textUse(one, byDigest);
    return digestUse(one, 'digest', byDigest, plainImages) ?? digestUse(one, 'sha', byDigest, plainImages);
  });
  const others = maps.filter((one) => !uses[candidates.indexOf(one)] && tagOf(one.value) !== '');
  const tagProbes = others.map((one) => ({ path: [...one.path, 'tag'], before: `${tagOf(one.value)}@` }));
  const byTag = tagProbes.length === 0 ? plainImages : probe(document.text, tagProbes);
  return candidates.map((one, i) => uses[i] ?? tagUse(one, byTag) ?? blocked(one, whyNot(one, plainImages)));
}

function hasSha(one: Candidate): boolean {
  return at(one.value, 'sha').pair !== undefined;
}

function whyNot(one: Candidate, now: ChartImages): string {
  const name = parseImageReference(one.written)?.name;
  const isRendered = now.images.some((image) => image.name === name);
  return isRendered
    ? 'the chart does not put a digest from here into the image, and only there'
    : 'the chart with these values uses no such image';
}

function findCandidates(root: Value): Candidate[] {
  const found: Candidate[] = [];
  const walk = (value: Value, path: readonly string[]): void => {
    if (path.length > maxDepth || found.length >= maxCandidates || value.kind !== 'map' || value.origin !== 'own')
      return;
    const written = writtenImage(value);
    if (written !== undefined && path.length > 0) found.push({ path, value, written });
    for (const entry of entries(value)) {
      const text = entry.value.kind === 'scalar' ? plain(entry.value) : undefined;
      if (typeof text !== 'string') walk(entry.value, [...path, entry.key]);
      else if (/image(?:name)?$/i.test(entry.key) && isTaggedImage(text) && entry.value.origin === 'own') {
        found.push({ path: [...path, entry.key], value: entry.value, written: text.replace(/@.*$/, '') });
      }
    }
  };
  walk(root, []);
  return found.slice(0, maxCandidates);
}

function isTaggedImage(text: string): boolean {
  const image = parseImageReference(text);
  return image !== undefined && (image.tag !== undefined || image.digest !== undefined);
}

function writtenImage(map: Value): string | undefined {
  const repository = plain(at(map, 'repository'));
  if (typeof repository !== 'string' || repository === '') return undefined;
  const registry = plain(at(map, 'registry'));
  const name = typeof registry === 'string' && registry !== '' ? `${registry}/${repository}` : repository;
  const tag = tagOf(map);
  const text = tag === '' ? name : `${name}:${tag}`;
  return parseImageReference(text) && text;
}

/** The tag without a digest behind it. `1.20` is a text here although YAML reads a number. */
function tagOf(map: Value): string {
  const tag = at(map, 'tag');
  return tag.kind === 'scalar' ? (scalarText(tag) ?? '').replace(/@.*$/, '') : '';
}

/** All of the map: whoever stands on the tag means the image too. */
function spanFor(one: Candidate): { start: number; end: number } {
  return spanOf(one.value) ?? { start: 0, end: 0 };
}

function blocked(one: Candidate, why: string): ImageUse {
  return blockedUse('values', one.written, spanFor(one), why, parseImageReference(one.written));
}

function use(one: Candidate, image: ImageReference, setDigest: (digest: string) => readonly Edit[]): ImageUse {
  return { place: 'values', span: spanFor(one), written: one.written, image, setDigest, obstacle: undefined };
}

function textUse(one: Candidate, found: ChartImages): ImageUse {
  const text = scalarText(one.value) ?? '';
  const letters = lettersOf(one.value, text);
  const image = letters && parseImageReference(text, letters.start);
  if (!image || !found.reached(one.path)) return blocked(one, 'the chart does not put it into an image as it is');
  return use(one, image, (digest) => digestEdit(image, digest));
}

function digestUse(one: Candidate, key: 'digest' | 'sha', found: ChartImages, now: ChartImages): ImageUse | undefined {
  const rendered = found.reached([...one.path, key]);
  if (!rendered) return undefined;
  // Under `sha` stands a SHA-256 without its name.
  const prefix = key === 'sha' ? 'sha256:' : '';
  const target = at(one.value, key);
  const has = plain(target);
  if (has !== undefined && has !== null && typeof has !== 'string') return undefined;
  const tag =
    tagOf(one.value) || rendered.tag?.text || now.images.find((image) => image.name === rendered.name)?.tag?.text;
  const name = rendered.text.replace(/(?::[^/@]*)?@.*$/, '');
  const current =
    typeof has === 'string' && has !== '' && !/^0+$/.test(has) && !isPlaceholderDigest(has) ? `@${prefix}${has}` : '';
  const image = parseImageReference(`${name}${tag === undefined ? '' : `:${tag}`}${current}`);
  if (!image || (isAbsent(target) && setValue(target, '') === undefined)) return undefined;
  return use(one, image, (digest) => {
    if (!digest.startsWith(prefix)) return [];
    return setText(target, typeof has === 'string' ? has : '', digest.slice(prefix.length));
  });
}

function setText(target: Value, has: string, digest: string): readonly Edit[] {
  if (has === digest) return [];
  const letters = has === '' ? undefined : lettersOf(target, has);
  return letters ? [{ span: letters, text: digest }] : (setValue(target, digest)?.edits ?? []);
}

function tagUse(one: Candidate, found: ChartImages): ImageUse | undefined {
  const rendered = found.reached([...one.path, 'tag']);
  const tag = at(one.value, 'tag');
  const text = tag.kind === 'scalar' ? scalarText(tag) : undefined;
  const letters = text ? lettersOf(tag, text) : undefined;
  if (!rendered || !text || !letters || text.startsWith('@')) return undefined;
  const [, digestNow] = /@(.*)$/.exec(text) ?? [];
  const name = rendered.text.replace(/:[^/@]*@.*$/, '');
  const image = parseImageReference(`${name}:${text}`);
  if (!image) return undefined;
  const end = letters.start + tagOf(one.value).length;
  return use(one, image, (digest) => {
    if (digestNow === digest) return [];
    return [{ span: { start: end, end: letters.end }, text: `@${digest}` }];
  });
}
