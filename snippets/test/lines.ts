/** A kind of line and why no rule has to miss it. */
export interface KnownLine {
  /** The whole line, without indentation. */
  readonly line: RegExp;
  readonly reason: string;
  /** Only in templates whose id matches. */
  readonly template?: RegExp;
}

export const notHardening: readonly KnownLine[] = [];
export const unwatched: readonly KnownLine[] = [];
