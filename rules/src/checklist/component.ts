import { fileName } from './types';

/** Whether a file is a checklist, by its name: the usual one, or one with something in front. */
export function isChecklistName(path: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return /^(?:.+[.-])?threat-checklist\.ya?ml$/i.test(name);
}

/** The name of the file for a new component beside others in the same folder. */
export function checklistNameFor(component: string, taken: boolean): string {
  const slug = component
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return taken && slug !== '' ? `${slug}.${fileName}` : fileName;
}

/**
 * Whether a file belongs to the component. Paths are relative to the checklist's folder, with forward slashes. Without
 * `include` it is the whole folder, apart from what has a checklist of its own (`others`: their folders).
 */
export function belongs(path: string, include: readonly string[], others: readonly string[] = []): boolean {
  if (isChecklistName(path)) return false;
  if (include.length > 0) return include.some((pattern) => matchesGlob(pattern, path));
  return !others.some((folder) => folder !== '' && path.startsWith(`${folder}/`));
}

/** Globs as people write them: `*` within a name, `**` across folders, `?`, `{a,b}`; a folder means all in it. */
export function matchesGlob(pattern: string, path: string): boolean {
  const plain = pattern.replace(/^\.\//, '').replace(/\/+$/, '');
  const source = globSource(plain);
  return source !== undefined && new RegExp(`^${source}(?:/.*)?$`).test(path);
}

function globSource(pattern: string): string | undefined {
  if (pattern.length > 300 || (pattern.match(/\*/g)?.length ?? 0) > 8) return undefined;
  let source = '';
  let depth = 0;
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] ?? '';
    if (pattern.startsWith('**/', i)) {
      source += '(?:.*/)?';
      i += 2;
    } else if (pattern.startsWith('**', i)) {
      source += '.*';
      i += 1;
    } else if (c === '*') source += '[^/]*';
    else if (c === '?') source += '[^/]';
    else if (c === '{') {
      depth++;
      source += '(?:';
    } else if (c === '}' && depth > 0) {
      depth--;
      source += ')';
    } else if (c === ',' && depth > 0) source += '|';
    else source += c.replace(/[.+^$()|[\]\\{}]/g, '\\$&');
  }
  return depth === 0 ? source : undefined;
}
