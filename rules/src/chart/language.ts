import {
  type PathKey,
  type Prepared,
  pathKeys,
  type Raw,
  type RenderedTemplate,
  settingsOf,
  valueAt,
} from '@bulkhead/helm';
import { readObjects } from '../model/object';
import { at, entries, items, keySpan, plain, rootValue, spanOf, type Value } from '../model/value';
import { readYaml } from '../parse/yaml';
import type { Span } from '../text/span';
import { isOwn } from './place';
import { readsPath } from './reads';
import type { RenderedScenario, Rendering } from './render';
import { askedInTemplate, mentionsOf } from './templateWords';

/** A place in a file of the chart, relative to its folder. */
export interface ChartPlace {
  readonly file: string;
  readonly span: Span;
}

/** A field of a rendered manifest that a value ends up in. */
export interface Landing {
  /** `Deployment shop` */
  readonly object: string;
  readonly container: string | undefined;
  readonly field: string;
}

/** What is known of one value: what it is in every scenario, where it is set and where it lands. */
export interface ValueFacts {
  readonly path: readonly PathKey[];
  /** The word that was asked about. */
  readonly span: Span;
  readonly scenarios: readonly { readonly overlay: string | undefined; readonly value: Raw | undefined }[];
  /** Every file that sets it, the one that wins first. */
  readonly settings: readonly ChartPlace[];
  /** Where templates and helpers name it, or print it by another name. */
  readonly uses: readonly ChartPlace[];
  readonly landings: readonly Landing[];
  /** Templates that ask for it without printing it. */
  readonly readBy: readonly string[];
}

/** The value at an offset of a values file (on its key), or of a template (on what names it); undefined elsewhere. */
export function valueFactsAt(rendering: Rendering, file: string, offset: number): ValueFacts | undefined {
  const text = rendering.input.files.get(file);
  if (typeof text !== 'string') return undefined;
  const isTemplate = /(^|\/)templates\//.test(file);
  const asked = isTemplate ? askedInTemplate(rendering, file, text, offset) : askedInValues(text, offset);
  if (!asked) return undefined;
  const prefix = isTemplate || asked.path[0] === 'global' ? [] : chartAt(rendering, file);
  return factsOf(rendering, [...prefix, ...asked.path], asked.span);
}

/** The values of a vendored chart stand below its name. */
function chartAt({ scenarios }: Rendering, file: string): readonly PathKey[] {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  if (!folder.startsWith('charts/')) return [];
  const owner = scenarios
    .flatMap(({ prepared }) => prepared.templates)
    .find((one) => one.owner.chart.folder === folder);
  return owner?.owner.at ?? [];
}

function askedInValues(text: string, offset: number): { path: PathKey[]; span: Span } | undefined {
  const [document] = readYaml(text);
  return document && keyAt(rootValue(document), offset, []);
}

function keyAt(value: Value, offset: number, path: PathKey[]): { path: PathKey[]; span: Span } | undefined {
  for (const [key, child] of children(value)) {
    const span = keySpan(child);
    if (span && span.start <= offset && offset <= span.end) return { path: [...path, key], span };
    const whole = spanOf(child);
    if (whole && whole.start <= offset && offset <= whole.end) return keyAt(at(value, key), offset, [...path, key]);
  }
  return undefined;
}

function children(value: Value): [PathKey, Value][] {
  return [
    ...entries(value).map((entry): [PathKey, Value] => [entry.key, entry.value]),
    ...items(value).map((item, i): [PathKey, Value] => [i, item]),
  ];
}

function factsOf(rendering: Rendering, path: readonly PathKey[], span: Span): ValueFacts {
  const settings = new Map<string, ChartPlace>();
  const printed = new Map<string, ChartPlace>();
  const landings = new Map<string, Landing>();
  const readBy = new Set<string>();
  for (const scenario of rendering.scenarios) {
    for (const place of placesOf(scenario.prepared, path)) settings.set(nameOf(place), place);
    for (const template of scenario.templates) {
      if (!readsPath(template, path)) continue;
      const found = printsOf(template, path);
      if (found.length === 0) readBy.add(template.template.file);
      for (const { place } of found) if (isReachable(place.file)) printed.set(nameOf(place), place);
      for (const landing of landingsOf(template, found)) landings.set(JSON.stringify(landing), landing);
    }
  }
  const mentions = mentionsOf(rendering, path);
  const others = [...printed.values()].filter((place) => !mentions.some((one) => isInside(one, place)));
  return {
    path,
    span,
    scenarios: rendering.scenarios.map(({ named, prepared }) => ({
      overlay: named.overlay,
      value: valueAt(prepared, path)?.value,
    })),
    settings: [...settings.values()],
    uses: [...mentions, ...others],
    landings: [...landings.values()],
    readBy: [...readBy],
  };
}

/** Nobody can open a file in an archive. */
function isReachable(file: string): boolean {
  return isOwn(file) || (file.startsWith('charts/') && !file.includes('!/'));
}

function isInside(inner: ChartPlace, outer: ChartPlace): boolean {
  return inner.file === outer.file && outer.span.start <= inner.span.start && inner.span.end <= outer.span.end;
}

interface Print {
  readonly place: ChartPlace;
  /** Where in the rendered text. */
  readonly start: number;
  /** The keys from the asked value down to what is printed; undefined for what only holds that together. */
  readonly below: readonly PathKey[] | undefined;
}

function printsOf(template: RenderedTemplate, path: readonly PathKey[]): Print[] {
  return template.pieces.flatMap((piece, i): Print[] => {
    const keys = piece.site && piece.path && pathKeys(piece.path);
    if (!piece.site || !keys || !startsWith(keys, path)) return [];
    const place = { file: piece.site.file, span: { start: piece.site.start, end: piece.site.end } };
    const below = piece.kind === 'syntax' ? undefined : keys.slice(path.length);
    return [{ place, start: template.starts[i] ?? 0, below }];
  });
}

/** The fields that printed text stands in. */
function landingsOf(template: RenderedTemplate, prints: readonly Print[]): Landing[] {
  if (prints.length === 0) return [];
  const documents = readYaml(template.text);
  return prints.flatMap(({ start, below }): Landing[] => {
    const document = below && documents.filter((one) => one.start <= start).at(-1);
    const [object] = document ? readObjects(document) : [];
    if (!document || !object) return [];
    const found = fieldAt(rootValue(document), start);
    // A map that is printed whole lands where its keys do; a value that is taken out of it lands by itself.
    const isWhole = below.every((key, i) => found.path[found.path.length - below.length + i] === key);
    const field = isWhole ? found.path.slice(0, found.path.length - below.length) : found.path;
    if (field.length === 0) return [];
    return [{ object: `${object.kind} ${object.name ?? ''}`.trim(), container: found.container, field: shown(field) }];
  });
}

function shown(path: readonly PathKey[]): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`)).join('');
}

/** The path of the field at an offset, counted from the container when it is in one. */
function fieldAt(root: Value, offset: number): { path: PathKey[]; container: string | undefined } {
  let path: PathKey[] = [];
  let container: string | undefined;
  for (let here: Value | undefined = root; here; ) {
    const found: [PathKey, Value] | undefined = children(here).find(([, child]) => {
      const start = keySpan(child)?.start ?? spanOf(child)?.start;
      const end = spanOf(child)?.end ?? keySpan(child)?.end;
      return start !== undefined && end !== undefined && start <= offset && offset <= end;
    });
    if (!found) break;
    const [key, child]: [PathKey, Value] = found;
    const isContainer = typeof key === 'number' && /ontainers$/.test(String(path.at(-1)));
    path = isContainer ? [] : [...path, key];
    if (isContainer) container = String(plain(at(child, 'name')) ?? '');
    here = child;
  }
  return { path, container };
}

function placesOf(prepared: Prepared, path: readonly PathKey[]): ChartPlace[] {
  return settingsOf(prepared, path).flatMap(({ file, keySpan: key, valueSpan }) => {
    const span = key ?? valueSpan;
    return span && isReachable(file.file) ? [{ file: file.file, span }] : [];
  });
}

/** The names that may follow a values path, with their values, in any scenario. */
export function valueNamesAt(rendering: Rendering, path: readonly PathKey[]): ReadonlyMap<string, Raw> {
  const names = new Map<string, Raw>();
  for (const { prepared } of rendering.scenarios as readonly RenderedScenario[]) {
    let here: Raw | undefined = prepared.values;
    for (const key of path) here = here instanceof Map ? (here.get(String(key)) as Raw | undefined) : undefined;
    if (here instanceof Map) for (const [name, value] of here) if (!names.has(name)) names.set(name, value as Raw);
  }
  return names;
}

export function startsWith(path: readonly PathKey[], prefix: readonly PathKey[]): boolean {
  return prefix.length <= path.length && prefix.every((key, i) => path[i] === key);
}

function nameOf({ file, span }: ChartPlace): string {
  return `${file}\n${span.start}`;
}
