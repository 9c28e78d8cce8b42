/** Whether ADD clones this source as a git repository. */
export function isGitSource(text: string): boolean {
  if (/^(?:git:\/\/|git@|ssh:\/\/git@)/i.test(text)) return true;
  return /^https?:\/\/[^#?\s]+\.git(?:[#?]|$)/i.test(text);
}

/** Whether a source comes over the network. */
export function isRemoteSource(text: string): boolean {
  return /^(?:https?|ftp):\/\//i.test(text) || isGitSource(text);
}

/** Whether the name is one of an archive that ADD unpacks. */
export function isArchiveName(text: string): boolean {
  return /\.(?:tar|tgz|tbz2?|txz|tzst|tar\.(?:gz|bz2|xz|zst|lz4?|Z)|gz|bz2|xz|zst)$/i.test(text);
}
