/** Folders that hold other people's files. */
export const skippedFolders: ReadonlySet<string> = new Set(['node_modules', '.git', 'vendor', 'dist', '.cache']);

/** More files than this are not read for rules that look at several; the single ones are checked all the same. */
export const mostFiles = 2000;

/** Whether a file may be one of ours, by its name. What is in it decides. */
export function isCandidate(name: string): boolean {
  return /^(?:.+\.)?(?:dockerfile|containerfile)(?:\..+)?$/i.test(name) || /\.(?:ya?ml|tpl|dockerignore)$/i.test(name);
}
