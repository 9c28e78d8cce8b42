import { at, isAbsent, rootValue } from '../model/value';
import { readYaml, type YamlCache } from '../parse/yaml';
import { isYamlComment } from '../parse/yamlComment';
import type { Note, Report, SourceFile } from '../report';
import type { Finding } from '../rule';
import { applyMarks, type SuppressedFinding } from '../suppress/apply';
import { readForeignComments } from '../suppress/foreign';
import { readIgnoreComments } from '../suppress/read';
import { byPosition, judge, judgeForeignMarks, judgeSuppressions, type RunRules } from './run';

/**
 * Checks values that lie alone, for a chart that is elsewhere: only what is dangerous in itself can be said, for nobody
 * sees what the chart makes of what is missing.
 */
export function checkValues(file: SourceFile, cache: YamlCache, run: RunRules): Omit<Report, 'path' | 'kind'> {
  const findings: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const notes: Note[] = [];
  const active = new Set(run.rules.filter((rule) => rule.subject === 'values').map((rule) => rule.id));
  for (const document of readYaml(file.text, cache)) {
    const [problem] = document.problems;
    if (problem) notes.push({ kind: 'parse-error', ...problem });
    const root = rootValue(document);
    if (problem || root.kind !== 'map') continue;
    if (!isAbsent(at(root, 'apiVersion')) && !isAbsent(at(root, 'kind'))) continue;
    const found: Finding[] = [];
    judge(run, 'values', { file: file.path, text: document.text, root, chart: undefined }, file.path, [], found);
    const marks = {
      text: document.text,
      start: document.start,
      own: readIgnoreComments(document.text, (offset) => isYamlComment(document, offset)),
      foreign: readForeignComments(document.text, { isComment: (offset) => isYamlComment(document, offset) }),
    };
    const sorted = applyMarks(marks, found, run.context, { known: run.known, active });
    judgeSuppressions(run, sorted.suppressions, document.start, file.path, sorted.kept);
    judgeForeignMarks(run, marks.foreign, document.start, file.path, sorted.kept);
    for (const finding of sorted.kept.sort(byPosition)) findings.push(finding);
    for (const silenced of sorted.suppressed) suppressed.push(silenced);
  }
  return { findings, notes, suppressed };
}
