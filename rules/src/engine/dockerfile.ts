import type { Note, SourceFile } from '../report';
import type { Finding } from '../rule';
import { readDockerfile } from './readDockerfileStub';
import { byPosition, judge, type RunRules } from './run';

/** Shows a Dockerfile, its stages and its instructions to the rules. */
export function checkDockerfile(file: SourceFile, run: RunRules): { findings: Finding[]; notes: Note[] } {
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
  const notes = dockerfile.problems.slice(0, 1).map((p): Note => ({ kind: 'parse-error', ...p }));
  return { findings: findings.sort(byPosition), notes };
}
