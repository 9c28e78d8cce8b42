import { type Origin, originsOf, type PathKey, type RenderedTemplate } from '@bulkhead/helm';
import { keySpan, rootValue } from '../model/value';
import type { YamlDocument } from '../parse/yaml';
import { type Change, deepest, isForVolumes, rangeWithMarks } from './intent';

/** A key of the values that may feed a field: where to try to set it. */
export type ValuesPath = readonly PathKey[];

/** More tries than this cost more than the fix is worth. */
const most = 8;

/**
 * The values keys that may decide over a field of a rendered document, the likeliest first. Provenance proposes;
 * rendering again disposes, so a wrong guess costs time, never truth.
 */
export function candidatesFor(rendered: RenderedTemplate, document: YamlDocument, change: Change): ValuesPath[] {
  const { value, rest } = deepest(rootValue(document), change.path);
  const origins = originsOf(rendered, rangeWithMarks(value));
  if (rest.length === 0) {
    const lists = isForVolumes(change)
      ? origins.flatMap((origin) => listsBehind(origin, String(change.path.at(-1))))
      : [];
    return distinct([...lists, ...origins.map((origin) => origin.path)]);
  }
  const anyGhost = origins
    .filter((o) => o.kind === 'ghost')
    .flatMap((ghost) => ghost.reads.filter((read) => !isForField(read)).map((read) => [...read, ...rest]));
  return distinct([
    ...namedKeysFor(rendered, document, change),
    ...origins.map((o) => printedMap(o, rest)),
    ...anyGhost,
  ]);
}

/** Only the keys whose name says that they are meant for the field: good enough to point at without trying. */
export function namedKeysFor(rendered: RenderedTemplate, document: YamlDocument, change: Change): ValuesPath[] {
  const { value, rest } = deepest(rootValue(document), change.path);
  if (rest.length === 0) return [];
  const range = rangeWithMarks(value);
  const origins = originsOf(rendered, range);
  const key = keySpan(value);
  return distinct([
    ...origins.map((origin) => mapBehind(origin, value.key, rest, range)),
    ...origins.flatMap((origin) => origin.reads.map((read) => readFor(read, value.key, rest))),
    ...origins.filter((o) => o.kind === 'ghost').flatMap((ghost) => ghost.reads.map((read) => fitted(read, rest))),
    ...(key ? originsOf(rendered, key).flatMap((origin) => origin.reads.map((read) => fitted(read, rest))) : []),
  ]);
}

/** The lists of the values that a template prints into a list of its own, though nothing may be in them yet. */
function listsBehind({ kind, path, reads }: Origin, field: string): ValuesPath[] {
  const index = path?.findIndex((key) => typeof key === 'number') ?? -1;
  const all = kind === 'ghost' ? reads : path && index > 0 ? [path.slice(0, index)] : [];
  return all.filter((one) => isNamedLike(one.at(-1), field));
}

function distinct(paths: readonly (ValuesPath | undefined)[]): ValuesPath[] {
  const found: ValuesPath[] = [];
  for (const path of paths) {
    if (path && path.length > 0 && !found.some((known) => samePath(known, path))) found.push(path);
  }
  return found.slice(0, most);
}

/** Values of these names are meant for the field of that name; other things do not belong in them, even when they fit. */
const namesOfFields =
  /(resources|securityContext|probe|lifecycle|affinity|nodeSelector|annotations|labels|limits|requests|image|env|envFrom|ports|args|command|tolerations|volumes|volumeMounts|imagePullSecrets|topologySpreadConstraints)$/i;

function isForField(path: ValuesPath): boolean {
  return namesOfFields.test(String(path.at(-1)));
}

/** Any map that a function printed, whatever its name: worth a try, not worth pointing at. */
function printedMap({ kind, path }: Origin, rest: ValuesPath): ValuesPath | undefined {
  return kind === 'syntax' && path && !isForField(path) ? [...path, ...rest] : undefined;
}

/** A map that a function printed whole: its own path, with the missing field below it. */
function mapBehind(
  origin: Origin,
  key: PathKey | undefined,
  rest: ValuesPath,
  range: { start: number; end: number },
): ValuesPath | undefined {
  if (!origin.path || (origin.kind !== 'syntax' && origin.kind !== 'key' && origin.kind !== 'value')) return undefined;
  if (origin.start < range.start || origin.end > range.end) return undefined;
  const last = origin.path.at(-1);
  if (typeof key === 'string' && isNamedLike(last, key)) return [...origin.path, ...rest];
  if (origin.kind !== 'key') return undefined;
  const parent = origin.path.slice(0, -1);
  return typeof key === 'string' && isNamedLike(parent.at(-1), key) ? [...parent, ...rest] : undefined;
}

/** A key that was read to print the map, and is named like it, though it is empty or not there yet. */
function readFor(read: ValuesPath, key: PathKey | undefined, rest: ValuesPath): ValuesPath | undefined {
  return typeof key === 'string' && isNamedLike(read.at(-1), key) ? [...read, ...rest] : undefined;
}

/** A key that was read and is named like a part of the missing field: the rest of the field goes below it. */
function fitted(read: ValuesPath, rest: ValuesPath): ValuesPath | undefined {
  const last = read.at(-1);
  for (let i = 0; i < rest.length; i++) {
    // The port that a probe shall ask is no place for the probe.
    const isDetail = i > 0 && i === rest.length - 1;
    if (!isDetail && isNamedLike(last, String(rest[i]))) return [...read, ...rest.slice(i + 1)];
  }
  return undefined;
}

/** `containerSecurityContext` is a `securityContext`, `podAnnotations` are `annotations`. */
function isNamedLike(name: PathKey | undefined, field: string): boolean {
  if (typeof name !== 'string') return false;
  return name.toLowerCase() === field.toLowerCase() || name.toLowerCase().endsWith(field.toLowerCase());
}

function samePath(a: ValuesPath, b: ValuesPath): boolean {
  return a.length === b.length && a.every((key, i) => key === b[i]);
}
