import {
  findIn,
  firstOriginIn,
  type Origin,
  originsOf,
  type PathKey,
  type Prepared,
  type RenderedTemplate,
  settingsOf,
  valueAt,
} from '@bulkhead/helm';
import { isMap, isNode, isSeq, type Node } from 'yaml';
import type { YamlDocument } from '../parse/yaml';
import type { Span } from '../text/span';

/** Where in the chart's own files a part of a rendered document comes from. */
export interface Place {
  /** Relative to the chart's folder. */
  readonly file: string;
  readonly span: Span;
  /** The template behind a values key. */
  readonly template?: { readonly file: string; readonly span: Span };
}

/** Files inside an archive or a vendored subchart are not the author's to edit. */
export function isOwn(file: string): boolean {
  return file !== '' && !file.startsWith('charts/') && !file.includes('!/');
}

/** The place of a text that is in the rendered document: the values key that feeds it, else the template. */
export function placeOfText(rendered: RenderedTemplate, prepared: Prepared, span: Span): Place | undefined {
  const origins = originsOf(rendered, span).filter((o) => o.kind !== 'ghost');
  const isComputed = !origins.every(({ kind }) => kind === 'literal');
  const template = (isComputed ? placeInTemplate(rendered, span) : undefined) ?? templatePlace(origins, span);
  for (const origin of origins) {
    const fed = origin.path && !isOverride(origin.path) && valuesPlace(prepared, origin.path);
    if (fed) return template && isOwn(template.file) ? { ...fed, template } : fed;
  }
  return template && isOwn(template.file) ? template : undefined;
}

/** The key that an image's tag comes from, or would come from, when the image is put together from several. */
export function placeOfTag(rendered: RenderedTemplate, prepared: Prepared, span: Span): Place | undefined {
  const origins = originsOf(rendered, span);
  const read = [...origins.flatMap(({ path }) => (path ? [path] : [])), ...origins.flatMap(({ reads }) => reads)];
  const tag = read.find((path) => /(?:tag|version)$/i.test(String(path.at(-1))));
  const fed = tag && valuesPlace(prepared, tag);
  const template = fed && placeInTemplate(rendered, span);
  return template ? { ...fed, template } : fed;
}

/** These only make names, and have nothing to do with what bears them. */
function isOverride(path: readonly PathKey[]): boolean {
  return /^(?:full)?nameOverride$/i.test(String(path.at(-1)));
}

/**
 * The place of a name in the template, whatever values it prints there: where its line is written. A helper that only
 * makes the name has nothing to do with what its bearer lacks.
 */
export function placeInTemplate(rendered: RenderedTemplate, span: Span): Place | undefined {
  const origins = originsOf(rendered, span).filter((o) => o.kind !== 'ghost');
  const outer = frameOfLine(rendered, origins[0], span);
  const template = outer ?? templatePlace(origins, span);
  return template && isOwn(template.file) ? template : undefined;
}

/** The call in the file that writes the line, when what is in the line comes from further inside. */
function frameOfLine(rendered: RenderedTemplate, inner: Origin | undefined, span: Span): Place | undefined {
  const lineStart = rendered.text.lastIndexOf('\n', span.start - 1) + 1;
  const indent = /^[\s-]*/.exec(rendered.text.slice(lineStart, span.start))?.[0].length ?? 0;
  const at = lineStart + indent;
  const line = originsOf(rendered, { start: at, end: at + 1 }).find((o) => o.kind === 'literal');
  const frame = line && inner?.chain[inner.chain.length - 1 - line.chain.length];
  return frame && frame.file === line.file
    ? { file: frame.file, span: { start: frame.start, end: frame.end } }
    : undefined;
}

/** For a key of the rendered document whose map was printed from the values: that map's key there. */
export function placeBehindKey(
  rendered: RenderedTemplate,
  prepared: Prepared,
  document: YamlDocument,
  span: Span,
): Place | undefined {
  const range = document.root && rangeBehindKey(document.root, span.start - document.start);
  if (!range) return undefined;
  const inside = { start: range.start + document.start, end: range.end + document.start };
  const first = firstOriginIn(rendered, inside);
  const path = first?.kind === 'key' ? first.path?.slice(0, -1) : first?.kind === 'value' ? first.path : undefined;
  const key = path && path.length > 0 && valueAt(prepared, path) ? nearestKey(prepared, path) : undefined;
  const template = templatePlace(
    originsOf(rendered, span).filter((o) => o.kind !== 'ghost'),
    span,
  );
  return key && { ...key, ...(template && isOwn(template.file) ? { template } : {}) };
}

/** The range of the collection behind the key that starts at an offset. */
function rangeBehindKey(node: unknown, offset: number): Span | undefined {
  if (isSeq(node))
    return rangeBehindKey(
      node.items.find((item) => holds(item, offset)),
      offset,
    );
  if (!isMap(node)) return undefined;
  for (const { key, value } of node.items) {
    if (holds(value, offset)) return rangeBehindKey(value, offset);
    if ((key as Node | null)?.range?.[0] !== offset) continue;
    return (isMap(value) || isSeq(value)) && value.range ? { start: value.range[0], end: value.range[1] } : undefined;
  }
  return undefined;
}

function holds(node: unknown, offset: number): boolean {
  const range = isNode(node) && node.range;
  return Boolean(range && range[0] <= offset && offset < range[1]);
}

function valuesPlace(prepared: Prepared, path: readonly PathKey[]): Place | undefined {
  const setting = valueAt(prepared, path);
  if (!setting) return undefined;
  if (!isOwn(setting.file.file)) return nearestKey(prepared, path);
  const span = setting.valueSpan ?? setting.keySpan;
  return span && { file: setting.file.file, span };
}

/**
 * The key that is there of those around a value that nothing sets, or that only a subchart does: so many outwards, further
 * out it would be a guess. What is of a subchart belongs below the key of its name, however little stands there yet.
 */
export function nearestKey(prepared: Prepared, path: readonly PathKey[], outwards = 2): Place | undefined {
  const isOfSubchart = prepared.root.dependencies.some(({ name }) => name === path[0]);
  const outermost = isOfSubchart ? 1 : Math.max(1, path.length - outwards);
  for (let length = path.length; length >= outermost; length--) {
    const setting = lowestWithout(prepared, path.slice(0, length), path.slice(length));
    // A list has no keys: it was only read for something else.
    if (isSeq(setting?.node) && typeof path[length] === 'string') return undefined;
    const span = setting && (setting.keySpan ?? setting.valueSpan);
    if (span) return { file: setting.file.file, span };
  }
  return undefined;
}

/** Of the files that set a value, the one below all others that lacks something in it; else the one that counts. */
function lowestWithout(prepared: Prepared, path: readonly PathKey[], lacking: readonly PathKey[]) {
  const all = settingsOf(prepared, path).filter(({ file }) => isOwn(file.file));
  return all.reverse().find((one) => !findIn(one.file, [...one.path, ...lacking])) ?? all.at(-1);
}

/** The characters themselves when they stand in a template, else the action that wrote them. */
function templatePlace(origins: readonly Origin[], span: Span): { file: string; span: Span } | undefined {
  const own = origins.find((o) => isOwn(o.file)) ?? origins[0];
  if (!own) return undefined;
  const outer = own.chain.at(-1);
  // What a helper wrote is shown where the author of this chart called it, when the helper is somebody else's.
  if (!isOwn(own.file) && outer && isOwn(outer.file))
    return { file: outer.file, span: { start: outer.start, end: outer.end } };
  const parts = origins
    .filter((o) => o.file === own.file && o.chain.length === own.chain.length)
    .map((o) => clipped(o, span));
  const start = Math.min(...parts.map((part) => part.start));
  const end = Math.max(...parts.map((part) => part.end));
  // Parts of a loop or of far-apart helpers make no sensible stretch; the first alone says enough.
  const near = end - start <= 200 + (span.end - span.start);
  return { file: own.file, span: near ? { start, end } : clipped(own, span) };
}

/** Of a long literal, only the letters that were asked about. */
function clipped(origin: Origin, span: Span): Span {
  if (origin.kind !== 'literal') return origin.at;
  const before = Math.max(0, span.start - origin.start);
  const after = Math.max(0, origin.end - span.end);
  return { start: origin.at.start + before, end: origin.at.end - after };
}
