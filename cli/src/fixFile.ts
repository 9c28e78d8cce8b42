import { type Engine, fixUntilStable, type Safety, type Severity } from '@bulkhead/rules';
import type { Judge } from './configs';
import { readSource, sourceFile } from './files/read';
import { isAtLeast, type Notice } from './result';
import type { Source } from './sources';

/** What to fix with. */
export interface Fixer {
  readonly engine: Engine;
  readonly judge: Judge;
  readonly safety: Safety;
  readonly leastSevere: Severity | undefined;
  /** Judge all files together, or each by itself: only then what the objects of a file say together is mended. */
  readonly together: boolean;
}

/** What came of one file. */
export interface Fixed {
  /** The whole texts, with the mark at the start; equal when there is nothing to write. */
  readonly before: string;
  readonly after: string;
  readonly applied: number;
  readonly notices: readonly Notice[];
}

/** Applies fixes to the text of a file until nothing more applies. Writes nothing. */
export function fixFile(source: Source, fixer: Fixer): Fixed {
  const judgement = fixer.judge(source.absolute);
  const { context, ignored } = judgement;
  if (ignored && !source.named) return untouched('', []);
  const content = readSource(source);
  if (content.state !== 'text')
    return untouched('', [{ path: source.path, kind: content.kind, message: content.message }]);
  const before = content.byteOrderMark + content.text;
  const least = fixer.leastSevere;
  const file = sourceFile(source, content.text, judgement);
  const result = fixUntilStable(fixer.engine, file, context, {
    safety: fixer.safety,
    ...(fixer.together ? {} : { more: (now) => fixer.engine.checkWithin(now, context) }),
    ...(least ? { only: (finding) => isAtLeast(finding.severity, least) } : {}),
  });
  fixer.engine.forget(source.path);
  const notices = result.unchecked.map(({ kind, message }) => ({ path: source.path, kind, message }));
  if (result.text === content.text) return untouched(before, notices);
  if (!content.exact) return untouched(before, [notUtf8(source.path)]);
  if (!result.settled) return untouched(before, [notSettled(source.path)]);
  return { before, after: content.byteOrderMark + result.text, applied: result.applied, notices };
}

function untouched(text: string, notices: readonly Notice[]): Fixed {
  return { before: text, after: text, applied: 0, notices };
}

function notUtf8(path: string): Notice {
  const message = 'was left alone: it is not valid UTF-8, and writing it would damage it.';
  return { path, kind: 'not-utf8', message };
}

function notSettled(path: string): Notice {
  return { path, kind: 'unsettled', message: 'was left alone: two fixes undo each other. Please report this.' };
}
