import type { Steps } from '@bulkhead/helm';
import { readObjects } from '../model/object';
import { readYamlDocument, type YamlDocument } from '../parse/yaml';
import { splitAgain } from '../parse/yamlSplit';
import type { Note, Report, SourceFile } from '../report';
import type { Finding, Fix } from '../rule';
import type { SuppressedFinding } from '../suppress/apply';
import type { IgnoreComment } from '../suppress/read';
import { ownCopy } from '../text/copy';
import { type Span, shift } from '../text/span';
import { mostFindings, notReadFrom } from './enough';
import { type CheckedDocument, checkDocument, fileComments, type Whereabouts } from './kubernetes';
import { findingAt, MovedFinding, once, type RunRules } from './run';

/** A document of a manifest with what was found in it: all that is remembered between two keys. */
export interface KnownDocument {
  readonly start: number;
  readonly text: string;
  readonly checked: CheckedDocument;
  /** Comments that speak for the whole file, when it is the first. */
  readonly heading: readonly IgnoreComment[];
  readonly problem: Note | undefined;
  /** Absent when syntax is dropped. */
  readonly document: YamlDocument | undefined;
}

/** Whether syntax trees stay in memory, or a document is read again when somebody asks for a fix in it. */
export type Syntax = 'kept' | 'dropped';

/** Checks the documents of a manifest that are new; the others are as they were, perhaps elsewhere. */
export function* checkManifest(
  file: SourceFile,
  before: readonly KnownDocument[],
  run: RunRules,
  syntax: Syntax,
): Steps<{ readonly report: Omit<Report, 'path' | 'kind'>; readonly documents: readonly KnownDocument[] }> {
  const documents: { readonly known: KnownDocument; readonly start: number }[] = [];
  const slices = splitAgain(file.text, before);
  let stop = unreadFrom(file.text, slices);
  let told = 0;
  for (const { span, known } of slices) {
    const { start } = span;
    if (told >= mostFindings) {
      stop = notReadFrom(start);
      break;
    }
    if (known && isSameThere(known, start)) documents.push({ known, start });
    else {
      if (start > 0) yield;
      const document = readYamlDocument(ownCopy(file.text.slice(start, span.end)), start);
      documents.push({ known: check(file, document, run, syntax), start });
    }
    told += documents.at(-1)?.known.checked.findings.length ?? 0;
  }
  const findings: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const notes: Note[] = [];
  const placed = documents.map(({ known, start }) => (known.start === start ? known : { ...known, start }));
  const beside = fixesBeside(file, placed, run);
  const heading = documents[0]?.known.heading ?? [];
  const said = new Set(documents.flatMap(({ known }) => known.checked.said));
  for (const { known, start } of documents) {
    const by = start - known.checked.start;
    for (const [i, found] of known.checked.findings.entries()) {
      if (found.unless !== undefined && said.has(found.unless)) continue;
      const finding =
        found.fixBeside && !file.patch ? withFix(found, by, () => beside(start, i)) : findingAt(found, by);
      const comment = start > 0 ? heading.find((c) => c.rules.some((rule) => rule.id === found.rule)) : undefined;
      if (comment) suppressed.push({ finding, reason: comment.reason });
      else findings.push(finding);
    }
    for (const { finding, reason } of known.checked.suppressed) {
      suppressed.push({ finding: findingAt(finding, by), reason });
    }
    const { problem } = known;
    if (known.checked.stopped !== undefined) stop = notReadFrom(known.checked.stopped + by);
    if (problem) notes.push(problem.span ? { ...problem, span: shift(problem.span, by) } : problem);
  }
  if (stop) notes.push(stop);
  return {
    report: { findings, notes, suppressed },
    documents: placed,
  };
}

/** The fixes in which other objects of the file have a part, by where the finding's document starts and its place there. */
function fixesBeside(file: SourceFile, known: readonly KnownDocument[], run: RunRules) {
  let read: WeakRef<YamlDocument[]> | undefined;
  return (start: number, finding: number): Fix | undefined => {
    const documents = read?.deref() ?? [...documentsOf(file, known)];
    read = new WeakRef(documents);
    const own = documents.find((document) => document.start === start);
    if (!own) return undefined;
    const checked = known.find(({ document }) => document === own)?.checked ?? checkDocument(file, own, run);
    const objects = documents.flatMap((document) => readObjects(document)).filter((object) => !object.isPatch);
    return checked.findings[finding]?.fixBeside?.(objects);
  };
}

function withFix(found: Finding, by: number, fix: Finding['fix']): Finding {
  return new MovedFinding(found, by, { scope: found.scope.map((one) => shift(one, by)), fix: once(fix) });
}

function unreadFrom(text: string, slices: readonly { readonly span: Span }[]): Note | undefined {
  const end = slices.at(-1)?.span.end ?? text.length;
  return end < text.length ? notReadFrom(end) : undefined;
}

/** The documents of a manifest, without reading again what is remembered. */
export function* documentsOf(file: SourceFile, before: readonly KnownDocument[]): Iterable<YamlDocument> {
  for (const { span, known } of splitAgain(file.text, before)) {
    const { start, end } = span;
    yield known?.document?.start === start ? known.document : readYamlDocument(file.text.slice(start, end), start);
  }
}

/** Comments at the head of a file speak for all of it: a document that comes to the front, or leaves it, is another. */
function isSameThere(known: KnownDocument, start: number): boolean {
  return (known.start === 0) === (start === 0) || !known.text.includes('bulkhead-ignore');
}

function check(file: Whereabouts, document: YamlDocument, run: RunRules, syntax: Syntax): KnownDocument {
  const { start, text } = document;
  const [problem] = document.problems;
  const checked = checkDocument(file, document, run);
  const again = () => checkDocument(file, readYamlDocument(text, start), run);
  return {
    start,
    text,
    checked: syntax === 'kept' ? checked : withoutSyntax(checked, again),
    heading: start === 0 ? fileComments(document) : [],
    problem: problem && { kind: 'parse-error', ...problem },
    document: syntax === 'kept' ? document : undefined,
  };
}

/** The same findings, whose fixes hold on to no syntax tree. */
function withoutSyntax(checked: CheckedDocument, again: () => CheckedDocument): CheckedDocument {
  let reread: WeakRef<CheckedDocument> | undefined;
  const whole = () => {
    const known = reread?.deref() ?? again();
    reread = new WeakRef(known);
    return known;
  };
  const findings = checked.findings.map(
    (finding, i): Finding => ({
      ...finding,
      fix: once(() => whole().findings[i]?.fix()),
      ...(finding.fixBeside ? { fixBeside: (objects) => whole().findings[i]?.fixBeside?.(objects) } : {}),
    }),
  );
  const suppressed = checked.suppressed.map(({ finding, reason }, i) => ({
    finding: { ...finding, fix: once(() => whole().suppressed[i]?.finding.fix()) },
    reason,
  }));
  return { ...checked, findings, suppressed };
}
