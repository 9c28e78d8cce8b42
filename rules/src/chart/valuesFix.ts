import type { FileEdit, Fix } from '../rule';
import { smallestEdit } from '../text/edits';
import { candidatesFor } from './candidates';
import { type Attempt, holds, others, type RenderedFinding, setInValues, shownPath } from './found';
import type { Change } from './intent';
import { readsPath } from './reads';
import { placed, stackOf } from './types';
import { renderWith, sameDocument, verified } from './verify';

/** The values file of the scenario that a new key belongs in: the overlay under which the finding occurs, or the defaults. */
function valuesFiles(found: RenderedFinding): string[] {
  return ['values.yaml', ...stackOf(found.scenario.named.overlay)];
}

/** An edit of the values after which the chart renders what the rule's fix wants. */
export function valuesFix(found: RenderedFinding, wanted: Fix): Fix | undefined {
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
