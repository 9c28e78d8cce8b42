import type { Steps } from '@bulkhead/helm';
import { fileKind } from '../fileKind';
import type { PlacedIgnoreFile } from '../model/buildContext';
import { readDockerfile } from '../model/dockerfile';
import { type KubernetesObject, readObjects } from '../model/object';
import { spanOf } from '../model/value';
import { readPods } from '../model/workload';
import type { PlacedObject, Workspace } from '../model/workspace';
import { readIgnoreFile } from '../parse/dockerfile/ignore';
import type { YamlDocument } from '../parse/yaml';
import type { SourceFile } from '../report';
import type { Finding, Rule } from '../rule';
import { applyMarks } from '../suppress/apply';
import { readForeignComments } from '../suppress/foreign';
import { readIgnoreComments } from '../suppress/read';
import { contains, type Span } from '../text/span';
import { annotationMarks } from './kubernetes';
import { judge, type RunRules } from './run';

/** The documents of a manifest, each read when it is asked for. */
export type ReadDocuments = (file: SourceFile) => Iterable<YamlDocument>;

/** Reads what several files have in common and asks the rules that look across them. */
export function* checkWorkspace(
  files: readonly SourceFile[],
  run: RunRules,
  documentsOf: ReadDocuments,
): Steps<Finding[]> {
  if (rulesAcross(run).length === 0) return [];
  return yield* ask(yield* readWorkspace(files, documentsOf), files, run);
}

/** Asks them about one file that is judged by itself: other files may say more. */
export function checkAlone(file: SourceFile, documents: readonly YamlDocument[], run: RunRules): Steps<Finding[]> {
  return checkPart([{ file, documents }], run);
}

/** Asks them about some files out of more that nobody has seen. */
export function checkPart(
  parts: readonly { readonly file: SourceFile; readonly documents: readonly YamlDocument[] }[],
  run: RunRules,
): Steps<Finding[]> {
  const objects = parts.flatMap(({ file, documents }) =>
    documents.flatMap((document) => placedObjects(file.path, document)),
  );
  const files = parts.map(({ file }) => file);
  return ask({ whole: false, objects, dockerfiles: [], ignoreFiles: [] }, files, run);
}

function rulesAcross(run: RunRules): readonly Rule[] {
  return run.rules.filter((rule) => rule.subject === 'workspace');
}

function* ask(workspace: Workspace, files: readonly SourceFile[], run: RunRules): Steps<Finding[]> {
  const findings: Finding[] = [];
  for (const rule of rulesAcross(run)) {
    judge(run, 'workspace', workspace, '', [], findings, (each) => each === rule);
    yield;
  }
  const found = byFile(findings);
  const objects = byFile(workspace.objects);
  const kept: Finding[] = [];
  for (const file of files) {
    const own = found.get(file.path);
    if (!own) continue;
    const here = (objects.get(file.path) ?? []).map(({ object }) => object);
    kept.push(...unsuppressed(file, own, here, run));
    yield;
  }
  return kept;
}

function byFile<T extends { readonly file?: string | undefined }>(all: readonly T[]): Map<string | undefined, T[]> {
  const groups = new Map<string | undefined, T[]>();
  for (const one of all) {
    const group = groups.get(one.file);
    if (group) group.push(one);
    else groups.set(one.file, [one]);
  }
  return groups;
}

/** What no comment in the file, nor a mark on the object, silences. */
function unsuppressed(
  file: SourceFile,
  own: readonly Finding[],
  objects: readonly KubernetesObject[],
  run: RunRules,
): Finding[] {
  const spans = objects.flatMap(spansOf);
  const placed = own.map((finding) => ({ ...finding, scope: spans.filter((s) => contains(s, finding.span)) }));
  const marks = {
    text: file.text,
    start: 0,
    own: readIgnoreComments(file.text, () => true),
    foreign: readForeignComments(file.text),
    objects: objects.flatMap(annotationMarks),
  };
  return applyMarks(marks, placed, run.context, run).kept;
}

function spansOf(object: KubernetesObject): Span[] {
  const span = spanOf(object.root);
  return span ? [span] : [];
}

function* readWorkspace(files: readonly SourceFile[], documentsOf: ReadDocuments): Steps<Workspace> {
  const objects: PlacedObject[] = [];
  const ignoreFiles: PlacedIgnoreFile[] = [];
  const dockerfiles: { file: string; dockerfile: ReturnType<typeof readDockerfile> }[] = [];
  for (const file of files) {
    const kind = file.kind ?? fileKind(file.path, file.text);
    if (kind === 'dockerfile') dockerfiles.push({ file: file.path, dockerfile: readDockerfile(file.text) });
    if (kind === 'dockerignore') ignoreFiles.push({ file: file.path, ignore: readIgnoreFile(file.text) });
    if (kind === 'kubernetes' && !file.patch) {
      for (const document of documentsOf(file)) {
        objects.push(...placedObjects(file.path, document));
        yield;
      }
    }
    yield;
  }
  return { whole: true, objects, dockerfiles, ignoreFiles };
}

function placedObjects(file: string, document: YamlDocument): PlacedObject[] {
  const whole = readObjects(document).filter((object) => !object.isPatch);
  return whole.map((object) => ({ file, object, pods: readPods(object) }));
}
