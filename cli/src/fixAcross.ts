import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runThrough } from '@bulkhead/helm/steps';
import { fixUntilStable } from '@bulkhead/rules';
import { configFileName } from '@bulkhead/rules/config/config';
import { fixAcross } from '@bulkhead/rules/fixAcross';
import { ignoreFilesNear } from './files/ignoreFiles';
import { readSource } from './files/read';
import { type Fixed, type Fixer, type Mended, wishes } from './fixFile';

/** Applies the fixes of what files show together, after each was mended by itself. Writes nothing. */
export function mendAcross(
  mended: readonly Mended[],
  fixer: Fixer,
  cwd: string,
): { readonly mended: readonly Mended[]; readonly waiting: number } {
  const { engine } = fixer;
  const ours = mended.flatMap(({ fixed }) => fixed.file ?? []);
  const ignoring = ignoreFilesNear(ours, cwd);
  // What comes from standard input goes to standard output, and nowhere else.
  const isPiped = mended.some(({ source }) => source.bytes);
  const beside = (path: string) => (isPiped ? undefined : besideOthers(path, cwd));
  const known = new Map(mended.map((one) => [one.source.path, one]));
  const result = runThrough(
    fixAcross(engine, [...ours, ...ignoring], fixer.judge(join(cwd, configFileName)).context, {
      ...wishes(fixer),
      mayWrite: (path) => (known.get(path) ?? beside(path))?.fixed.file !== undefined,
      mend(file) {
        const own = known.get(file.path);
        if (!own) return file.text;
        const { text } = fixUntilStable(engine, file, fixer.judge(own.source.absolute).context, wishes(fixer));
        engine.forget(file.path);
        return text;
      },
    }),
  );
  let uncounted = result.applied;
  for (const [path, text] of result.changed) {
    const one = known.get(path) ?? beside(path);
    if (!one) continue;
    // A fix may change two files; it is counted with the first.
    const { before, applied } = one.fixed;
    const mark = before.startsWith('\uFEFF') ? '\uFEFF' : '';
    known.set(path, { ...one, fixed: { ...one.fixed, after: mark + text, applied: applied + uncounted } });
    uncounted = 0;
  }
  return { mended: [...known.values()], waiting: result.waiting };
}

/** A file that nobody named and a fix may write to: one that says what a build leaves out, or one that is not there. */
function besideOthers(path: string, cwd: string): Mended | undefined {
  const source = { path, absolute: resolve(cwd, path), named: false };
  const fixed: Fixed = { before: '', after: '', applied: 0, waiting: 0, notices: [], file: { path, text: '' } };
  if (!existsSync(source.absolute)) return { source, fixed: { ...fixed, isNew: true } };
  const content = readSource(source);
  if (content.state !== 'text' || !content.exact) return undefined;
  const text = content.byteOrderMark + content.text;
  return { source, fixed: { ...fixed, before: text, after: text, file: { path, text: content.text } } };
}
