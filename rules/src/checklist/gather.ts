import type { Context } from '../context';
import type { Report } from '../report';
import type { Finding, Rule } from '../rule';
import { lineStarts, positionAt } from '../text/lines';
import type { Evidence, EvidenceFinding, RuleEvidence, SuppressedFinding } from './evidence';

const contexts = new WeakMap<Context, Context>();

/**
 * The context evidence is gathered in: what is true of the files does not depend on how much somebody wants to be told
 * while typing. Rules that are switched off stay off. The same context gives the same object, for caches.
 */
export function evidenceContext(context: Context): Context {
  if (context.profile === 'all') return context;
  const known = contexts.get(context);
  if (known) return known;
  const strict: Context = { ...context, profile: 'all' };
  contexts.set(context, strict);
  return strict;
}

/** One file of the component with what the engine said about it. */
export interface CheckedFile {
  /** As it is shown and as a seal names it: relative to the checklist, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly report: Report;
}

interface Growing {
  readonly files: Set<string>;
  readonly findings: EvidenceFinding[];
  readonly suppressed: SuppressedFinding[];
  readonly unresolved: Set<string>;
}

/**
 * Turns reports into evidence: which rule had which files to look at, and what it found. `together` are findings of the
 * rules that look at all files at once; their `file` is a path of `files`.
 */
export function gatherEvidence(
  files: readonly CheckedFile[],
  rules: readonly Pick<Rule, 'id' | 'subject'>[],
  together: readonly Finding[] = [],
): Evidence {
  const evidence = new Map<string, Growing>();
  const of = (rule: string): Growing => {
    const known = evidence.get(rule);
    if (known) return known;
    const fresh = { files: new Set<string>(), findings: [], suppressed: [], unresolved: new Set<string>() };
    evidence.set(rule, fresh);
    return fresh;
  };
  const starts = new Map<string, readonly number[]>();
  for (const file of files) {
    const subjects = subjectsOf(file);
    if (subjects.size === 0) continue;
    const failed = file.report.notes.some(({ kind }) => kind === 'parse-error' || kind === 'too-large');
    const incomplete = file.report.notes.some(({ kind }) => kind === 'incomplete');
    const lines = lineStarts(file.text);
    starts.set(file.path, lines);
    for (const rule of rules) {
      if (!subjects.has(rule.subject)) continue;
      const one = of(rule.id);
      if (failed || incomplete) one.unresolved.add(file.path);
      if (!failed) one.files.add(file.path);
    }
    for (const finding of file.report.findings) of(finding.rule).findings.push(shown(finding, file.path, lines));
    for (const { finding, reason } of file.report.suppressed) {
      of(finding.rule).suppressed.push({ ...shown(finding, file.path, lines), reason });
    }
  }
  for (const finding of together) {
    of(finding.rule).findings.push(shown(finding, finding.file, starts.get(finding.file) ?? [0]));
  }
  return new Map([...evidence].map(([rule, growing]) => [rule, finished(growing)]));
}

/** What a file has that rules can look at. */
function subjectsOf({ report, text }: CheckedFile): Set<Rule['subject']> {
  if (report.kind === 'dockerfile') return new Set(['dockerfile', 'stage', 'instruction', 'workspace']);
  if (report.kind === undefined) return new Set();
  const found = new Set<Rule['subject']>(['object', 'workspace']);
  if (/\bcontainers["']?\s*:/.test(text)) found.add('pod').add('container');
  return found;
}

function shown(finding: Finding, path: string, lines: readonly number[]): EvidenceFinding {
  return {
    rule: finding.rule,
    file: path,
    message: finding.message,
    severity: finding.severity,
    line: positionAt(lines, finding.span.start).line + 1,
    span: finding.span,
  };
}

function finished(growing: Growing): RuleEvidence {
  return {
    files: [...growing.files].sort(),
    findings: growing.findings,
    suppressed: growing.suppressed,
    unresolved: [...growing.unresolved].sort(),
  };
}
