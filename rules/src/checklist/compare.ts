import { findItem } from '../catalog';
import { compareIds } from './insert';
import { decisionWords } from './phrases';
import { openSeal } from './seal';
import { type Checklist, type DecisionFields, type Entry, fieldOrder } from './types';

/** How one item differs between two versions of a file. */
export interface ItemChange {
  readonly id: string;
  readonly subject: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: DecisionFields | undefined;
  readonly after: DecisionFields | undefined;
  /** One short sentence for each difference. */
  readonly words: readonly string[];
}

/** What was decided between two versions, by id. New undecided items are not a decision and are left out. */
export function compareChecklists(before: Checklist, after: Checklist): readonly ItemChange[] {
  const old = byId(before.entries);
  const now = byId(after.entries);
  const changes: ItemChange[] = [];
  for (const id of [...new Set([...old.keys(), ...now.keys()])].sort(compareIds)) {
    const a = old.get(id)?.fields;
    const b = now.get(id)?.fields;
    const words = a && b ? differences(a, b) : [];
    if (a && b && words.length === 0) continue;
    if (!a && b?.decision === 'undecided') continue;
    const kind = !a ? 'added' : !b ? 'removed' : 'changed';
    const said = a && b ? words : [`${kind}: ${decisionWords[(b ?? a)?.decision ?? 'undecided']}`];
    changes.push({
      id,
      subject: findItem(id)?.subject ?? (b ?? a)?.question ?? id,
      kind,
      before: a,
      after: b,
      words: said,
    });
  }
  return changes;
}

function byId(entries: readonly Entry[]): Map<string, Entry> {
  const map = new Map<string, Entry>();
  for (const entry of entries) if (!map.has(entry.id)) map.set(entry.id, entry);
  return map;
}

function differences(a: DecisionFields, b: DecisionFields): string[] {
  const words: string[] = [];
  for (const name of fieldOrder) {
    if (name === 'seal' || JSON.stringify(a[name]) === JSON.stringify(b[name])) continue;
    if (name === 'evidence') words.push(`evidence: ${a.evidence?.length ?? 0} to ${b.evidence?.length ?? 0} notes`);
    else words.push(`${name}: ${said(a[name])} to ${said(b[name])}`);
  }
  if (words.length === 0 && a.seal !== b.seal) words.push(b.seal === openSeal ? 'review begun' : 'confirmed again');
  return words;
}

function said(value: unknown): string {
  if (value === undefined) return 'nothing';
  return Array.isArray(value) ? value.join(', ') : String(value);
}
