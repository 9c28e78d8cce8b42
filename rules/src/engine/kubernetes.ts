import { saidOfOthers } from '../model/accounts';
import { readOperations } from '../model/jsonPatch';
import { readInlinePatches } from '../model/kustomization';
import { type KubernetesObject, readObjects, readPatches } from '../model/object';
import { spanOf } from '../model/value';
import { isUntrusted, type Pod, readPods } from '../model/workload';
import type { YamlDocument } from '../parse/yaml';
import { isYamlComment } from '../parse/yamlComment';
import type { SourceFile } from '../report';
import type { Finding, Rule } from '../rule';
import { applyMarks, type SuppressedFinding } from '../suppress/apply';
import { readForeignAnnotations, readForeignComments } from '../suppress/foreign';
import { type IgnoreComment, readIgnoreComments } from '../suppress/read';
import type { Span } from '../text/span';
import { mostFindings } from './enough';
import { byPosition, judge, judgeForeignMarks, judgeSuppressions, moveFinding, type RunRules } from './run';

/** What the rules said about one YAML document, and where it stood then. */
export interface CheckedDocument {
  readonly start: number;
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** What its objects say of others in the file. */
  readonly said: readonly string[];
  /** The container it was not read on from, when there were too many findings before it. */
  readonly stopped?: number;
}

/** Where a document stands, and whether it is whole. */
export type Whereabouts = Pick<SourceFile, 'path' | 'patch'>;

export function checkDocument(
  { path: file, patch }: Whereabouts,
  document: YamlDocument,
  run: RunRules,
): CheckedDocument {
  const found: Finding[] = [];
  const inline = readInlinePatches(document);
  const objects = [
    ...(patch ? readPatches(document) : readObjects(document)),
    ...inline.flatMap((one) => readPatches(one.document)),
  ];
  const operations = inline.flatMap((one) => readOperations(one.document, one.target)).flatMap(readPatches);
  let stopped: number | undefined;
  for (const object of objects) {
    if (found.length >= mostFindings) stopped ??= object.nameSpan.start;
    if (stopped !== undefined) break;
    stopped = checkObject(object, file, run, found);
  }
  for (const object of operations) {
    const told: Finding[] = [];
    checkObject(object, file, run, told);
    // What stands around the value is in another file, so there is nothing that a fix could be sure of.
    found.push(...told.map((finding) => ({ ...finding, fix: () => undefined })));
  }
  const { start, text } = document;
  const isComment = (offset: number) =>
    isYamlComment(document, offset) ||
    inline.some((one) => one.document.text[offset] === '#' && isYamlComment(one.document, offset));
  const marks = {
    text,
    start,
    own: readIgnoreComments(text, isComment).filter((c) => start === 0 || c.target !== 'file'),
    foreign: readForeignComments(text, { isComment }),
    objects: objects.flatMap(annotationMarks),
  };
  const sorted = applyMarks(marks, found, run.context, run);
  judgeSuppressions(run, sorted.suppressions, start, file, sorted.kept);
  judgeForeignMarks(run, marks.foreign, start, file, sorted.kept);
  const checked = {
    start,
    findings: sorted.kept.sort(byPosition),
    suppressed: sorted.suppressed,
    said: objects.flatMap(saidOfOthers),
  };
  return stopped === undefined ? checked : { ...checked, stopped };
}

/** The marks of other tools on one object. */
export function annotationMarks(object: KubernetesObject) {
  const span = spanOf(object.root);
  const marks = readForeignAnnotations(object);
  return span && marks.length > 0 ? [{ span, marks }] : [];
}

/** Returns from where on it was not read. */
function checkObject(object: KubernetesObject, file: string, run: RunRules, into: Finding[]): number | undefined {
  const outer = [spanOf(object.root)].filter((s) => s !== undefined);
  judge(run, 'object', object, file, outer, into);
  for (const pod of readPods(object)) {
    const stopped = checkPod(pod, file, outer, run, into);
    if (stopped !== undefined) return stopped;
  }
  return undefined;
}

/** Returns from where on it was not read. */
function checkPod(pod: Pod, file: string, outer: Span[], run: RunRules, into: Finding[]): number | undefined {
  const untrusted = isUntrusted(pod, run.context);
  const speaks = (rule: Rule) => rule.level !== 'isolation' || untrusted;
  const spec = spanOf(pod.spec);
  const inPod = spec ? [...outer, spec] : outer;
  judge(run, 'pod', pod, file, inPod, into, speaks);
  for (const container of pod.containers) {
    if (into.length >= mostFindings) return container.nameSpan.start;
    const own = spanOf(container.value);
    judge(run, 'container', container, file, own ? [...inPod, own] : inPod, into, speaks);
  }
  return pod.unread;
}

/** The comments that head a file and speak for all of it, whatever the document they stand in. */
export function fileComments(document: YamlDocument | undefined): IgnoreComment[] {
  if (!document?.text.includes('bulkhead-ignore')) return [];
  return readIgnoreComments(document.text, (offset) => isYamlComment(document, offset)).filter(
    (c) => c.target === 'file',
  );
}

/** The result for a document that was checked before and now stands elsewhere in its file. */
export function moved(checked: CheckedDocument, start: number): CheckedDocument {
  const by = start - checked.start;
  if (by === 0) return checked;
  return {
    ...checked,
    start,
    ...(checked.stopped === undefined ? {} : { stopped: checked.stopped + by }),
    findings: checked.findings.map((finding) => moveFinding(finding, by)),
    suppressed: checked.suppressed.map((s) => ({ ...s, finding: moveFinding(s.finding, by) })),
  };
}
