import { existsSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { SourceFile } from '@bulkhead/rules';
import { isDockerfileName } from '@bulkhead/rules/fileKind';
import { displayPath } from '../sources';
import { readSource } from './read';

/**
 * The files that may say what a build leaves out of its context: beside each Dockerfile and in the folders above it, up
 * to the working folder. Whoever names one Dockerfile has them in mind too.
 */
export function ignoreFilesNear(files: readonly SourceFile[], cwd: string): SourceFile[] {
  const found = new Map<string, SourceFile>();
  for (const { path } of files) {
    const absolute = resolve(cwd, path);
    if (!isDockerfileName(path.slice(path.lastIndexOf('/') + 1))) continue;
    for (const candidate of [`${absolute}.dockerignore`, ...above(dirname(absolute), cwd)]) {
      if (found.has(candidate) || !existsSync(candidate)) continue;
      const shown = displayPath(candidate, cwd);
      const content = readSource({ path: shown, absolute: candidate, named: false });
      if (content.state === 'text') found.set(candidate, { path: shown, text: content.text, kind: 'dockerignore' });
    }
  }
  return [...found.values()];
}

/** Outside the working folder only the file's own folder is looked into. */
function* above(folder: string, cwd: string): Iterable<string> {
  for (let at = folder; ; at = dirname(at)) {
    yield join(at, '.dockerignore');
    if (at === cwd || !at.startsWith(cwd.endsWith(sep) ? cwd : cwd + sep)) return;
  }
}
