import { findItem } from '../catalog';
import type { Report } from '../report';
import type { Finding, Rule } from '../rule';
import { lineStarts, positionAt } from '../text/lines';
import type { Evidence, EvidenceFinding, RuleEvidence, SuppressedFinding } from './evidence';

/** One file of the component with what the engine said about it. */
export interface CheckedFile {
  /** As it is shown and as a seal names it: relative to the checklist, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly report: Report;
  /** What rules could look at, when the caller knows better than the text says. */
  readonly subjects?: ReadonlySet<string>;
}

interface Seen {
  readonly files: string[];
  readonly unresolved: string[];
}

interface Found {
  readonly findings: EvidenceFinding[];
  readonly suppressed: SuppressedFinding[];
}

/**
 * Turns reports into evidence: which rule had which files to look at, and what it found. `together` are findings of the
 * rules that look at all files at once; their `file` is a path of `files`.
 */
export function gatherEvidence(
  files: readonly CheckedFile[],
  rules: readonly Pick<Rule, 'id' | 'subject' | 'control'>[],
  together: readonly Finding[] = [],
): Evidence {
  const seen = seenBySubject(files);
  const found = new Map<string, Found>();
  const of = (rule: string): Found => {
    const known = found.get(rule) ?? { findings: [], suppressed: [] };
    found.set(rule, known);
    return known;
  };
  for (const file of files) {
    const { findings, suppressed } = noted(file);
    for (const finding of findings) of(finding.rule).findings.push(finding);
    for (const finding of suppressed) of(finding.rule).suppressed.push(finding);
  }
  const lines = linesByFile(files);
  for (const finding of together) of(finding.rule).findings.push(shown(finding, finding.file, lines(finding.file)));
  const nothing: Found = { findings: [], suppressed: [] };
  const evidence = new Map<string, RuleEvidence>();
  // Thousands of files times hundreds of rules: rules of one subject share its lists.
  for (const { id, subject, control } of rules) {
    const looked = seen(findItem(control)?.os === 'windows' ? onWindows(subject) : subject);
    evidence.set(id, { ...looked, ...(found.get(id) ?? nothing) });
  }
  for (const [id, one] of found) if (!evidence.has(id)) evidence.set(id, { files: [], unresolved: [], ...one });
  return evidence;
}

/** What one file contributes. It only depends on the file, and most files are the same from one time to the next. */
export function noted(file: CheckedFile): Noted {
  const known = notes.get(file);
  if (known) return known;
  const { path, text, report, subjects } = file;
  const speaks = report.findings.length + report.suppressed.length > 0;
  const lines = speaks ? lineStarts(text) : [];
  const note: Noted = {
    subjects: subjects ?? subjectsIn(report.kind, text),
    failed: report.notes.some(({ kind }) => kind === 'parse-error' || kind === 'too-large'),
    incomplete: report.notes.some(({ kind }) => kind === 'incomplete'),
    findings: report.findings.map((finding) => shown(finding, path, lines)),
    suppressed: report.suppressed.map(({ finding, reason }) => ({ ...shown(finding, path, lines), reason })),
  };
  notes.set(file, note);
  return note;
}

interface Noted {
  readonly subjects: ReadonlySet<string>;
  readonly failed: boolean;
  readonly incomplete: boolean;
  readonly findings: readonly EvidenceFinding[];
  readonly suppressed: readonly SuppressedFinding[];
}

const notes = new WeakMap<CheckedFile, Noted>();

/** Which files have something for the rules of a subject, and in which of them not everything could be decided. */
function seenBySubject(files: readonly CheckedFile[]): (subject: string) => Seen {
  const seen = new Map<string, Seen>();
  for (const file of files) {
    const { subjects, failed, incomplete } = noted(file);
    for (const subject of subjects) {
      const one = seen.get(subject) ?? { files: [], unresolved: [] };
      seen.set(subject, one);
      if (!failed) one.files.push(file.path);
      if (failed || incomplete) one.unresolved.push(file.path);
    }
  }
  for (const one of seen.values()) {
    one.files.sort();
    one.unresolved.sort();
  }
  const nothing: Seen = { files: [], unresolved: [] };
  return (subject) => seen.get(subject) ?? nothing;
}

/** What a file has that rules can look at, judged by its kind and its words. */
export function subjectsIn(kind: Report['kind'], text: string): ReadonlySet<string> {
  const subjects = subjectsOf(kind, text);
  if (!words.windows.test(text)) return subjects;
  return new Set([...subjects, ...[...subjects].map(onWindows)]);
}

/** Words of files that say more than their kind. */
export const words = { pods: /\bcontainers["']?\s*:/, windows: /windows|nanoserver/i };

/** The same subject, for rules that speak about Windows only. */
const onWindows = (subject: string) => `${subject} on Windows`;

function subjectsOf(kind: Report['kind'], text: string): ReadonlySet<string> {
  if (kind === 'dockerfile') return dockerfileSubjects;
  if (kind === 'helm-values') return valuesSubjects;
  if (kind !== 'kubernetes' && kind !== 'helm-template') return noSubjects;
  return words.pods.test(text) ? podSubjects : objectSubjects;
}

const noSubjects: ReadonlySet<string> = new Set();
const dockerfileSubjects: ReadonlySet<string> = new Set([
  'dockerfile',
  'stage',
  'instruction',
  'workspace',
  'suppression',
  'mark',
]);
const valuesSubjects: ReadonlySet<string> = new Set(['values', 'suppression', 'mark']);
const objectSubjects: ReadonlySet<string> = new Set(['object', 'workspace', 'suppression', 'mark']);
const podSubjects: ReadonlySet<string> = new Set([...objectSubjects, 'pod', 'container']);

/** Line starts by file, counted only where a finding of several files asks. */
function linesByFile(files: readonly CheckedFile[]): (path: string) => readonly number[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const known = new Map<string, readonly number[]>();
  return (path) => {
    const starts = known.get(path) ?? lineStarts(texts.get(path) ?? '');
    known.set(path, starts);
    return starts;
  };
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
