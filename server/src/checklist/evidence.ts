import type { Context, Engine, Finding, SourceFile } from '@bulkhead/rules';
import { type CheckedFile, type Evidence, gatherEvidence } from '@bulkhead/rules/checklist/index';
import type { Host } from '../host';

/** Files of a component with their texts as they are now. */
export interface ComponentFile {
  readonly uri: string;
  /** Relative to the checklist, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Checks the files of components, a little at a time, and remembers what did not change. */
export interface EvidenceReader {
  /** Undefined when it was overtaken by a newer request. */
  readonly read: (
    files: readonly ComponentFile[],
    context: Context,
    stillWanted: () => boolean,
  ) => Promise<Evidence | undefined>;
  readonly forget: (uri: string) => void;
}

/** How long the server may work before it looks whether somebody is typing. */
const slice = 15;

/** More text than this is not read across files: each file is still checked by itself. */
const mostTogether = 8_000_000;

interface Known {
  readonly text: string;
  readonly context: Context;
  readonly file: CheckedFile;
}

export function createEvidenceReader(engine: Engine, host: Pick<Host, 'now' | 'setTimer'>): EvidenceReader {
  const known = new Map<string, Known>();
  let crossed: { key: readonly ComponentFile[]; context: Context; findings: readonly Finding[] } | undefined;
  const pause = () => new Promise<void>((resolve) => void host.setTimer(0, resolve));

  const check = ({ uri, path, text }: ComponentFile, context: Context): CheckedFile => {
    const before = known.get(uri);
    if (before && before.text === text && before.context === context && before.file.path === path) return before.file;
    const file = { path, text, report: engine.check({ path: uri, text }, context) };
    // What is remembered here is enough; the engine need not keep a second copy of every file of the workspace.
    engine.forget(uri);
    known.set(uri, { text, context, file });
    return file;
  };

  const together = (files: readonly ComponentFile[], context: Context): readonly Finding[] => {
    const size = files.reduce((sum, { text }) => sum + text.length, 0);
    if (size > mostTogether) return [];
    if (crossed?.context === context && sameFiles(crossed.key, files)) return crossed.findings;
    const sources = files.map(({ path, text }): SourceFile => ({ path, text }));
    crossed = { key: files, context, findings: engine.checkTogether(sources, context) };
    return crossed.findings;
  };

  return {
    async read(files, context, stillWanted) {
      const checked: CheckedFile[] = [];
      let started = host.now();
      for (const file of files) {
        checked.push(check(file, context));
        if (host.now() - started < slice) continue;
        await pause();
        if (!stillWanted()) return undefined;
        started = host.now();
      }
      await pause();
      if (!stillWanted()) return undefined;
      return gatherEvidence(checked, engine.rules(context), together(files, context));
    },
    forget: (uri) => void known.delete(uri),
  };
}

function sameFiles(a: readonly ComponentFile[], b: readonly ComponentFile[]): boolean {
  return a.length === b.length && a.every(({ path, text }, i) => path === b[i]?.path && text === b[i]?.text);
}
