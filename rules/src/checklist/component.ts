import { matchesGlob } from '../config/glob';

/** Whether a file is a checklist, by its name: the usual one, or one with something in front. */
export function isChecklistName(path: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return /^(?:.+[.-])?threat-checklist\.ya?ml$/i.test(name);
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
