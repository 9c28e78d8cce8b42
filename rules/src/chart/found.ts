import type { PathKey, RenderedTemplate } from '@bulkhead/helm';
import { setValue } from '../edit/yamlEdit';
import { at, plain, rootValue, toData } from '../model/value';
import { readYaml, type YamlDocument } from '../parse/yaml';
import type { Finding } from '../rule';
import { applyEdits, type Edit } from '../text/edits';
import type { ValuesPath } from './candidates';
import type { Change } from './intent';
import type { RenderedScenario } from './render';
import type { ToldFinding } from './tell';
import type { Trial } from './verify';

/** A finding in a rendered document, and all that is needed to repair the chart it came from. */
export interface RenderedFinding {
  readonly told: ToldFinding;
  readonly finding: Finding;
  readonly document: YamlDocument;
  readonly rendered: RenderedTemplate;
  readonly scenario: RenderedScenario;
  readonly trial: Trial;
}

/** A values file in which one more key is set. */
export interface Attempt {
  readonly file: string;
  readonly text: string;
  readonly edits: readonly Edit[] | undefined;
  readonly path: ValuesPath;
  readonly shared: boolean;
}

/** A values file with a key set; undefined when it cannot be written there. `texts` are the files as earlier attempts left them. */
export function setInValues(
  found: RenderedFinding,
  file: string,
  path: ValuesPath,
  change: Change,
  texts: ReadonlyMap<string, string>,
): Attempt | undefined {
  const text = texts.get(file) ?? found.trial.rendering.input.files.get(file);
  if (typeof text !== 'string') return undefined;
  const [document, second] = readYaml(text);
  if (!document || second || document.problems.length > 0) return undefined;
  const edit = setValue(at(rootValue(document), ...path), change.value);
  if (!edit) return undefined;
  const untouched = !texts.has(file);
  return {
    file,
    text: applyEdits(text, edit.edits),
    edits: untouched ? edit.edits : undefined,
    path,
    shared: edit.shared,
  };
}

/** Whether a rendered document has the wanted value in the wanted field. */
export function holds(document: YamlDocument, change: Change): boolean {
  const value = at(rootValue(document), ...change.path);
  const is = change.value !== null && typeof change.value === 'object' ? toData(value) : plain(value);
  return JSON.stringify(is) === JSON.stringify(change.value);
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
