import { originsOf, type PathKey, type RenderedTemplate } from '@bulkhead/helm';
import { setValue } from '../edit/yamlEdit';
import { at, plain, rootValue, toData } from '../model/value';
import { readYaml, type YamlDocument } from '../parse/yaml';
import type { FileEdit, Finding, Fix } from '../rule';
import { applyEdits, type Edit, smallestEdit } from '../text/edits';
import { candidatesFor, type ValuesPath } from './candidates';
import { type Change, intentOf } from './intent';
import { isOwn } from './place';
import { readsPath } from './reads';
import type { RenderedScenario } from './render';
import type { ToldFinding } from './tell';
import { placed, stackOf } from './types';
import { renderWith, sameDocument, type Trial, verified } from './verify';

/** A finding in a rendered document, and all that is needed to repair the chart it came from. */
interface RenderedFinding {
  readonly told: ToldFinding;
  readonly finding: Finding;
  readonly document: YamlDocument;
  readonly rendered: RenderedTemplate;
  readonly scenario: RenderedScenario;
  readonly trial: Trial;
}

/**
 * A fix of the chart that does what the rule's fix would do to the rendered text: an edit of the values, else of the
 * template. It is offered only when rendering again shows that the finding is gone and no other came.
 */
export function chartFix(told: ToldFinding, trial: Trial): Fix | undefined {
  const wanted = told.judged.finding.fix();
  if (!wanted) return undefined;
  const { finding, document, rendered } = told.judged;
  const found = { told, finding, document, rendered, scenario: told.scenario, trial };
  return valuesFix(found, wanted) ?? templateFix(found, wanted);
}

/** The values file of the scenario that a new key belongs in: the overlay under which the finding occurs, or the defaults. */
function valuesFiles(found: RenderedFinding): string[] {
  return ['values.yaml', ...stackOf(found.scenario.named.overlay)];
}

interface Attempt {
  readonly file: string;
  readonly text: string;
  readonly edits: readonly Edit[] | undefined;
  readonly path: ValuesPath;
  readonly shared: boolean;
}

function valuesFix(found: RenderedFinding, wanted: Fix): Fix | undefined {
  for (const changes of found.told.judged.wishes) {
    const fix = changes.length <= 6 ? valuesFixFor(found, wanted, changes) : undefined;
    if (fix) return fix;
  }
  return undefined;
}

function valuesFixFor(found: RenderedFinding, wanted: Fix, changes: readonly Change[]): Fix | undefined {
  let texts = new Map<string, string>();
  let attempts: Attempt[] = [];
  for (const change of changes) {
    const attempt = firstThatHolds(found, change, texts);
    if (!attempt) return undefined;
    texts = new Map(texts).set(attempt.file, attempt.text);
    attempts = [...attempts, attempt];
  }
  const containers = verified(found.trial, texts, found.told);
  if (!containers) return undefined;
  const [first] = attempts;
  if (!first) return undefined;
  const isLean = changes.length < (found.told.judged.wishes[0]?.length ?? 0);
  const what = isLean ? wanted.title.replace(/, \/tmp apart$/, '') : wanted.title;
  const title = `${what}: set ${shownPath(first.path)} in ${first.file}${others(containers)}`;
  return { title, safety: 'review', edits: asFileEdits(found, texts, attempts) };
}

/** The values edit after which the rendered document has the wanted value in the wanted field. */
function firstThatHolds(
  found: RenderedFinding,
  change: Change,
  texts: ReadonlyMap<string, string>,
): Attempt | undefined {
  for (const path of candidatesFor(found.rendered, found.document, change)) {
    // A value that nothing reads changes nothing.
    if (!readsPath(found.rendered, path)) continue;
    for (const file of valuesFiles(found)) {
      const attempt = setInValues(found, file, path, change, texts);
      if (!attempt) continue;
      const rendered = renderWith(
        found.trial,
        found.scenario.named,
        new Map(texts).set(file, attempt.text),
        found.rendered.name,
      );
      const document = rendered && sameDocument(rendered.text, found.document);
      if (document && holds(document, change)) return attempt;
    }
  }
  return undefined;
}

function setInValues(
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

function holds(document: YamlDocument, change: Change): boolean {
  const value = at(rootValue(document), ...change.path);
  const is = change.value !== null && typeof change.value === 'object' ? toData(value) : plain(value);
  return JSON.stringify(is) === JSON.stringify(change.value);
}

function others(containers: readonly string[]): string {
  const unique = [...new Set(containers)];
  if (unique.length < 2) return '';
  return ` (changes ${unique.slice(0, 4).join(', ')}${unique.length > 4 ? ` and ${unique.length - 4} more` : ''})`;
}

function shownPath(path: readonly PathKey[]): string {
  return path.map((key) => (typeof key === 'number' ? `[${key}]` : key.includes('.') ? `"${key}"` : key)).join('.');
}

function asFileEdits(
  found: RenderedFinding,
  texts: ReadonlyMap<string, string>,
  attempts: readonly Attempt[],
): FileEdit[] {
  return [...texts].flatMap(([file, text]): FileEdit[] => {
    const name = placed(found.trial.rendering.input, file);
    const direct = attempts.filter((a) => a.file === file);
    const only = direct.length === 1 ? direct[0]?.edits : undefined;
    if (only) return only.map((edit) => ({ ...edit, file: name }));
    const original = found.trial.rendering.input.files.get(file);
    const edit = typeof original === 'string' ? smallestEdit(original, text) : undefined;
    return edit ? [{ ...edit, file: name }] : [];
  });
}

/** The rule's own edits made in the template, where the text they touch is written there letter by letter. */
function templateFix(found: RenderedFinding, wanted: Fix): Fix | undefined {
  const texts = new Map<string, string>();
  const edits: FileEdit[] = [];
  for (const edit of wanted.edits) {
    const place = literalPlace(found.rendered, edit);
    if (!place || !isOwn(place.file)) return undefined;
    edits.push({
      span: place.span,
      text: edit.text,
      file: place.file,
      ...(edit.adds === undefined ? {} : { adds: edit.adds }),
    });
  }
  const files = [...new Set(edits.map((edit) => edit.file ?? ''))];
  for (const file of files) {
    const text = found.trial.rendering.input.files.get(file);
    if (typeof text !== 'string') return undefined;
    texts.set(
      file,
      applyEdits(
        text,
        edits.filter((edit) => edit.file === file),
      ),
    );
  }
  const changes = intentOf(wanted, found.document);
  const after = renderWith(found.trial, found.scenario.named, texts, found.rendered.name);
  const document = after && sameDocument(after.text, found.document);
  if (!after || !document || !changes?.every((change) => holds(document, change))) return undefined;
  const containers = verified(found.trial, texts, found.told);
  if (!containers) return undefined;
  return {
    title: `${wanted.title} in ${files.join(', ')}${others(containers)}`,
    safety: 'review',
    edits: edits.map((edit) => ({ ...edit, file: placed(found.trial.rendering.input, edit.file ?? '') })),
  };
}

/** Where a rendered range stands in a template, when all of it is written there. */
function literalPlace(
  rendered: RenderedTemplate,
  edit: Edit,
): { file: string; span: { start: number; end: number } } | undefined {
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
