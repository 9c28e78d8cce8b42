import type { PathKey, RenderedTemplate } from '@bulkhead/helm';
import type { Data } from '../edit/yamlStyle';
import { at, plain, rootValue, toData } from '../model/value';
import type { YamlDocument } from '../parse/yaml';
import type { Finding, Fix } from '../rule';
import { type Change, isForVolumes } from './intent';
import type { RenderedScenario } from './render';
import type { ToldFinding } from './tell';
import type { Trial } from './verify';

/** A finding in a rendered document, and all that is needed to repair the chart it came from. */
export interface RenderedFinding {
  readonly told: ToldFinding;
  readonly finding: Finding;
  /** What the rule would do to the rendered text. */
  readonly wanted: Fix;
  readonly document: YamlDocument;
  readonly rendered: RenderedTemplate;
  readonly scenario: RenderedScenario;
  readonly trial: Trial;
  /** What the values have to bring besides, when a fix in the template leaves it out. */
  readonly beside?: readonly Change[];
}

/** Whether a rendered document has the wanted value in the wanted field. */
export function holds(document: YamlDocument, change: Pick<Change, 'path' | 'value'>): boolean {
  const value = at(rootValue(document), ...change.path);
  const is = change.value !== null && typeof change.value === 'object' ? toData(value) : plain(value);
  const [left, right] = isForVolumes(change) ? [inAnyOrder(is), inAnyOrder(change.value)] : [is, change.value];
  return JSON.stringify(left, sorted) === JSON.stringify(right, sorted);
}

/** Items that are not in the list of a rendered document yet, which is in what is wanted. */
export function missingItems(document: YamlDocument, { path, value }: Change): Data[] | undefined {
  const before = toData(at(rootValue(document), ...path));
  if (!Array.isArray(before) || !Array.isArray(value)) return undefined;
  const known = new Set(before.map((item) => JSON.stringify(item, sorted)));
  return value.filter((item) => !known.has(JSON.stringify(item, sorted)));
}

/** Volumes and mounts are found by name, wherever they stand. */
function inAnyOrder(value: unknown): unknown {
  return Array.isArray(value) ? value.map((item) => JSON.stringify(item, sorted)).sort() : value;
}

/** Keys by their names, as `toYaml` writes them: their order says nothing. */
function sorted(_: string, value: unknown): unknown {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isMap ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}

/** The end of a title: which containers change, when it is more than one. */
export function others(containers: readonly string[]): string {
  const unique = [...new Set(containers)];
  if (unique.length < 2) return '';
  return ` (changes ${unique.slice(0, 4).join(', ')}${unique.length > 4 ? ` and ${unique.length - 4} more` : ''})`;
}

/** A values path as a person would write it. */
export function shownPath(path: readonly PathKey[]): string {
  return path.map((key) => (typeof key === 'number' ? `[${key}]` : key.includes('.') ? `"${key}"` : key)).join('.');
}
