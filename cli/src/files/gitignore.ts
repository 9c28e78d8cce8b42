import { matches, type Pattern, readPattern } from '@bulkhead/rules/text/wildcard';

/** One line of a .gitignore file. */
interface IgnoreLine {
  readonly pattern: Pattern;
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  /** Without a slash inside, a pattern is about the name alone, at any depth. */
  readonly nameOnly: boolean;
}

/** The .gitignore files that apply in one folder: its own and those above. */
export interface Ignores {
  readonly lines: readonly IgnoreLine[];
  /** Path of the folder the lines stand in, absolute, with forward slashes and one at the end. */
  readonly folder: string;
  readonly parent: Ignores | undefined;
}

/** Adds the text of a .gitignore file to those that apply already. */
export function withIgnoreFile(text: string, folder: string, parent: Ignores | undefined): Ignores | undefined {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap(readLine);
  return lines.length === 0 ? parent : { lines, folder: folder.endsWith('/') ? folder : `${folder}/`, parent };
}

/**
 * Whether git would ignore this entry: the nearest file with a matching line decides, in it the last such line. That
 * nothing below an ignored folder can come back follows from never entering one.
 */
export function isIgnored(ignores: Ignores | undefined, path: string, isFolder: boolean): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  for (let level = ignores; level !== undefined; level = level.parent) {
    const relative = path.slice(level.folder.length);
    for (let i = level.lines.length - 1; i >= 0; i--) {
      const line = level.lines[i];
      if (line === undefined || (line.foldersOnly && !isFolder)) continue;
      if (matches(line.pattern, line.nameOnly ? name : relative)) return !line.negated;
    }
  }
  return false;
}

function readLine(line: string): IgnoreLine[] {
  // Spaces at the end do not count, unless escaped.
  let text = line.replace(/(?<!\\) +$/, '');
  if (text === '' || text.startsWith('#')) return [];
  const negated = text.startsWith('!');
  if (negated) text = text.slice(1);
  const foldersOnly = text.endsWith('/');
  if (foldersOnly) text = text.slice(0, -1);
  const nameOnly = !text.includes('/');
  if (text.startsWith('/')) text = text.slice(1);
  if (text === '') return [];
  return [{ pattern: readPattern(nameOnly && text === '**' ? '*' : text), negated, foldersOnly, nameOnly }];
}
