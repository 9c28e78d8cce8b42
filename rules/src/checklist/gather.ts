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
  rules: readonly Pick<Rule, 'id' | 'subject'>[],
  together: readonly Finding[] = [],
): Evidence {
  const seen = seenBySubject(files);
  const found = new Map<string, Found>();
  const of = (rule: string): Found => {
    const known = found.get(rule) ?? { findings: [], suppressed: [] };
    found.set(rule, known);
    return known;
  };
  const lines = linesByFile(files);
  for (const { path, report } of files) {
    for (const finding of report.findings) of(finding.rule).findings.push(shown(finding, path, lines));
    for (const { finding, reason } of report.suppressed) {
      of(finding.rule).suppressed.push({ ...shown(finding, path, lines), reason });
    }
  }
  for (const finding of together) of(finding.rule).findings.push(shown(finding, finding.file, lines));
  const nothing: Found = { findings: [], suppressed: [] };
  const evidence = new Map<string, RuleEvidence>();
  // Thousands of files times hundreds of rules: rules of one subject share its lists.
  for (const { id, subject } of rules) evidence.set(id, { ...seen(subject), ...(found.get(id) ?? nothing) });
  for (const [id, one] of found) if (!evidence.has(id)) evidence.set(id, { files: [], unresolved: [], ...one });
  return evidence;
}

/** Which files have something for the rules of a subject, and in which of them not everything could be decided. */
function seenBySubject(files: readonly CheckedFile[]): (subject: string) => Seen {
  const seen = new Map<string, Seen>();
  for (const { path, report, subjects, text } of files) {
    const failed = report.notes.some(({ kind }) => kind === 'parse-error' || kind === 'too-large');
    const incomplete = report.notes.some(({ kind }) => kind === 'incomplete');
    for (const subject of subjects ?? subjectsIn(report.kind, text)) {
      const one = seen.get(subject) ?? { files: [], unresolved: [] };
      seen.set(subject, one);
      if (!failed) one.files.push(path);
      if (failed || incomplete) one.unresolved.push(path);
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
  if (kind === 'dockerfile') return dockerfileSubjects;
  if (kind !== 'kubernetes' && kind !== 'helm-template') return noSubjects;
  return /\bcontainers["']?\s*:/.test(text) ? podSubjects : objectSubjects;
}

const noSubjects: ReadonlySet<string> = new Set();
const dockerfileSubjects: ReadonlySet<string> = new Set([
  'dockerfile',
  'stage',
  'instruction',
  'workspace',
  'suppression',
]);
const objectSubjects: ReadonlySet<string> = new Set(['object', 'workspace', 'suppression']);
const podSubjects: ReadonlySet<string> = new Set([...objectSubjects, 'pod', 'container']);

/** Line starts by file, counted only where a finding asks: most files of a repository have none. */
function linesByFile(files: readonly CheckedFile[]): (path: string) => readonly number[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const known = new Map<string, readonly number[]>();
  return (path) => {
    const starts = known.get(path) ?? lineStarts(texts.get(path) ?? '');
    known.set(path, starts);
    return starts;
  };
}

function shown(finding: Finding, path: string, lines: (path: string) => readonly number[]): EvidenceFinding {
  return {
    rule: finding.rule,
    file: path,
    message: finding.message,
    severity: finding.severity,
    line: positionAt(lines(path), finding.span.start).line + 1,
    span: finding.span,
  };
}
