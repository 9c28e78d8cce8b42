import type { Level, Rule, Safety, Severity } from '@bulkhead/rules';
import { severities } from '@bulkhead/rules';
import type { Range } from './locate';

/** One replacement of a fix. */
export interface Change {
  readonly path: string;
  readonly range: Range;
  readonly text: string;
}

/** A finding as reports show it: with positions instead of offsets, and nothing left to compute. */
export interface Entry {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
  readonly severity: Severity;
  readonly level: Level;
  readonly control: string;
  readonly aliases: readonly string[];
  readonly range: Range;
  /** The line it is on: a fingerprint that survives when lines above come and go. */
  readonly lineText: string;
  readonly related: readonly { readonly path: string; readonly range: Range; readonly message: string }[];
  /** `changes` is absent when they reach into a file whose text is not at hand. */
  readonly fix: { readonly title: string; readonly safety: Safety; readonly changes?: readonly Change[] } | null;
}

/** Something about a file that is no finding: it could not be read, or not in full. */
export interface Notice {
  readonly path: string;
  readonly kind:
    | 'unreadable'
    | 'too-large'
    | 'not-text'
    | 'not-utf8'
    | 'not-ours'
    | 'parse-error'
    | 'incomplete'
    | 'unsettled'
    | 'rule-failed';
  readonly message: string;
  readonly range?: Range;
}

/** What checking gave; every report is made from this alone. */
export interface Checked {
  readonly entries: readonly Entry[];
  readonly notices: readonly Notice[];
  /** Files that were checked. */
  readonly files: readonly string[];
  /** Files that were looked into and are neither Dockerfile nor manifest. */
  readonly others: number;
}

/** How a report is to be written. */
export interface ReportOptions {
  /** From this severity on a finding fails the run; undefined when none does. */
  readonly failOn: Severity | undefined;
  readonly rules: readonly Rule[];
  readonly colours: boolean;
  /** The working folder, which paths are relative to. */
  readonly cwd: string;
}

/** Whether a severity is at least as bad as another. */
export function isAtLeast(severity: Severity, least: Severity | undefined): boolean {
  return least !== undefined && severities.indexOf(severity) <= severities.indexOf(least);
}
