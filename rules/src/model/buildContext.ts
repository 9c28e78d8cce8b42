import type { IgnoreFile } from '../parse/dockerfile/ignore';
import type { Workspace } from './workspace';

/** A `.dockerignore` with its place. */
export interface PlacedIgnoreFile {
  readonly file: string;
  readonly ignore: IgnoreFile;
}

/**
 * The files that may say what a build of this Dockerfile leaves out. One of its own name wins; else the context is
 * mostly the folder of the Dockerfile, or one above it.
 */
export function ignoreFilesOf({ ignoreFiles }: Workspace, dockerfile: string): readonly PlacedIgnoreFile[] {
  const own = ignoreFiles.find(({ file }) => file === `${dockerfile}.dockerignore`);
  if (own) return [own];
  const folders = foldersAbove(dockerfile);
  return ignoreFiles.filter(
    ({ file }) => folders.has(file.replace(/\.dockerignore$/, '')) && file.endsWith('.dockerignore'),
  );
}

/** The folder of a file and those above it, each with a slash at its end; the last one may be empty. */
function foldersAbove(file: string): ReadonlySet<string> {
  const folders = new Set<string>(['']);
  for (let at = file.lastIndexOf('/'); at >= 0; at = at === 0 ? -1 : file.lastIndexOf('/', at - 1))
    folders.add(file.slice(0, at + 1));
  return folders;
}
