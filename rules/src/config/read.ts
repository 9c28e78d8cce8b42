import { newestKubernetes } from '../context';
import { ruleFacts } from '../facts.generated';
import {
  entries,
  isAbsent,
  items,
  keySpan,
  plain,
  readString,
  rootValue,
  scalarText,
  spanOf,
  type Value,
} from '../model/value';
import { readYaml } from '../parse/yaml';
import { nearest } from '../text/nearest';
import { type Span, span } from '../text/span';
import type { Config, Judged } from './config';
import { configFields, type Field, type Fields, ruleSettings } from './fields';

export interface ConfigProblem {
  readonly message: string;
  readonly span: Span;
}

/** Reads a config file. What is wrong is a problem with its place; the rest is still used. */
export function readConfig(text: string): { config: Config; problems: ConfigProblem[] } {
  const [document, second] = readYaml(text);
  const problems: ConfigProblem[] = [];
  if (!document) return { config: {}, problems };
  for (const problem of document.problems.slice(0, 1)) problems.push(problem);
  if (second)
    problems.push({
      message: 'A config file has one document; the rest is not read.',
      span: span(second.start, second.start + 3),
    });
  const root = rootValue(document);
  if (isAbsent(root)) return { config: {}, problems };
  if (root.kind !== 'map') {
    const here = spanOf(root) ?? span(0, Math.min(1, text.length));
    return { config: {}, problems: [...problems, { message: 'A config file is a map of settings.', span: here }] };
  }
  return { config: readMap(root, configFields, problems) as Config, problems };
}

function readMap(map: Value, fields: Fields, problems: ConfigProblem[]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const { key, keySpan: where, value } of entries(map)) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (!field) {
      problems.push({ message: `There is no setting "${key}"${suggestion(key, Object.keys(fields))}.`, span: where });
      continue;
    }
    if (isAbsent(value)) continue;
    const read = readField(value, field, key, problems);
    if (read !== undefined) result[key] = read;
  }
  return result;
}

function readField(value: Value, field: Field, key: string, problems: ConfigProblem[]): unknown {
  const wrong = (wanted: string) => {
    problems.push({ message: `"${key}" must be ${wanted}.`, span: spanOf(value) ?? keySpan(value) ?? span(0, 0) });
    return undefined;
  };
  const scalar = plain(value);
  switch (field.type) {
    case 'switch':
      return typeof scalar === 'boolean' ? scalar : wrong('true or false');
    case 'text':
      if (typeof scalar !== 'string') return wrong('a text');
      return field.values && !field.values.includes(scalar) ? wrong(`one of ${field.values.join(', ')}`) : scalar;
    case 'version':
      // The text as written: as a number, 1.30 would be 1.3.
      return readKubernetesVersion(scalarText(value) ?? '') ?? wrong('a version like "1.34"');
    case 'texts':
      return readTexts(value) ?? wrong('a list of texts');
    case 'rules':
      return value.kind === 'map' ? readRules(value, problems) : wrong('a map from rule ids to "off" or a severity');
    case 'map':
      return value.kind === 'map' ? readMap(value, field.fields, problems) : wrong('a map');
    case 'list':
      if (value.kind !== 'list') return wrong('a list');
      return items(value).flatMap((item) => (item.kind === 'map' ? [readMap(item, field.fields, problems)] : []));
  }
}

/** The minor number of a version of Kubernetes 1; undefined when it is none that exists. */
export function readKubernetesVersion(text: string): number | undefined {
  const minor = /^v?1\.(\d{1,3})(\.\d+)?([-+].*)?$/.exec(text.trim())?.[1];
  if (minor !== undefined) return Math.min(Number(minor), newestKubernetes);
  return text.trim() === 'latest' ? newestKubernetes : undefined;
}

function readTexts(value: Value): string[] | undefined {
  const single = readString(value);
  if (single.state === 'literal') return [single.value];
  if (value.kind !== 'list') return undefined;
  const texts = items(value).map((item) => plain(item));
  return texts.every((t) => t !== undefined && t !== null) ? texts.map(String) : undefined;
}

function readRules(value: Value, problems: ConfigProblem[]): Judged['rules'] {
  const ids = new Set(ruleFacts.map((rule) => rule.id));
  const result: Record<string, (typeof ruleSettings)[number]> = {};
  for (const { key, keySpan: where, value: setting } of entries(value)) {
    // YAML 1.1 reads a bare `off` as false: exactly what is meant.
    const text = plain(setting) === false ? 'off' : plain(setting);
    const known = ruleSettings.find((s) => s === text);
    if (!ids.has(key))
      problems.push({ message: `There is no rule "${key}"${suggestion(key, [...ids])}.`, span: where });
    else if (!known)
      problems.push({ message: `"${key}" must be one of ${ruleSettings.join(', ')}.`, span: spanOf(setting) ?? where });
    else result[key] = known;
  }
  return result;
}

/** `; did you mean ...?` for the nearest known word, when it is near. */
function suggestion(word: string, known: readonly string[]): string {
  const best = nearest(word, known);
  return best ? `; did you mean "${best}"` : '';
}
