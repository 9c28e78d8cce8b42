import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Ignores, isIgnored, withIgnoreFile } from './gitignore';

/** How to walk a folder. */
export interface Walk {
  /** Whether a file is wanted, by its name and its absolute path. */
  readonly wants: (name: string, path: string) => boolean;
  readonly found: (path: string) => void;
  /** A folder that cannot be read. */
  readonly unreadable: (path: string, error: unknown) => void;
  readonly honourGitignore: boolean;
  readonly list?: (folder: string) => Dirent[];
}

const neverEntered = new Set(['node_modules', '.git', '.hg', '.svn']);

/**
 * Visits the files below a folder, sorted by name, so that two runs agree. Links are not followed: what they point to is
 * either in the folder anyway or does not belong to it, and there are no loops.
 */
export function walkFolder(root: string, walk: Walk): void {
  const list = walk.list ?? ((folder: string) => readdirSync(folder, { withFileTypes: true }));
  const visit = (folder: string, above: Ignores | undefined): void => {
    let entries: Dirent[];
    try {
      entries = list(folder);
    } catch (error) {
      walk.unreadable(folder, error);
      return;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    const has = walk.honourGitignore && entries.some((entry) => entry.name === '.gitignore' && entry.isFile());
    const ignores = has ? ownIgnores(folder, above) : above;
    for (const entry of entries) {
      const path = join(folder, entry.name);
      const isFolder = entry.isDirectory();
      if (isFolder ? neverEntered.has(entry.name) : !entry.isFile() || !walk.wants(entry.name, path)) continue;
      if (ignores && isIgnored(ignores, forwardSlashes(path), isFolder)) continue;
      if (isFolder) visit(path, ignores);
      else walk.found(path);
    }
  };
  visit(root, walk.honourGitignore ? ignoresAbove(root) : undefined);
}

/** The .gitignore files between the folder and the top of its repository; none outside a repository. */
function ignoresAbove(folder: string): Ignores | undefined {
  const above: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) break;
    if (dirname(at) === at) return undefined;
    above.unshift(dirname(at));
  }
  return above.reduce<Ignores | undefined>((ignores, at) => ownIgnores(at, ignores), undefined);
}

function ownIgnores(folder: string, above: Ignores | undefined): Ignores | undefined {
  try {
    return withIgnoreFile(readFileSync(join(folder, '.gitignore'), 'utf8'), forwardSlashes(folder), above);
  } catch {
    return above;
  }
}

/** The path as patterns see it: with forward slashes on every platform. */
export function forwardSlashes(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}
