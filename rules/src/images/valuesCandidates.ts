import { at, entries, plain, rootValue, scalarText, type Value } from '../model/value';
import { parseImageReference } from '../parse/image';
import type { YamlDocument } from '../parse/yaml';
import type { RenderedImage, ValuesPath } from './chartProbe';
import { withoutDigest } from './imageUse';

/** A value that names an image: a map with a repository, one text, or a tag that stands on its own. */
export interface Candidate {
  readonly kind: 'map' | 'text' | 'tag';
  readonly path: ValuesPath;
  readonly value: Value;
  /** Without a digest; the tag as far as the values have it. */
  readonly written: string;
}

const maxCandidates = 60;
const maxDepth = 12;

/** The values that look like an image. */
export function findCandidates(document: YamlDocument): Candidate[] {
  const found: Candidate[] = [];
  const walk = (value: Value, path: ValuesPath): void => {
    if (path.length > maxDepth || found.length >= maxCandidates || value.kind !== 'map' || value.origin !== 'own')
      return;
    const written = writtenImage(value);
    if (written !== undefined && path.length > 0) found.push({ kind: 'map', path, value, written });
    for (const entry of entries(value)) {
      const text = entry.value.kind === 'scalar' ? plain(entry.value) : undefined;
      if (typeof text !== 'string') walk(entry.value, [...path, entry.key]);
      else if (/image(?:name)?$/i.test(entry.key) && isTaggedImage(text) && entry.value.origin === 'own') {
        const written = text.replace(/@.*$/, '');
        found.push({ kind: 'text', path: [...path, entry.key], value: entry.value, written });
      }
    }
  };
  walk(rootValue(document), []);
  return found.slice(0, maxCandidates);
}

/** The values that the rendered chart puts into an image whatever they are called; those of `known` are not repeated. */
export function findFeeding(
  document: YamlDocument,
  images: readonly RenderedImage[],
  known: readonly Candidate[],
): Candidate[] {
  const root = rootValue(document);
  const seen = new Set(known.flatMap(({ kind, path }) => keyOf(kind === 'map' ? [...path, 'tag'] : path)));
  const found: Candidate[] = [];
  for (const { image, values } of images) {
    for (const path of values) {
      const value = at(root, ...path);
      const text = value.kind === 'scalar' && value.origin === 'own' ? scalarText(value) : undefined;
      const written = withoutDigest(image);
      const bare = text?.replace(/@.*$/, '');
      const kind = bare === written ? 'text' : bare !== '' && bare === image.tag?.text ? 'tag' : undefined;
      if (kind === undefined || seen.has(keyOf(path)) || found.length >= maxCandidates) continue;
      seen.add(keyOf(path));
      found.push({ kind, path, value, written });
    }
  }
  return found;
}

export function keyOf(path: ValuesPath): string {
  return path.join('\0');
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
export function tagOf(map: Value): string {
  const tag = at(map, 'tag');
  return tag.kind === 'scalar' ? (scalarText(tag) ?? '').replace(/@.*$/, '') : '';
}
