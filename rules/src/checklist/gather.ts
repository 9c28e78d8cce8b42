import type { Report } from '../report';
import type { Finding, Rule, SubjectName } from '../rule';
import { lineStarts, positionAt } from '../text/lines';
import type { Evidence, EvidenceFinding, RuleEvidence, SuppressedFinding } from './evidence';

/** One file of the component with what the engine said about it. */
export interface CheckedFile {
  /** As it is shown and as a seal names it: relative to the checklist, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly report: Report;
  /** What rules could look at, when the caller knows better than the text says. */
  readonly subjects?: ReadonlySet<SubjectName>;
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
  const lines = linesByFile(files);
  for (const file of files) {
    const { path, report } = file;
    recordSubjects(file, rules, of);
    for (const finding of report.findings) of(finding.rule).findings.push(shown(finding, path, lines));
    for (const { finding, reason } of report.suppressed) {
      of(finding.rule).suppressed.push({ ...shown(finding, path, lines), reason });
    }
  }
  for (const finding of together) of(finding.rule).findings.push(shown(finding, finding.file, lines));
  return new Map([...evidence].map(([rule, growing]) => [rule, finished(growing)]));
}

function recordSubjects(
  file: CheckedFile,
  rules: readonly Pick<Rule, 'id' | 'subject'>[],
  of: (rule: string) => Growing,
): void {
  const subjects = file.subjects ?? subjectsIn(file.report.kind, file.text);
  if (subjects.size === 0) return;
  const failed = file.report.notes.some(({ kind }) => kind === 'parse-error' || kind === 'too-large');
  const incomplete = file.report.notes.some(({ kind }) => kind === 'incomplete');
  for (const rule of rules) {
    if (!subjects.has(rule.subject)) continue;
    const one = of(rule.id);
    if (failed || incomplete) one.unresolved.add(file.path);
    if (!failed) one.files.add(file.path);
  }
}

/** What a file has that rules can look at, judged by its kind and its words. */
export function subjectsIn(kind: Report['kind'], text: string): ReadonlySet<SubjectName> {
  if (kind === 'dockerfile') return dockerfileSubjects;
  if (kind !== 'kubernetes' && kind !== 'helm-template') return noSubjects;
  return /\bcontainers["']?\s*:/.test(text) ? podSubjects : objectSubjects;
}

const noSubjects: ReadonlySet<SubjectName> = new Set();
const dockerfileSubjects: ReadonlySet<SubjectName> = new Set([
  'dockerfile',
  'stage',
  'instruction',
  'workspace',
  'suppression',
]);
const objectSubjects: ReadonlySet<SubjectName> = new Set(['object', 'workspace', 'suppression']);
const podSubjects: ReadonlySet<SubjectName> = new Set([...objectSubjects, 'pod', 'container']);

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

function finished(growing: Growing): RuleEvidence {
  return {
    files: [...growing.files].sort(),
    findings: growing.findings,
    suppressed: growing.suppressed,
    unresolved: [...growing.unresolved].sort(),
  };
}
