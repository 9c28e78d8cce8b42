import {
  type Engine,
  type Finding,
  fileKind,
  fixUntilStable,
  type Safety,
  type Severity,
  type SourceFile,
} from '@bulkhead/rules';
import type { Judge } from './configs';
import { notOurs, readSource, sourceFile } from './files/read';
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
  /** How many more fixes --review would apply. */
  readonly waiting: number;
  readonly notices: readonly Notice[];
  /** As it is judged with others after its fixes; absent when it must not be changed. */
  readonly file?: SourceFile;
  /** There is no such file yet. */
  readonly isNew?: true;
}

/** A file that was looked at, and what came of it. */
export interface Mended {
  readonly source: Source;
  readonly fixed: Fixed;
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
  const file = sourceFile(source, content.text, judgement);
  if (source.named && (file.kind ?? fileKind(file.path, file.text)) === undefined)
    return untouched(before, [notOurs(source.path)]);
  const result = fixUntilStable(fixer.engine, file, context, {
    ...wishes(fixer),
    ...(fixer.together ? {} : { more: (now) => fixer.engine.checkWithin(now, context) }),
  });
  fixer.engine.forget(source.path);
  const notices = result.unchecked.map(({ kind, message }) => ({ path: source.path, kind, message }));
  const { waiting } = result;
  if (!content.exact) {
    return { ...untouched(before, result.text === content.text ? notices : [notUtf8(source.path)]), waiting };
  }
  if (!result.settled && result.text !== content.text) return untouched(before, [notSettled(source.path)]);
  const after = content.byteOrderMark + result.text;
  return { before, after, applied: result.applied, waiting, notices, file: { ...file, text: result.text } };
}

/** Which fixes are wanted. */
export function wishes({ safety, leastSevere: least }: Fixer) {
  return { safety, ...(least ? { only: (finding: Finding) => isAtLeast(finding.severity, least) } : {}) };
}

function untouched(text: string, notices: readonly Notice[]): Fixed {
  return { before: text, after: text, applied: 0, waiting: 0, notices };
}

function notUtf8(path: string): Notice {
  const message = 'was left alone: it is not valid UTF-8, and writing it would damage it.';
  return { path, kind: 'not-utf8', message };
}

function notSettled(path: string): Notice {
  return { path, kind: 'unsettled', message: 'was left alone: two fixes undo each other. Please report this.' };
}
