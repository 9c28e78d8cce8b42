import type { Finding } from './rule';
import type { SuppressedFinding } from './suppress/apply';
import type { Span } from './text/span';

/** What a file is, decided by its name and, for YAML, by what is in it. */
export type FileKind = 'dockerfile' | 'dockerignore' | 'kubernetes' | 'helm-values' | 'helm-template' | 'helm-chart';

export interface SourceFile {
  /** How the caller names the file: a path or a URI. Findings carry it back. */
  readonly path: string;
  readonly text: string;
  /** Given when the caller knows better than the name, for example from the editor's language. */
  readonly kind?: FileKind;
  /** A kustomization lays the file over other objects: what is missing in it says nothing. */
  readonly patch?: boolean;
}

/** Something the user should know that is not a finding: what could not be checked, and why. */
export interface Note {
  readonly kind: 'parse-error' | 'too-large' | 'not-text' | 'incomplete';
  readonly message: string;
  readonly span?: Span;
}

export interface Report {
  readonly path: string;
  /** Undefined when the file is none of ours. */
  readonly kind: FileKind | undefined;
  /** Sorted by position within each document. */
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
  /** What a comment or an annotation silences, with the reason given. */
  readonly suppressed: readonly SuppressedFinding[];
}
