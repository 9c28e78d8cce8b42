import { type ChecklistProfile, catalogue, type Item, items } from '../catalog';
import type { Edit } from '../text/edits';
import { changeEntries, type EditResult } from './edit';
import { blockText, compareIds } from './insert';
import { readChecklist } from './read';
import { type Checklist, fileVersion, type Tier } from './types';
import { quoted, scalarText } from './write';

export interface NewChecklist {
  readonly component: string;
  readonly profile: ChecklistProfile;
  readonly tier: Tier;
  /** Globs of the files that belong to the component, relative to the file; none means the whole folder. */
  readonly include?: readonly string[];
}

/** The items of a tier, sorted as the file sorts them. */
function itemsOfTier(tier: Tier): readonly Item[] {
  const wanted = tier === 'core' ? items.filter((item) => item.tags.includes('core')) : items;
  return [...wanted].sort((a, b) => compareIds(a.id, b.id));
}

/** A new file: all items are there from the start, so that two people deciding different ones never collide. */
export function createChecklist(options: NewChecklist): string {
  const head = [
    '# Threat checklist of one component: "Do you need to consider ...?"',
    '# Decide in the editor or in this file, and review it in pull requests like code.',
    `version: ${fileVersion}`,
    `component: ${scalarText(options.component)}`,
    `profile: ${options.profile}`,
    `catalogue: ${catalogueReference()}`,
    `tier: ${options.tier}`,
  ];
  if (options.include && options.include.length > 0) {
    head.push(`include: [${options.include.map(quoted).join(', ')}]`);
  }
  const blocks = itemsOfTier(options.tier).map(
    ({ id }) => `\n${blockText({ id, fields: { decision: 'undecided' } }, { indent: 2 }, '\n')}\n`,
  );
  return `${head.join('\n')}\n\ndecisions:\n${blocks.join('')}`;
}

/** What a file writes in `catalogue:`. */
export function catalogueReference(): string {
  return `${catalogue.name}@${catalogue.version}`;
}

/** Below zero when a file was made for an earlier catalogue than ours, above when for a later one. */
function ageOf(checklist: Checklist): number {
  const [name, version = ''] = checklist.catalogue.split('@');
  return name === catalogue.name ? version.localeCompare(catalogue.version, 'en', { numeric: true }) : 0;
}

/** Whether the file was made for an earlier catalogue. */
export function isOlder(checklist: Checklist): boolean {
  return ageOf(checklist) < 0;
}

/** Whether the catalogue has items this file lacks, or has moved on. */
export function isOutdated(checklist: Checklist): boolean {
  return isOlder(checklist) || missingItems(checklist).length > 0;
}

/** Items of the file's tier that the file does not have yet. What a later catalogue left out is not missing. */
export function missingItems(checklist: Checklist): readonly Item[] {
  if (ageOf(checklist) > 0) return [];
  const present = new Set(checklist.entries.map(({ id }) => id));
  return itemsOfTier(checklist.tier).filter(({ id }) => !present.has(id));
}

/** Adds what is new in the catalogue as undecided. Entries the catalogue no longer has stay as they are. */
export function updateChecklist(text: string): EditResult {
  const checklist = readChecklist(text);
  const added = changeEntries(
    text,
    missingItems(checklist).map(({ id }) => ({ id, change: {} })),
  );
  if ('refused' in added) return added;
  const place = checklist.head.get('catalogue');
  if (!place || place.block || !isOlder(checklist)) return added;
  const head: Edit = { span: place.value, text: catalogueReference() };
  return { edits: [head, ...added.edits] };
}
