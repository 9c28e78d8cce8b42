import { readDockerfile } from '../model/dockerfile';
import type { Note, Report, SourceFile } from '../report';
import type { Finding } from '../rule';
import { applyMarks } from '../suppress/apply';
import { readForeignComments } from '../suppress/foreign';
import { readIgnoreComments } from '../suppress/read';
import { lineStart } from '../text/lines';
import { byPosition, judge, judgeSuppressions, type RunRules } from './run';

/** Shows a Dockerfile, its stages and its instructions to the rules. */
export function checkDockerfile(file: SourceFile, run: RunRules): Omit<Report, 'path' | 'kind'> {
  const dockerfile = readDockerfile(file.text);
  const findings: Finding[] = [];
  judge(run, 'dockerfile', dockerfile, file.path, [], findings);
  for (const stage of dockerfile.stages) {
    judge(run, 'stage', stage, file.path, [stage.span], findings);
  }
  for (const instruction of dockerfile.instructions) {
    const scope = instruction.stage ? [instruction.stage.span, instruction.span] : [instruction.span];
    judge(run, 'instruction', instruction, file.path, scope, findings);
  }
  const marks = {
    text: file.text,
    start: 0,
    own: readIgnoreComments(file.text, (offset) => isOwnLine(file.text, offset)),
    foreign: readForeignComments(file.text),
  };
  const sorted = applyMarks(marks, findings, run.context, run);
  judgeSuppressions(run, sorted.suppressions, 0, file.path, sorted.kept);
  const notes = dockerfile.problems.slice(0, 1).map((p): Note => ({ kind: 'parse-error', ...p }));
  return { findings: sorted.kept.sort(byPosition), suppressed: sorted.suppressed, notes };
}

/** In a Dockerfile only whole lines are comments. */
function isOwnLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).replace('\uFEFF', '').trim() === '';
}
