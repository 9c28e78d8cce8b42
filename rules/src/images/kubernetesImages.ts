import { isScalar, type Scalar } from 'yaml';
import { type KubernetesObject, readObjects } from '../model/object';
import { at, entries, items, plain, scalarText, spanOf, type Value } from '../model/value';
import { readPods } from '../model/workload';
import { parseImageReference } from '../parse/image';
import { hasHole } from '../parse/scalar';
import type { YamlDocument } from '../parse/yaml';
import type { Span } from '../text/span';
import { blockedUse, type ImagePlace, type ImageUse, literalUse } from './imageUse';

/** Every image the objects of a document name: containers, image volumes, and fields of custom resources. */
export function kubernetesImages(document: YamlDocument): ImageUse[] {
  const uses = readObjects(document).flatMap((object) => [...podImages(object), ...customImages(object)]);
  const seen = new Set<number>();
  return uses.filter(({ span }) => !seen.has(span.start) && seen.add(span.start));
}

function podImages(object: KubernetesObject): ImageUse[] {
  return readPods(object).flatMap((pod) => [
    ...pod.containers.flatMap((container) => scalarUse('container', at(container.value, 'image'))),
    ...items(at(pod.spec, 'volumes')).flatMap((volume) => scalarUse('volume', at(volume, 'image', 'reference'))),
  ]);
}

const builtInGroups = new Set(['', 'apps', 'batch', 'extensions']);
const maxDepth = 40;

/** Fields named `image` or `imageName` of kinds nobody knows, when what stands there can only be an image. */
function customImages(object: KubernetesObject): ImageUse[] {
  if (builtInGroups.has(object.group) || object.group.endsWith('.k8s.io')) return [];
  const found: ImageUse[] = [];
  const walk = (value: Value, depth: number): void => {
    if (depth > maxDepth || value.origin !== 'own') return;
    for (const item of items(value)) walk(item, depth + 1);
    for (const entry of entries(value)) {
      if (entry.value.kind !== 'scalar') walk(entry.value, depth + 1);
      else if (/^(?:\w*I|i)mage(?:Name)?$/.test(entry.key) && isSurelyImage(entry.value)) {
        found.push(...scalarUse('custom-resource', entry.value));
      }
    }
  };
  walk(at(object.root, 'spec'), 0);
  return found;
}

/** A word alone could be anything; a tag, a digest or a registry makes it an image. */
function isSurelyImage(value: Value): boolean {
  const text = plain(value);
  const image = typeof text === 'string' ? parseImageReference(text) : undefined;
  return image !== undefined && (image.tag !== undefined || image.digest !== undefined || image.registry !== undefined);
}

function scalarUse(place: ImagePlace, value: Value): ImageUse[] {
  const text = scalarText(value);
  const written = writtenScalar(value);
  if (value.kind !== 'scalar' || !text || !written) return [];
  if (hasHole(text)) return [blockedUse(place, text, written, 'a template fills it in')];
  const letters = lettersOf(value, text);
  if (!letters)
    return [blockedUse(place, text, written, 'it is written in a form that is not edited', parseImageReference(text))];
  return [literalUse(place, text, letters)];
}

/** The scalar itself, also where only an alias stands. */
function writtenScalar(value: Value): Span | undefined {
  const range = value.node?.range;
  if (!range) return spanOf(value);
  return { start: value.document.start + range[0], end: value.document.start + range[1] };
}

/** Where the letters of a scalar stand in the file; undefined when escapes or folding stand between. */
export function lettersOf(value: Value, text: string): Span | undefined {
  const { node, document } = value;
  if (!isScalar(node) || !node.range) return undefined;
  const isQuoted = (node as Scalar).type === 'QUOTE_DOUBLE' || (node as Scalar).type === 'QUOTE_SINGLE';
  const start = node.range[0] + (isQuoted ? 1 : 0);
  const end = start + text.length;
  if (document.text.slice(start, end) !== text) return undefined;
  if (isQuoted && end + 1 !== node.range[1]) return undefined;
  return { start: document.start + start, end: document.start + end };
}
