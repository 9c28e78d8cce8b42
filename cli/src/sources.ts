import { statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fileKind } from '@bulkhead/rules';
import { expandBraces, matches, readPattern } from '@bulkhead/rules/text/wildcard';
import { walkFolder } from './files/walk';

/** A file to look at. Its text is read later, one file at a time. */
export interface Source {
  /** As reports name it: relative to the working folder, with forward slashes. */
  readonly path: string;
  readonly absolute: string;
  /** The person named this very file, so silence about it would be a riddle. */
  readonly named: boolean;
  /** Given when the bytes do not come from the file, as with standard input. */
  readonly bytes?: Uint8Array;
}

/** Something that was asked for and cannot be read. */
export interface Unreadable {
  readonly path: string;
  readonly message: string;
}

export interface Sources {
  readonly sources: readonly Source[];
  readonly unreadable: readonly Unreadable[];
  /** Patterns that no file matches. */
  readonly unmatched: readonly string[];
}

export interface SourceOptions {
  readonly cwd: string;
  readonly honourGitignore: boolean;
}

/** Turns files, folders and patterns into the files to check, each once, in a stable order. */
export function collectSources(paths: readonly string[], options: SourceOptions): Sources {
  const sources = new Map<string, Source>();
  const unreadable: Unreadable[] = [];
  const unmatched: string[] = [];
  const shown = (absolute: string) => displayPath(absolute, options.cwd);
  const add = (absolute: string, named: boolean) => {
    if (!sources.has(absolute)) sources.set(absolute, { path: shown(absolute), absolute, named });
  };
  const walk = (folder: string, wants: (name: string, path: string) => boolean) =>
    walkFolder(folder, {
      wants,
      found: (path) => add(path, false),
      unreadable: (path, error) => unreadable.push({ path: shown(path), message: reason(error) }),
      honourGitignore: options.honourGitignore,
    });

  for (const path of paths) {
    const absolute = resolve(options.cwd, path);
    const kind = pathKind(absolute);
    if (kind === 'file') add(absolute, true);
    else if (kind === 'folder') walk(absolute, couldBeOurs);
    else if (kind === 'device') unreadable.push({ path, message: 'is a device, not a file' });
    else if (!hasWildcard(path)) unreadable.push({ path, message: reason(kind.error) });
    else {
      const before = sources.size;
      for (const pattern of expandBraces(path)) expand(pattern, options.cwd, walk);
      if (sources.size === before) unmatched.push(path);
    }
  }
  return { sources: [...sources.values()], unreadable, unmatched };
}

/** How reports name a file. */
export function displayPath(absolute: string, cwd: string): string {
  const path = relative(cwd, absolute);
  // Another drive on Windows has no relative path.
  return (isAbsolute(path) ? absolute : path).split(sep).join('/');
}

/** Why a file cannot be read, in words. */
export function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'does not exist',
    ENOTDIR: 'does not exist',
    EACCES: 'may not be read (permission denied)',
    EPERM: 'may not be read (permission denied)',
    ELOOP: 'is a link that leads back to itself',
    ENAMETOOLONG: 'has a name that is too long',
    EISDIR: 'is a folder',
    EROFS: 'lies on a read-only file system',
    ENOSPC: 'cannot be written: the disk is full',
  };
  return known[code] ?? `cannot be read (${code || String(error)})`;
}

/** Whether a name leaves it open that the file is ours; the content decides, and reading is what costs. */
function couldBeOurs(name: string): boolean {
  return fileKind(name, 'apiVersion: v1\nkind: Pod\n') !== undefined;
}

function pathKind(absolute: string): 'file' | 'folder' | 'device' | { readonly error: unknown } {
  try {
    const stat = statSync(absolute);
    if (stat.isDirectory()) return 'folder';
    // A pipe is fine: `bulkhead check <(kustomize build .)`.
    return stat.isCharacterDevice() || stat.isBlockDevice() ? 'device' : 'file';
  } catch (error) {
    return { error };
  }
}

function hasWildcard(path: string): boolean {
  return /[*?[{]/.test(path);
}

/** Walks from the last folder before the first wildcard. */
function expand(
  pattern: string,
  cwd: string,
  walk: (folder: string, wants: (n: string, path: string) => boolean) => void,
) {
  const parts = (sep === '\\' ? pattern.replaceAll('\\', '/') : pattern).split('/');
  const first = parts.findIndex(hasWildcard);
  if (first < 0) {
    const absolute = resolve(cwd, pattern);
    if (pathKind(absolute) === 'file') walk(resolve(absolute, '..'), (_, path) => path === absolute);
    return;
  }
  const base = resolve(cwd, parts.slice(0, first).join('/') || (pattern.startsWith('/') ? '/' : '.'));
  if (pathKind(base) !== 'folder') return;
  const wanted = readPattern(parts.slice(first).join('/'));
  walk(base, (_, path) => matches(wanted, relative(base, path).split(sep).join('/')));
}
