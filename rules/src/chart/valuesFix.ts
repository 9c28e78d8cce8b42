import type { FileEdit, Fix } from '../rule';
import { lineEdits } from '../text/lineEdits';
import { type Attempt, anyWay, byExample, byWriting, type Ways } from './attempts';
import { candidatesFor, type ValuesPath } from './candidates';
import { holds, others, type RenderedFinding, shownPath } from './found';
import type { Change } from './intent';
import { readsPath } from './reads';
import { placed, stackOf } from './types';
import { renderWith, sameDocument, verified } from './verify';
import { titleWithoutVolumes } from './wishes';

/** The values file of the scenario that a new key belongs in: the overlay under which the finding occurs, or the defaults. */
function valuesFiles(found: RenderedFinding): string[] {
  return ['values.yaml', ...stackOf(found.scenario.named.overlay)];
}

/**
 * How the first of the fields is set, and how the others are: what the author of the chart thought of, in whatever place,
 * is better than another key beside it.
 */
const preferred: readonly (readonly [Ways, Ways])[] = [
  [byExample, anyWay],
  [byExample, byWriting],
  [byWriting, byWriting],
];

/** An edit of the values after which the chart renders what the rule's fix wants. */
export function valuesFix(found: RenderedFinding): Fix | undefined {
  for (const ways of preferred) {
    for (const changes of found.told.judged.wishes) {
      const fix = changes.length <= 6 ? valuesFixFor(found, changes, ways) : undefined;
      if (fix) return fix;
    }
  }
  return undefined;
}

function valuesFixFor(
  found: RenderedFinding,
  changes: readonly Change[],
  [first, rest]: readonly [Ways, Ways],
): Fix | undefined {
  let texts = new Map<string, string>();
  const attempts: Attempt[] = [];
  for (const change of changes) {
    const attempt = firstThatHolds(found, change, texts, attempts.length === 0 ? first : rest);
    if (!attempt) return undefined;
    texts = new Map(texts).set(attempt.file, attempt.text);
    attempts.push(attempt);
  }
  const changed = verified(found.trial, texts, found.told);
  const [main] = attempts;
  if (!main || !changed) return undefined;
  const title = `${asSet(found, main, changes)}: set ${shownPath(main.path)} in ${main.file}${others(changed.containers)}`;
  return { title, safety: 'review', edits: asFileEdits(found, texts, attempts) };
}

/** What is done, by what is really set. */
function asSet({ wanted, told }: RenderedFinding, main: Attempt, changes: readonly Change[]): string {
  if (wanted.titleWith && main.value !== changes[0]?.value) return wanted.titleWith(String(main.value));
  const isLean = changes.length < (told.judged.wishes[0]?.length ?? 0);
  return isLean ? titleWithoutVolumes(wanted.title) : wanted.title;
}

/** The values edit after which the rendered document has the wanted value in the wanted field. */
export function firstThatHolds(
  found: RenderedFinding,
  change: Change,
  texts: ReadonlyMap<string, string>,
  ways: Ways,
): Attempt | undefined {
  for (const path of candidatesFor(found.rendered, found.document, change)) {
    // A value that nothing reads changes nothing.
    if (!readsPath(found.rendered, path)) continue;
    for (const attempt of attemptsAt(found, path, change, texts, ways)) {
      const rendered = renderWith(
        found.trial,
        found.scenario.named,
        new Map(texts).set(attempt.file, attempt.text),
        found.rendered.name,
      );
      const document = rendered && sameDocument(rendered.text, found.document);
      if (document && holds(document, { ...change, value: attempt.value })) return attempt;
    }
  }
  return undefined;
}

function* attemptsAt(
  found: RenderedFinding,
  path: ValuesPath,
  change: Change,
  texts: ReadonlyMap<string, string>,
  ways: Ways,
): Iterable<Attempt> {
  for (const file of valuesFiles(found)) yield* ways(found, file, path, change, texts);
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
    return typeof original === 'string' ? lineEdits(original, text).map((edit) => ({ ...edit, file: name })) : [];
  });
}
