import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Failure } from './failure';
import { fingerprintName, fingerprints } from './fingerprints';
import type { Entry } from './result';

/** The findings of an earlier SARIF report of ours, by their fingerprints. */
export function readBaseline(file: string, cwd: string): ReadonlySet<string> {
  const found = reported(parsed(file, cwd));
  if (!found) throw new Failure(`"${file}" is no SARIF report of bulkhead; write one with --format sarif.`);
  return found;
}

/** What was not there before. */
export function newEntries(entries: readonly Entry[], known: ReadonlySet<string>): readonly Entry[] {
  const print = fingerprints();
  return entries.filter((entry) => !known.has(print(entry)));
}

function parsed(file: string, cwd: string): unknown {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
  } catch {
    throw new Failure(`"${file}" cannot be read.`);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** Undefined when it is no such report: to take it for one without findings would let everything fail, or nothing. */
function reported(report: unknown): ReadonlySet<string> | undefined {
  const runs = list(report, 'runs');
  const results = runs?.flatMap((run) => list(run, 'results') ?? []);
  const all = results?.map((result) => member(member(result, 'partialFingerprints'), fingerprintName));
  return all?.every((one) => typeof one === 'string') ? new Set(all) : undefined;
}

function list(value: unknown, name: string): readonly unknown[] | undefined {
  const found = member(value, name);
  return Array.isArray(found) ? found : undefined;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
