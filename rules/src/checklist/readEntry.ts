import type { ReadPair } from './pairs';
import {
  type Decision,
  type DecisionFields,
  decisions,
  type Entry,
  type FieldName,
  type FileProblem,
  fieldOrder,
  type Implementation,
  implementations,
} from './types';
import { asEvidence, asStrings, asText } from './values';

/** Reads the fields of one entry; what has a value that is not allowed is reported and left out. */
export function readEntryFields(id: string, pairs: readonly ReadPair[], problems: FileProblem[]): Entry['fields'] {
  const fields = new Map<string, ReadPair>();
  for (const pair of pairs) {
    if (fields.has(pair.name)) {
      problems.push({ kind: 'duplicate', message: `"${pair.name}" is there twice.`, at: pair.key, id });
    } else {
      fields.set(pair.name, pair);
    }
    if (!fieldOrder.includes(pair.name as FieldName)) {
      problems.push({ kind: 'unknown-field', message: `A decision has no field "${pair.name}".`, at: pair.key, id });
    }
  }
  const choice = <T extends string>(name: FieldName, allowed: readonly T[]): T | undefined => {
    const text = asText(fields.get(name));
    const found = allowed.find((value) => value === text);
    const pair = fields.get(name);
    if (pair && found === undefined) {
      const message = text === undefined ? `"${name}" has no value yet.` : `"${text}" is not a value of "${name}".`;
      problems.push({ kind: 'bad-value', message: `${message} Allowed: ${allowed.join(', ')}.`, at: pair.key, id });
    }
    return found;
  };
  const read: { -readonly [K in keyof DecisionFields]: DecisionFields[K] } & {
    decision: Decision;
    implementation: Implementation;
  } = {
    decision: choice('decision', decisions) ?? 'undecided',
    implementation: choice('implementation', implementations) ?? 'none',
  };
  for (const name of ['why', 'by', 'date', 'review-by', 'owner', 'ticket', 'seal', 'question', 'layer'] as const) {
    const text = asText(fields.get(name));
    if (text !== undefined) read[name] = text;
  }
  const impact = asText(fields.get('impact'));
  if (impact !== undefined && /^[1-4]$/.test(impact)) read.impact = Number(impact);
  else if (impact !== undefined) {
    const at = fields.get('impact')?.key ?? { start: 0, end: 0 };
    problems.push({ kind: 'bad-value', message: 'The impact is a number from 1 to 4.', at, id });
  }
  if (fields.has('evidence')) read.evidence = asEvidence(fields.get('evidence'));
  if (fields.has('watch')) read.watch = asStrings(fields.get('watch'));
  if (fields.has('stride')) read.stride = asStrings(fields.get('stride'));
  return read;
}
