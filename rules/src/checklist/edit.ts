import { applyEdits, type Edit } from '../text/edits';
import { lineEnding } from '../text/lines';
import { changeBlock, fillBlock } from './editBlock';
import { insertEntries, type NewEntry } from './insert';
import { readChecklist } from './read';
import type { Checklist, DecisionFields, Entry, FieldName } from './types';

/** New values of fields; `null` takes the field away. */
export type Change = { readonly [F in FieldName]?: DecisionFields[F] | null };

/** What to do with one entry. An entry that is not there yet is added. */
export interface EntryChange {
  readonly id: string;
  readonly change: Change;
}

/** Text edits, or the reason why there are none. */
export type EditResult = { readonly edits: readonly Edit[] } | { readonly refused: string };

/** Changes entries of a checklist file. Only the lines of these blocks change, and of them only what must. */
export function changeEntries(text: string, changes: readonly EntryChange[]): EditResult {
  const checklist = readChecklist(text);
  if (checklist.readOnly !== undefined) return { refused: checklist.readOnly };
  const byId = new Map<string, Entry[]>();
  for (const entry of checklist.entries) byId.set(entry.id, [...(byId.get(entry.id) ?? []), entry]);
  const eol = lineEnding(text);
  const edits: Edit[] = [];
  const added: NewEntry[] = [];
  for (const { id, change } of changes) {
    const [entry, twice] = byId.get(id) ?? [];
    if (!entry) {
      added.push({ id, fields: given({ decision: 'undecided' }, change) });
      continue;
    }
    const reason = closed(checklist, entry, twice);
    if (reason !== undefined) return { refused: reason };
    const own =
      entry.fieldIndent === undefined
        ? fillBlock(text, entry, change, checklist.indent, eol)
        : changeBlock(text, entry, change, eol);
    if (!own) return { refused: strangeShape(id) };
    edits.push(...own);
  }
  const inserted = insertEntries(text, checklist, added, eol);
  if ('refused' in inserted) return inserted;
  return verified(text, checklist, changes, [...edits, ...inserted.edits]);
}

/** The fields after a change. */
export function given(before: DecisionFields, change: Change): DecisionFields {
  const after: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === undefined) delete after[name];
    else after[name] = value;
  }
  return after as DecisionFields;
}

function closed(checklist: Checklist, entry: Entry, twice: Entry | undefined): string | undefined {
  if (entry.conflicted) return `"${entry.id}" is part of an unfinished merge. Choose one side first.`;
  if (twice) return `"${entry.id}" is there twice. Remove one of the two first.`;
  const broken = checklist.problems.some((problem) => problem.kind === 'syntax' && problem.id === entry.id);
  return broken ? `"${entry.id}" is not valid YAML at the moment. Repair it first.` : undefined;
}

function strangeShape(id: string): string {
  return `"${id}" is written in a way that cannot be changed safely. Change it in the file.`;
}

/** Reads the result again: an edit that would do anything besides the change is not made. */
function verified(
  text: string,
  before: Checklist,
  changes: readonly EntryChange[],
  edits: readonly Edit[],
): EditResult {
  if (edits.length === 0) return { edits };
  const after = readChecklist(applyEdits(text, edits));
  const wanted = new Map(before.entries.map((entry) => [entry.id, entry.fields as DecisionFields]));
  for (const { id, change } of changes) wanted.set(id, given(wanted.get(id) ?? { decision: 'undecided' }, change));
  const syntax = (checklist: Checklist) => checklist.problems.filter(({ kind }) => kind === 'syntax').length;
  const found = new Map(after.entries.map((entry) => [entry.id, entry.fields as DecisionFields]));
  const wrong = [...wanted].find(([id, fields]) => !sameFields(fields, found.get(id)));
  if (wrong || syntax(after) > syntax(before)) return { refused: strangeShape(wrong?.[0] ?? 'The entry') };
  return { edits };
}

function sameFields(a: DecisionFields, b: DecisionFields | undefined): boolean {
  return b !== undefined && fingerprint(a) === fingerprint(b);
}

function fingerprint(fields: DecisionFields): string {
  const { decision = 'undecided', implementation = 'none', ...rest } = fields;
  const sorted = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([decision, implementation, sorted]);
}
