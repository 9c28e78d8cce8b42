import type { Context } from '../context';
import type { Finding } from '../rule';
import { applyMarks, type SuppressedFinding } from '../suppress/apply';
import { readForeignComments } from '../suppress/foreign';
import { readIgnoreComments } from '../suppress/read';
import { type ChartInput, fileOf } from './types';

/** Takes out the findings that a comment in the values file or the template silences. */
export function silence(
  input: ChartInput,
  findings: readonly Finding[],
  context: Context,
): { kept: Finding[]; suppressed: SuppressedFinding[] } {
  const kept: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const byFile = new Map<string, Finding[]>();
  for (const finding of findings) byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), finding]);
  const none = { known: new Set<string>(), active: new Set<string>() };
  for (const [file, own] of byFile) {
    const text = input.files.get(fileOf(input, file));
    if (typeof text !== 'string') {
      kept.push(...own);
      continue;
    }
    const visible = asComments(text);
    const marks = {
      text: visible,
      start: 0,
      own: readIgnoreComments(visible, () => true),
      foreign: readForeignComments(visible),
    };
    const sorted = applyMarks(marks, own, context, none);
    kept.push(...sorted.kept);
    suppressed.push(...sorted.suppressed);
  }
  return { kept, suppressed };
}

/** A template comment reads like a YAML comment, letter for letter in the same place. */
function asComments(text: string): string {
  return text.replace(/\{\{-?[ \t]*\/\*([^*\n]*)\*\/[ \t]*-?\}\}/g, (whole, inner: string) => {
    const open = whole.indexOf('/*');
    return `${' '.repeat(open)} #${inner}`.padEnd(whole.length);
  });
}
