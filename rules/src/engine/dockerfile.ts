import { type Dockerfile, readInstructions } from '../model/dockerfile';
import { type SplitDockerfile, splitDockerfile } from '../parse/dockerfile/split';
import type { Note, Report, SourceFile } from '../report';
import type { Finding } from '../rule';
import { applyMarks } from '../suppress/apply';
import { readForeignComments } from '../suppress/foreign';
import { readIgnoreComments } from '../suppress/read';
import { lineStart } from '../text/lines';
import { judgeAgain, type KnownDockerfile } from './dockerfileAgain';
import { notReadFrom } from './enough';
import { byPosition, judge, judgeForeignMarks, judgeSuppressions, type RunRules } from './run';

/** What is remembered of a Dockerfile between two keys. */
export interface ReadDockerfile extends KnownDockerfile {
  readonly split: SplitDockerfile;
}

/** Shows a Dockerfile, its stages and its instructions to the rules; what did not change is not shown again. */
export function checkDockerfile(
  file: SourceFile,
  before: ReadDockerfile | undefined,
  run: RunRules,
): { readonly report: Omit<Report, 'path' | 'kind'>; readonly known: ReadDockerfile } {
  const split = splitDockerfile(file.text, before?.split);
  const dockerfile = readInstructions(split);
  const findings: Finding[] = [];
  judge(run, 'dockerfile', dockerfile, file.path, [], findings);
  const { known, stopped } = judgeAgain(file, dockerfile, before, run, findings);
  // What stands in a here-document is text of a file or a script.
  const texts = dockerfile.instructions.flatMap(({ heredocs }) => heredocs.map((heredoc) => heredoc.span));
  const isOutside = (offset: number) => !texts.some((span) => offset >= span.start && offset < span.end);
  const text = file.text.slice(0, split.unreadFrom);
  const runs = dockerfile.instructions.filter(({ keyword }) => keyword === 'RUN');
  const isBehindRun = (offset: number) => runs.some(({ lines }) => lines.start === lineStart(text, offset));
  const isComment = (offset: number) => isOwnLine(text, offset) && isOutside(offset);
  const marks = {
    text,
    start: 0,
    own: readIgnoreComments(text, isComment),
    foreign: readForeignComments(text, {
      isComment: (offset) => isComment(offset) || isBehindRun(offset),
      stageEnd: (offset) => stageEnd(dockerfile, offset),
    }),
  };
  const sorted = applyMarks(marks, findings, run.context, run);
  judgeSuppressions(run, sorted.suppressions, 0, file.path, sorted.kept);
  judgeForeignMarks(run, marks.foreign, 0, file.path, sorted.kept);
  const notes = dockerfile.problems.slice(0, 1).map((p): Note => ({ kind: 'parse-error', ...p }));
  const incomplete = stopped ?? split.unreadFrom;
  if (incomplete !== undefined) notes.push(notReadFrom(incomplete));
  return {
    report: { findings: sorted.kept.sort(byPosition), suppressed: sorted.suppressed, notes },
    known: { ...known, split },
  };
}

function stageEnd({ stages, text }: Dockerfile, offset: number): number {
  const starts = stages.map(({ from }) => lineStart(text, from.span.start));
  return starts.find((start) => start > offset) ?? text.length;
}

/** In a Dockerfile only whole lines are comments. */
function isOwnLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).replace('\uFEFF', '').trim() === '';
}
