import { items } from '../../catalog';
import type { Edit } from '../../text/edits';
import { lineEnd, lineEnding, nextLine } from '../../text/lines';
import { nearest } from '../../text/nearest';
import { type Actor, confirm, nextReview } from '../actions';
import { catalogueReference, updateChecklist } from '../create';
import { type Change, changeEntries } from '../edit';
import { type Entry, fieldOrder, fileVersion } from '../types';
import { quoted } from '../write';
import type { ChecklistDiagnostic } from './diagnostics';
import type { Page } from './page';

/** A change of the file that answers a message. */
export interface ChecklistFix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** The one to take when there is no time to choose. */
  readonly preferred: boolean;
}

/** The changes that answer one message; none when only a person can. */
export function checklistFixes(page: Page, diagnostic: ChecklistDiagnostic, actor: Actor): readonly ChecklistFix[] {
  if (page.checklist.readOnly !== undefined) return [];
  const entries = page.checklist.entries.filter(({ id }) => id === diagnostic.id);
  const entry = entries.find(({ key }) => key.start === diagnostic.at.start) ?? entries[0];
  return [...aboutFile(page, diagnostic), ...(entry ? aboutEntry(page, diagnostic, entry, actor) : [])];
}

function aboutFile(page: Page, { code, at, message }: ChecklistDiagnostic): ChecklistFix[] {
  const { text } = page;
  switch (code) {
    case 'conflict':
      return page.checklist.conflicts
        .filter((conflict) => conflict.span.start === at.start)
        .flatMap(({ span, ours, theirs }) => {
          const keep = (title: string, kept: string) => fix(title, [{ span, text: kept }], false);
          const a = text.slice(ours.start, ours.end);
          const b = text.slice(theirs.start, theirs.end);
          return [keep('Keep our side', a), keep('Keep their side', b)];
        });
    case 'catalogue-outdated': {
      const result = updateChecklist(text);
      return 'edits' in result ? [fix('Add the new items of the catalogue', result.edits)] : [];
    }
    case 'head': {
      const name = /"(\w+)"/.exec(message)?.[1] ?? '';
      const value = headDefaults[name];
      if (value === undefined) return [];
      const start = text.startsWith('\uFEFF') ? 1 : 0;
      return [fix(`Add "${name}"`, [{ span: { start, end: start }, text: `${name}: ${value}${lineEnding(text)}` }])];
    }
    case 'unquoted':
      return [fix('Quote it', [{ span: at, text: quoted(text.slice(at.start, at.end)) }])];
    case 'bad-value':
    case 'unknown-field':
      return nearestValue(text, at, message);
    default:
      return [];
  }
}

const headDefaults: Readonly<Record<string, string>> = {
  version: String(fileVersion),
  component: 'unnamed',
  profile: 'standard',
  catalogue: catalogueReference(),
};

function aboutEntry(page: Page, diagnostic: ChecklistDiagnostic, entry: Entry, actor: Actor): ChecklistFix[] {
  const { text, around } = page;
  const { id } = entry;
  const state = page.states.get(id);
  const changing = (title: string, change: Change, preferred = true): ChecklistFix[] => {
    const result = changeEntries(text, [{ id, change }]);
    return 'edits' in result && result.edits.length > 0 ? [fix(title, result.edits, preferred)] : [];
  };
  switch (diagnostic.code) {
    case 'unknown-item': {
      const meant = nearest(
        id,
        items.map((item) => item.id).filter((each) => !page.states.get(each)?.entry),
      );
      const rename = (name: string) => [{ span: entry.key, text: name }];
      const own = fix('Make it an own item', rename(`x-${id}`), meant === undefined);
      return meant === undefined ? [own] : [fix(`Change to "${meant}"`, rename(meant)), own];
    }
    case 'missing-reason':
      return lineBehind(page, entry, 'decision', 'why:', 'Add a line for the reason');
    case 'own-question':
      return lineBehind(page, entry, 'decision', 'question: Do you need to consider ?', 'Add a line for the question');
    case 'missing-signature':
      return changing('Sign it', { by: entry.fields.by ?? actor.by, date: entry.fields.date ?? actor.date });
    case 'not-wanted':
      return [
        ...changing('Take "implementation" away', { implementation: null }),
        ...changing('Make it required', { decision: 'required', ...actor }, false),
      ];
    case 'review-due':
      if (!state) return [];
      return changing(
        'Confirm for another half year',
        confirm(state, actor, around, nextReview(actor.date)).change,
        false,
      );
    case 'stale':
    case 'bad-seal':
      return state ? changing('Confirm the decision as it is', confirm(state, actor, around).change, false) : [];
    case 'done-but-refuted':
      return changing('Reopen: it is not done', { implementation: 'partial', ...actor }, false);
    case 'duplicate':
      return entry.key.start === diagnostic.at.start
        ? [fix('Remove this block', [{ span: withGap(text, entry), text: '' }], false)]
        : [];
    default:
      return [];
  }
}

function fix(title: string, edits: readonly Edit[], preferred = true): ChecklistFix {
  return { title, edits, preferred };
}

/** A line for people to fill in; it is no valid value until they do. */
function lineBehind(page: Page, entry: Entry, field: 'decision', line: string, title: string): ChecklistFix[] {
  const name = line.slice(0, line.indexOf(':'));
  const place = entry.places.get(field);
  if (!place || entry.fieldIndent === undefined || entry.places.has(name)) return [];
  const at = lineEnd(page.text, place.value.end);
  const text = `${lineEnding(page.text)}${' '.repeat(entry.fieldIndent)}${line} `;
  return [fix(title, [{ span: { start: at, end: at }, text: line.endsWith(':') ? text : text.trimEnd() }])];
}

/** The message lists what is allowed; the nearest of it is what was meant. */
function nearestValue(text: string, at: { start: number; end: number }, message: string): ChecklistFix[] {
  const unknown = /no field "([^"]+)"/.exec(message)?.[1];
  if (unknown !== undefined) {
    const meant = nearest(unknown, fieldOrder);
    return meant === undefined ? [] : [fix(`Change to "${meant}"`, [{ span: at, text: meant }])];
  }
  const wrong = /^"([^"]*)" is not a value/.exec(message)?.[1];
  const allowed = /Allowed: ([a-z, -]+)\.$/.exec(message)?.[1]?.split(', ');
  const meant = wrong === undefined || !allowed ? undefined : nearest(wrong.toLowerCase(), allowed);
  if (wrong === undefined || meant === undefined) return [];
  const colon = text.indexOf(':', at.end);
  const start = colon < 0 ? -1 : text.indexOf(wrong, colon);
  if (start < 0 || start > lineEnd(text, at.end)) return [];
  return [fix(`Change to "${meant}"`, [{ span: { start, end: start + wrong.length }, text: meant }])];
}

/** The block with one of the blank lines around it. */
function withGap(text: string, { block }: Entry): { start: number; end: number } {
  const end = nextLine(text, block.end);
  const blank = text.slice(end, lineEnd(text, end)).trim() === '' && end < text.length;
  return { start: block.start, end: blank ? nextLine(text, end) : end };
}
