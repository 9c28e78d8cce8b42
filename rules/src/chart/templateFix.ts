import { originsOf, type RenderedTemplate } from '@bulkhead/helm';
import { readObjects } from '../model/object';
import { at, items, keySpan, plain, rootValue, spanOf } from '../model/value';
import type { FileEdit, Fix } from '../rule';
import { applyEdits, type Edit } from '../text/edits';
import { lineEdits } from '../text/lineEdits';
import { lineEnd, lineStart } from '../text/lines';
import { anyWay } from './attempts';
import { placeInBlock } from './blocks';
import { holds, others, type RenderedFinding } from './found';
import { type Change, deepest, intentOf, rangeOf, rangeWithMarks } from './intent';
import { isOwn, type Place } from './place';
import { type ChartInput, placed } from './types';
import { firstThatHolds } from './valuesFix';
import { renderWith, sameDocument, sortOf, verified } from './verify';

/** The rule's own edits made in the template, where the text they touch is written there letter by letter. */
export function templateFix(found: RenderedFinding): Fix | undefined {
  const edits = templateEdits(found);
  return edits && proven(found, edits, `${found.wanted.title} in ${filesOf(edits).join(', ')}`);
}

/** An edit of a file of the chart, by its path there. */
export type ChartEdit = FileEdit & { readonly file: string };

/** The edits of a fix, each where its place in the rendered text was written; undefined when one has no such place. */
export function templateEdits(found: RenderedFinding): ChartEdit[] | undefined {
  if (intentOf(found.wanted, found.document)?.some((change) => isWrittenElsewhere(found, change))) return undefined;
  const edits: ChartEdit[] = [];
  for (const edit of found.wanted.edits) {
    const place = literalPlace(found.rendered, edit);
    if (!place || !isOwn(place.file) || !isAtEnd(found, place, edit)) return undefined;
    const moved = inItsBlock(found, { ...edit, ...place });
    const told = moved && withPortAsComputed(found, moved);
    if (!told) return undefined;
    edits.push(told);
  }
  return edits;
}

/** Whether lines that an edit adds are the last of what stands there: an action behind them would go on in their last one. */
function isAtEnd({ trial }: RenderedFinding, { file, span }: Place, { text }: Edit): boolean {
  const template = trial.rendering.input.files.get(file);
  if (!text.includes('\n') || text.endsWith('\n') || typeof template !== 'string') return true;
  return !template.slice(span.end, lineEnd(template, span.end)).includes('{{');
}

/** An insertion where it is rendered if and only if what it is added to is; undefined when there is no such place. */
function inItsBlock(found: RenderedFinding, edit: ChartEdit): ChartEdit | undefined {
  const { start, end } = edit.span;
  const text = found.trial.rendering.input.files.get(edit.file);
  const tree = found.trial.rendering.chart.templates.find(({ file }) => file === edit.file)?.tree;
  const places = (intentOf(found.wanted, found.document) ?? []).map(({ path }) =>
    deepest(rootValue(found.document), path),
  );
  const isOnly = found.wanted.edits.length === 1;
  const place = places.find(({ rest }) => rest[0] === edit.adds) ?? (isOnly ? places[0] : undefined);
  if (start !== end || !place || !tree || typeof text !== 'string') return edit;
  const firstField = rangeOf(place.value).start;
  // The first field may be in a branch of its own.
  const owner = keySpan(place.value)?.start ?? firstField;
  const [home] = originsOf(found.rendered, { start: owner, end: owner + 1 });
  if (home?.kind !== 'literal') return edit;
  // Behind the call of the helper that writes it something else may be the last to stand there.
  if (home.file !== edit.file) return home.chain.some(({ file }) => file === edit.file) ? undefined : edit;
  const moved = placeInBlock(text, tree, home.at.start + owner - home.start, start);
  if (moved === undefined || moved === start) return moved === undefined ? undefined : edit;
  const pad = ' '.repeat(firstField - lineStart(found.rendered.text, firstField));
  const lines = pad + edit.text.trim();
  return { ...edit, span: { start: moved, end: moved }, text: (text.includes('\r\n') ? '\r\n' : '\n') + lines };
}

/**
 * The port that a probe asks, written as the template computes it: as a number it would be another one as soon as somebody
 * sets the value. Undefined when it is computed out of sight.
 */
function withPortAsComputed(
  { wanted, document, rendered, trial }: RenderedFinding,
  edit: ChartEdit,
): ChartEdit | undefined {
  for (const { path, value } of intentOf(wanted, document) ?? []) {
    const line = `port: ${value}`;
    if (path.at(-1) !== 'port' || !edit.text.includes(line)) continue;
    const ports = items(at(deepest(rootValue(document), path).value, 'ports')).map((port) => at(port, 'containerPort'));
    const span = spanOf(ports.find((port) => plain(port) === value) ?? rootValue(document));
    const origins = span ? originsOf(rendered, span).filter(({ kind }) => kind !== 'ghost') : [];
    if (origins.every(({ kind }) => kind === 'literal')) continue;
    const [origin, more] = origins;
    if (!origin || more || origin.chain.length > 0 || origin.file !== edit.file) return undefined;
    const action = String(trial.rendering.input.files.get(edit.file)).slice(origin.at.start, origin.at.end);
    return { ...edit, text: edit.text.replace(line, () => `port: ${action}`) };
  }
  return edit;
}

/** Whether a branch that these values skip writes the same field: with others it would stand there twice. */
function isWrittenElsewhere({ document, rendered, trial }: RenderedFinding, { path }: Change): boolean {
  const { value, rest } = deepest(rootValue(document), path);
  const [field] = rest;
  const range = rangeOf(value);
  if (field === undefined) return false;
  const start = `${' '.repeat(range.start - lineStart(rendered.text, range.start))}${field}:`;
  return originsOf(rendered, rangeWithMarks(value)).some(({ skipped, chain, file }) => {
    const template = trial.rendering.input.files.get(file);
    if (!skipped || chain.length > 0 || typeof template !== 'string') return false;
    const branch = template.slice(skipped.start, skipped.end);
    return branch.split('\n').some((line) => line.startsWith(start));
  });
}

export function filesOf(edits: readonly ChartEdit[]): string[] {
  return [...new Set(edits.map(({ file }) => file))];
}

/** The edits as a fix, when the chart then renders what the rule wants and nothing else comes. */
export function proven(found: RenderedFinding, edits: readonly ChartEdit[], title: string): Fix | undefined {
  const { input } = found.trial.rendering;
  const texts = new Map<string, string>();
  for (const file of filesOf(edits)) {
    const text = input.files.get(file);
    if (typeof text !== 'string') return undefined;
    const own = edits.filter((edit) => edit.file === file);
    texts.set(file, applyEdits(text, own));
  }
  const beside = setBeside(found, texts);
  if (!beside) return undefined;
  const changes = intentOf(found.wanted, found.document);
  const after = renderWith(found.trial, found.scenario.named, texts, found.rendered.name);
  const document = after && sameDocument(after.text, found.document);
  if (!document || !changes?.every((change) => holds(document, change))) return undefined;
  const changed = verified(found.trial, texts, found.told);
  // What writes objects of all sorts is no place for a field of one.
  const own = new Set(readObjects(found.document).map(sortOf));
  if (!changed || ![...changed.sorts].every((sort) => own.has(sort))) return undefined;
  const direct = edits.filter(({ file }) => !beside.has(file));
  return {
    title: `${title}${others(changed.containers)}`,
    safety: 'review',
    edits: [...direct, ...comparedEdits(input, texts, beside)].map((edit) => ({
      ...edit,
      file: placed(input, edit.file),
    })),
  };
}

/** Sets in the values what a fix wants besides, and tells in which files; undefined when no key does it. */
function setBeside(found: RenderedFinding, texts: Map<string, string>): ReadonlySet<string> | undefined {
  const files = new Set<string>();
  for (const change of found.beside ?? []) {
    const attempt = firstThatHolds(found, change, texts, anyWay);
    if (!attempt) return undefined;
    texts.set(attempt.file, attempt.text);
    files.add(attempt.file);
  }
  return files;
}

function comparedEdits(
  { files }: ChartInput,
  texts: ReadonlyMap<string, string>,
  changed: Iterable<string>,
): ChartEdit[] {
  return [...changed].flatMap((file) =>
    lineEdits(String(files.get(file)), texts.get(file) ?? '').map((edit) => ({ ...edit, file })),
  );
}

/** Where a rendered range stands in a template, when all of it is written there. */
function literalPlace(rendered: RenderedTemplate, edit: Edit): Pick<Place, 'file' | 'span'> | undefined {
  const { start, end } = edit.span;
  const literals = originsOf(rendered, { start: Math.max(0, start - 1), end: end + 1 }).filter(
    (o) => o.kind === 'literal' && o.end > o.start && o.start <= start && o.end >= end,
  );
  // Between two pieces, new text goes behind the first when that is a literal, else before the second.
  const literal = literals.find((o) => o.start < start) ?? literals[0];
  if (!literal || literal.chain.some((frame) => !isOwn(frame.file))) return undefined;
  const shift = literal.at.start - literal.start;
  return { file: literal.file, span: { start: start + shift, end: end + shift } };
}
