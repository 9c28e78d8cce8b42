import { appendItem, type Data, setValue, type YamlChange } from '../edit/yamlEdit';
import { exampleAt } from '../edit/yamlExample';
import { at, rootValue } from '../model/value';
import { readYaml, type YamlDocument } from '../parse/yaml';
import type { Fix } from '../rule';
import { applyEdits, type Edit } from '../text/edits';
import type { ValuesPath } from './candidates';
import { missingItems, type RenderedFinding } from './found';
import { type Change, isForVolumes } from './intent';

/** A values file in which one more key is set. */
export interface Attempt {
  readonly file: string;
  readonly text: string;
  readonly edits: readonly Edit[];
  readonly path: ValuesPath;
  readonly shared: boolean;
  /** What it is set to: what is wanted, or what an example says that its author left there. */
  readonly value: Data;
}

/** Tells how a key can be set in a values file; `texts` are the files as earlier attempts left them. */
export type Ways = (
  found: RenderedFinding,
  file: string,
  path: ValuesPath,
  change: Change,
  texts: ReadonlyMap<string, string>,
) => Iterable<Attempt>;

/** As an example in a comment has it, else as the rule does. */
export const anyWay: Ways = function* (...asked) {
  yield* byExample(...asked);
  yield* byWriting(...asked);
};

/** The key written beside what is there. */
export const byWriting: Ways = function* (found, file, path, change, texts) {
  const document = documentFor(found, file, texts);
  if (!document) return;
  const [item, more] = isForVolumes(change) ? (missingItems(found.document, change) ?? []) : [];
  if (item === undefined || more !== undefined) yield* written(document, file, path, change.value);
  else yield* asAttempt(document, file, path, change.value, appendItem(at(rootValue(document), ...path), item));
};

/**
 * The key as an example in a comment has it, beside that example: what the author of the chart thought of. The comment
 * stays, as all comments do.
 */
export const byExample: Ways = function* (found, file, path, change, texts) {
  const text = textFor(found, file, texts);
  const [last] = path.slice(-1);
  if (text === undefined || !text.split('\n').some((line) => isComment(line) && line.includes(`${last}:`))) return;
  const document = documentFor(found, file, texts);
  const value = document && exampleAt(rootValue(document), path);
  if (!document || value === undefined || !isAsGood(value, change.value, found.wanted)) return;
  yield* written(document, file, path, value);
};

function* written(document: YamlDocument, file: string, path: ValuesPath, value: Data): Generator<Attempt> {
  yield* asAttempt(document, file, path, value, setValue(at(rootValue(document), ...path), value));
}

function* asAttempt(
  document: YamlDocument,
  file: string,
  path: ValuesPath,
  value: Data,
  change: YamlChange | undefined,
): Generator<Attempt> {
  if (!change) return;
  const { edits, shared } = change;
  yield { file, text: applyEdits(document.text, edits), edits, path, shared, value };
}

function isComment(line: string): boolean {
  return /^\s*#/.test(line);
}

/** Where the rule made the number up, what the author of the chart thought of is better. */
function isAsGood(value: Data, wanted: Data, { titleWith }: Fix): boolean {
  if (JSON.stringify(value) === JSON.stringify(wanted)) return true;
  return titleWith !== undefined && isAmount(value) && isAmount(wanted);
}

function textFor({ trial }: RenderedFinding, file: string, texts: ReadonlyMap<string, string>): string | undefined {
  const text = texts.get(file) ?? trial.rendering.input.files.get(file);
  return typeof text === 'string' ? text : undefined;
}

function documentFor(
  found: RenderedFinding,
  file: string,
  texts: ReadonlyMap<string, string>,
): YamlDocument | undefined {
  const text = textFor(found, file, texts);
  if (text === undefined) return undefined;
  if (texts.has(file)) return onlyDocument(text);
  const { read } = found.trial;
  if (!read.has(file)) read.set(file, onlyDocument(text));
  return read.get(file);
}

function onlyDocument(text: string): YamlDocument | undefined {
  const [document, second] = readYaml(text);
  return document && !second && document.problems.length === 0 ? document : undefined;
}

/** A quantity such as `128Mi`. */
function isAmount(value: Data): boolean {
  return typeof value === 'number' ? value > 0 : /^[1-9]\d*(\.\d+)?(m|[kMGT]i?)?$/.test(String(value));
}
