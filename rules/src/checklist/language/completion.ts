import { checklistProfiles, findItem, itemLayers, items, strideThreats } from '../../catalog';
import { lineEnd, lineStart } from '../../text/lines';
import type { Span } from '../../text/span';
import { catalogueReference } from '../create';
import { decisionWords } from '../phrases';
import { headFields } from '../read';
import { decisions, type Entry, fieldOrder, implementations, tiers } from '../types';
import { quoted } from '../write';
import { entryAt, type Page } from './page';

/** Something that can be written at a place. */
export interface ChecklistCompletion {
  readonly label: string;
  readonly kind: 'item' | 'field' | 'value';
  readonly detail?: string;
  readonly documentation?: string;
  readonly replace: Span;
  readonly text: string;
}

/** What may be written at an offset. `today` fills dates, `files` the list of watched files. */
export function checklistCompletions(
  page: Page,
  offset: number,
  world: { readonly today: string; readonly files?: readonly string[] },
): readonly ChecklistCompletion[] {
  const { text, checklist } = page;
  const start = lineStart(text, offset);
  const before = text.slice(start, offset);
  if (before.includes('#')) return [];
  const value = /^(\s*)([\w-]+):[ \t]+(.*)$/.exec(before);
  if (value) return valuesOf(page, value[2] ?? '', (value[1] ?? '').length, value[3] ?? '', offset, world);
  const name = /^( *)([\w-]*)$/.exec(before);
  if (!name) return [];
  const indent = (name[1] ?? '').length;
  const end = offset + (/^[\w-]*/.exec(text.slice(offset, lineEnd(text, offset)))?.[0].length ?? 0);
  const replace = { start: start + indent, end };
  const hasColon = text[end] === ':';
  const entry = entryBefore(page, offset);
  if (indent === 0) {
    return headFields
      .filter((each) => !checklist.head.has(each))
      .map((label) => ({ label, kind: 'field', replace, text: hasColon ? label : `${label}: ` }));
  }
  if (!checklist.decisionsKey || offset < checklist.decisionsKey.end) return [];
  if (indent <= checklist.indent) return missingIds(page, replace, hasColon ? '' : ':');
  return entry ? missingFields(entry, replace, hasColon ? '' : ': ') : [];
}

function missingIds(page: Page, replace: Span, suffix: string): ChecklistCompletion[] {
  const block = suffix === '' ? '' : `:\n${' '.repeat(page.checklist.indent + 2)}decision: `;
  const present = new Set(page.checklist.entries.filter(({ key }) => key.start !== replace.start).map(({ id }) => id));
  return items
    .filter(({ id }) => !present.has(id))
    .map(({ id, subject, question, why }) => ({
      label: id,
      kind: 'item',
      detail: subject,
      documentation: `${question}\n\n${why}`,
      replace,
      text: `${id}${block}`,
    }));
}

function missingFields(entry: Entry, replace: Span, suffix: string): ChecklistCompletion[] {
  const own = entry.id.startsWith('x-');
  return fieldOrder
    .filter((name) => !entry.places.has(name) || entry.places.get(name)?.key.start === replace.start)
    .filter((name) => own || (name !== 'question' && name !== 'layer' && name !== 'stride'))
    .map((name) => ({ label: name, kind: 'field', replace, text: `${name}${suffix}` }));
}

function valuesOf(
  page: Page,
  name: string,
  indent: number,
  typed: string,
  offset: number,
  world: { readonly today: string; readonly files?: readonly string[] },
): ChecklistCompletion[] {
  const list = /^\[(?:.*,)?\s*(["']?[^,\]]*)$/.exec(typed);
  const word = list ? (list[1] ?? '') : typed;
  const rest = /^[\w"'-]*/.exec(page.text.slice(offset, lineEnd(page.text, offset)))?.[0].length ?? 0;
  const replace = { start: offset - word.length, end: offset + rest };
  const of = (label: string, detail?: string, written = label): ChecklistCompletion => ({
    label,
    kind: 'value',
    replace,
    text: written,
    ...(detail === undefined ? {} : { detail }),
  });
  if (indent === 0) {
    if (name === 'profile') return checklistProfiles.map(({ id, description }) => of(id, description));
    if (name === 'tier') return tiers.map((tier) => of(tier));
    return name === 'catalogue' ? [of(catalogueReference())] : [];
  }
  const entry = entryAt(page.checklist, offset) ?? entryBefore(page, offset);
  switch (name) {
    case 'decision': {
      const proposed = entry && findItem(entry.id)?.priority[page.checklist.profile];
      return decisions.map((each) => of(each, each === proposed ? 'proposed by the profile' : decisionWords[each]));
    }
    case 'implementation':
      return implementations.map((each) => of(each));
    case 'date':
    case 'review-by':
      return world.today === '' ? [] : [of(world.today, 'today', quoted(world.today))];
    case 'impact':
      return ['1', '2', '3', '4'].map((each) => of(each));
    case 'layer':
      return itemLayers.map(({ title }) => of(title));
    case 'stride':
      return list ? strideThreats.map((threat) => of(threat.name, threat.property)) : [];
    case 'watch':
      return list ? (world.files ?? []).map((file) => of(file, undefined, quoted(file))) : [];
    default:
      return [];
  }
}

/** The entry the next line would belong to. */
function entryBefore(page: Page, offset: number): Entry | undefined {
  return page.checklist.entries.filter(({ key }) => key.end < offset).at(-1);
}
