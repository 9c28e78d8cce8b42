import type { Item } from '../catalog';
import type { ItemRules } from '../catalog/join';
import type { Severity } from '../rule';
import type { Span } from '../text/span';
import type { Verdict } from './types';

/** A finding as the checklist shows it: something to jump to. */
export interface EvidenceFinding {
  readonly rule: string;
  readonly file: string;
  readonly message: string;
  readonly severity: Severity;
  /** Counted from 1. */
  readonly line?: number;
  readonly span?: Span;
  /** The name of the other tool that found it. */
  readonly tool?: string;
}

export interface SuppressedFinding extends EvidenceFinding {
  readonly reason: string;
}

/** What is known about one rule in the files of a component. */
export interface RuleEvidence {
  /** Files that had something the rule could look at. */
  readonly files: readonly string[];
  readonly findings: readonly EvidenceFinding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** Files in which something could not be decided, for example a value only known when installing. */
  readonly unresolved: readonly string[];
}

export type Evidence = ReadonlyMap<string, RuleEvidence>;

/** What the files say about one item. */
export interface ItemEvidence {
  readonly verdict: Verdict;
  readonly findings: readonly EvidenceFinding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly unresolved: readonly string[];
  /** Files on which the item's own rules ran, sorted. */
  readonly files: readonly string[];
  /** Rules of the item that ran, and those that had nothing to look at. */
  readonly ran: readonly string[];
  readonly idle: readonly string[];
}

const nothing: RuleEvidence = { files: [], findings: [], suppressed: [], unresolved: [] };

/**
 * Joins an item with what its rules found. Any finding refutes. Silence supports only automatic items, only when a rule
 * of the item itself had a file to look at, and only when everything there could be decided.
 */
export function joinEvidence(item: Pick<Item, 'mode'>, rules: ItemRules, evidence: Evidence): ItemEvidence {
  const own = rules.proving.map((id) => [id, evidence.get(id) ?? nothing] as const);
  const all = [...own.map(([, one]) => one), ...rules.refuting.map((id) => evidence.get(id) ?? nothing)];
  const findings = inOrder(once(all.flatMap((one) => one.findings)));
  const suppressed = inOrder(once(all.flatMap((one) => one.suppressed)));
  const unresolved = distinct(own.flatMap(([, one]) => one.unresolved));
  const files = distinct(own.flatMap(([, one]) => one.files));
  const ran = own.filter(([, one]) => one.files.length > 0).map(([id]) => id);
  const idle = own.filter(([, one]) => one.files.length === 0).map(([id]) => id);
  const verdict = verdictOf(item.mode, { findings, suppressed, unresolved, files });
  return { verdict, findings, suppressed, unresolved, files, ran, idle };
}

function verdictOf(
  mode: Item['mode'],
  found: Pick<ItemEvidence, 'findings' | 'suppressed' | 'unresolved' | 'files'>,
): Verdict {
  if (found.findings.length > 0) return 'refuted';
  if (found.suppressed.length > 0) return 'suppressed';
  if (mode !== 'automatic') return 'manual';
  if (found.unresolved.length > 0) return 'unresolved';
  return found.files.length > 0 ? 'supported' : 'no-subject';
}

/** Adds evidence from several sources, for example a scanner's report to our own. */
export function mergeEvidence(parts: readonly Evidence[]): Evidence {
  const merged = new Map<string, RuleEvidence>();
  for (const part of parts) {
    for (const [rule, more] of part) {
      const known = merged.get(rule);
      merged.set(rule, known ? both(known, more) : more);
    }
  }
  return merged;
}

function both(a: RuleEvidence, b: RuleEvidence): RuleEvidence {
  return {
    files: distinct([...a.files, ...b.files]),
    findings: [...a.findings, ...b.findings],
    suppressed: [...a.suppressed, ...b.suppressed],
    unresolved: distinct([...a.unresolved, ...b.unresolved]),
  };
}

/** What another tool found stands behind each of our rules that means the same; for an item it is one finding. */
function once<T extends EvidenceFinding>(findings: readonly T[]): readonly T[] {
  if (!findings.some(({ tool }) => tool !== undefined)) return findings;
  const seen = new Set<string>();
  return findings.filter(({ tool, file, line, message }) => {
    const name = JSON.stringify([tool, file, line, message]);
    if (tool !== undefined && seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

function inOrder<T extends EvidenceFinding>(findings: readonly T[]): readonly T[] {
  if (findings.length < 2) return findings;
  return [...findings].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      compare(a.rule, b.rule) ||
      compare(a.message, b.message),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function distinct(texts: readonly string[]): readonly string[] {
  return texts.length < 2 ? texts : [...new Set(texts)].sort();
}
