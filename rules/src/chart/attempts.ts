import { type Data, setValue } from '../edit/yamlEdit';
import { uncommentField } from '../edit/yamlExample';
import { at, rootValue } from '../model/value';
import { readYaml, type YamlDocument } from '../parse/yaml';
import { applyEdits, type Edit } from '../text/edits';
import { samePath, type ValuesPath } from './candidates';
import type { RenderedFinding } from './found';
import { type Change, intentOf } from './intent';

/** A values file in which one more key is set. */
export interface Attempt {
  readonly file: string;
  readonly text: string;
  readonly edits: readonly Edit[];
  readonly path: ValuesPath;
  readonly shared: boolean;
  /** What it is set to: what is wanted, or what an example says that its author left there. */
  readonly value: Data;
  readonly isExample: boolean;
}

/** Tells how a key can be set in a values file; `texts` are the files as earlier attempts left them. */
export type Ways = (
  found: RenderedFinding,
  file: string,
  path: ValuesPath,
  change: Change,
  texts: ReadonlyMap<string, string>,
) => Iterable<Attempt>;

/** An example that stands there in a comment, else the key written beside what is there. */
export const anyWay: Ways = function* (...asked) {
  yield* byExample(...asked);
  yield* byWriting(...asked);
};

/** The key written beside what is there. */
export const byWriting: Ways = function* (found, file, path, change, texts) {
  const document = documentFor(found, file, texts);
  const edit = document && setValue(at(rootValue(document), ...path), change.value);
  if (!document || !edit) return;
  const { edits, shared } = edit;
  yield { ...attempt(document, edits), file, path, shared, value: change.value, isExample: false };
};

/** An example in a comment, where its author left it. */
export const byExample: Ways = function* (found, file, path, change, texts) {
  const text = textFor(found, file, texts);
  const [last] = path.slice(-1);
  if (text === undefined || !text.split('\n').some((line) => isComment(line) && line.includes(`${last}:`))) return;
  const document = documentFor(found, file, texts);
  const example = document && exampleOf(document, path, change, found.finding.fix()?.title.endsWith(aGuess) === true);
  if (!document || !example) return;
  yield { ...attempt(document, example.edits), file, path, shared: false, value: example.value, isExample: true };
};

function isComment(line: string): boolean {
  return /^\s*#/.test(line);
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
  const [document, second] = text === undefined ? [] : readYaml(text);
  return document && !second && document.problems.length === 0 ? document : undefined;
}

function attempt({ text }: YamlDocument, edits: readonly Edit[]): Pick<Attempt, 'text' | 'edits'> {
  return { text: applyEdits(text, edits), edits };
}

/** An example in a comment that says what is wanted, and the edits that make it count. */
function exampleOf(document: YamlDocument, path: ValuesPath, { value: wanted }: Change, mayDiffer: boolean) {
  const edits = uncommentField(rootValue(document), path);
  const changes = edits && intentOf({ title: '', safety: 'review', edits }, document);
  const [only, more] = changes ?? [];
  if (!edits || !only || more || only.existed || !samePath(only.path, path)) return undefined;
  const { value } = only;
  const isAsGood =
    JSON.stringify(value) === JSON.stringify(wanted) || (mayDiffer && isAmount(value) && isAmount(wanted));
  return isAsGood ? { edits, value } : undefined;
}

/** How titles end when the rule made the number up: what the author of the chart thought of is better. */
const aGuess = '(a guess: measure it)';

/** The title of a fix that sets something else than its rule had in mind. */
export function asSet(title: string, attempts: readonly Attempt[], changes: readonly Change[]): string {
  const [first] = attempts;
  if (!first?.isExample) return title;
  return title.replace(`${String(changes[0]?.value)} ${aGuess}`, `${String(first.value)} (as the example there says)`);
}

/** A quantity such as `128Mi`. */
function isAmount(value: Data): boolean {
  return typeof value === 'number' ? value > 0 : /^[1-9]\d*(\.\d+)?(m|[kMGT]i?)?$/.test(String(value));
}
