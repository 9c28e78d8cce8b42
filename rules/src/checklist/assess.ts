import {
  type ChecklistProfile,
  findItem,
  type Item,
  type ItemLayer,
  itemLayers,
  items,
  type Priority,
  strideThreats,
} from '../catalog';
import { type ItemRules, joinRules } from '../catalog/join';
import type { Rule, Stride } from '../rule';
import { missingItems } from './create';
import { type Evidence, type EvidenceFinding, type ItemEvidence, joinEvidence } from './evidence';
import { compareIds } from './insert';
import { brokenParts, openSeal, sealOf } from './seal';
import { type Checklist, type Decision, type Entry, fileName, type Implementation } from './types';

/** Why a sign-off no longer counts as fresh. */
export const staleReasonNames = ['review-begun', 'files-changed', 'item-changed', 'review-due'] as const;
export type StaleReason = (typeof staleReasonNames)[number];

/** One line of the checklist: what was asked, what was decided, and what the files say. */
export interface ItemState {
  readonly id: string;
  readonly subject: string;
  readonly question: string;
  readonly why: string;
  readonly layer: ItemLayer;
  readonly boundaries: readonly string[];
  readonly stride: readonly Stride[];
  readonly responsibility: string;
  readonly tags: readonly string[];
  readonly item: Item | undefined;
  readonly entry: Entry | undefined;
  /** `own`: written by this team. `removed`: the catalogue no longer has it. `new`: the file does not have it yet. */
  readonly origin: 'catalogue' | 'own' | 'removed' | 'new';
  readonly proposed: Priority;
  readonly decision: Decision;
  readonly implementation: Implementation;
  readonly evidence: ItemEvidence;
  readonly stale: readonly StaleReason[];
  readonly duplicate: boolean;
  /** The files have not been checked yet: the verdict says nothing so far. */
  readonly pending: boolean;
}

/** The world around a checklist, as much of it as the states depend on. */
export interface Surroundings {
  readonly evidence: Evidence;
  readonly rules: readonly Pick<Rule, 'id' | 'control'>[];
  /** The text of a file of the component, relative to the checklist. */
  readonly readText: (path: string) => string | undefined;
  /** YYYY-MM-DD in UTC; empty: nothing expires. */
  readonly today: string;
  /** The files have not been read yet: nothing is said about what changed in them. */
  readonly pending?: boolean;
  /** How the checklist itself is called in findings about it. */
  readonly path?: string;
}

const unknownItem: ItemRules = { proving: [], refuting: [] };

/** The state of every item of the checklist, in the order of ids. */
export function assessChecklist(checklist: Checklist, around: Surroundings): readonly ItemState[] {
  const joined = joinRules(items, around.rules);
  const listed = new Map<string, Entry>();
  const twice = new Set<string>();
  for (const entry of checklist.entries) {
    if (listed.has(entry.id)) twice.add(entry.id);
    else listed.set(entry.id, entry);
  }
  const stale = new Map<string, readonly StaleReason[]>();
  for (const entry of listed.values()) stale.set(entry.id, staleReasons(entry, around));
  const evidence = withOwnFindings(around, [...listed.values()], stale);
  const ids = new Set([...listed.keys(), ...missingItems(checklist).map(({ id }) => id)]);
  return [...ids].sort(compareIds).map((id) => {
    const item = findItem(id);
    const entry = listed.get(id);
    return {
      ...described(id, item, entry),
      item,
      entry,
      origin: item ? (entry ? 'catalogue' : 'new') : id.startsWith('x-') ? 'own' : 'removed',
      proposed: proposedPriority(item, checklist.profile),
      decision: entry?.fields.decision ?? 'undecided',
      implementation: entry?.fields.implementation ?? 'none',
      evidence: joinEvidence(item ?? { mode: 'manual' }, joined.get(id) ?? unknownItem, evidence),
      stale: stale.get(id) ?? [],
      duplicate: twice.has(id),
      pending: around.pending === true && item !== undefined && item.mode !== 'manual',
    };
  });
}

/** What the profile asks for when nobody has decided. Own items are there because somebody wants them. */
function proposedPriority(item: Item | undefined, profile: ChecklistProfile): Priority {
  return item?.priority[profile] ?? 'recommended';
}

/** The text whose change makes a sign-off stale. */
function revisionText(id: string, entry: Entry | undefined): string {
  const item = findItem(id);
  return item ? `${item.question}\n${item.why}` : (entry?.fields.question ?? id);
}

/** The fingerprint of an entry as things stand. */
export function currentSeal(
  id: string,
  entry: Entry | undefined,
  watch: readonly string[],
  readText: Surroundings['readText'],
): string {
  return sealOf(
    revisionText(id, entry),
    watch.map((path) => ({ path, text: readText(path) })),
  );
}

function staleReasons(entry: Entry, around: Surroundings): readonly StaleReason[] {
  const { decision, seal, watch, 'review-by': reviewBy } = entry.fields;
  if (decision === 'undecided') return [];
  const reasons: StaleReason[] = [];
  if (seal === openSeal) reasons.push('review-begun');
  else if (!around.pending && seal !== undefined && /^[0-9a-f]{16}$/.test(seal)) {
    const broken = brokenParts(seal, currentSeal(entry.id, entry, watch ?? [], around.readText));
    if (broken.files) reasons.push('files-changed');
    if (broken.text) reasons.push('item-changed');
  }
  if (reviewBy !== undefined && around.today !== '' && reviewBy < around.today) reasons.push('review-due');
  return reasons;
}

/** What the checklist finds about itself: decisions to confirm and reviews that are over. */
function withOwnFindings(
  around: Surroundings,
  entries: readonly Entry[],
  stale: ReadonlyMap<string, readonly StaleReason[]>,
): Evidence {
  const file = around.path ?? fileName;
  const changed: EvidenceFinding[] = [];
  const expired: EvidenceFinding[] = [];
  for (const { id, key } of entries) {
    const reasons = stale.get(id) ?? [];
    const at = { file, severity: 'medium', span: key } as const;
    if (reasons.includes('files-changed') || reasons.includes('item-changed')) {
      changed.push({ rule: 'checklist-decision-stale', message: `"${id}" changed after it was signed off.`, ...at });
    }
    if (reasons.includes('review-due')) {
      expired.push({ rule: 'checklist-review-expired', message: `The review date of "${id}" has passed.`, ...at });
    }
  }
  const evidence = new Map(around.evidence);
  const empty = { files: [file], suppressed: [], unresolved: [] };
  evidence.set('checklist-decision-stale', { ...empty, findings: changed });
  evidence.set('checklist-review-expired', { ...empty, findings: expired });
  return evidence;
}

function described(id: string, item: Item | undefined, entry: Entry | undefined) {
  if (item) {
    const { subject, question, why, layer, boundaries, stride, responsibility, tags } = item;
    return { id, subject, question, why, layer, boundaries, stride, responsibility, tags };
  }
  const question = entry?.fields.question ?? id;
  return {
    id,
    subject: subjectOf(question),
    question,
    why: '',
    layer: layerOf(entry?.fields.layer),
    boundaries: [] as readonly string[],
    stride: strideOf(entry?.fields.stride ?? []),
    responsibility: 'shared',
    tags: [] as readonly string[],
  };
}

/** "Do you need to consider patient data?" is shown as "Patient data". */
function subjectOf(question: string): string {
  const subject = question.replace(/^Do you need to consider\s+/i, '').replace(/\?$/, '');
  return subject.charAt(0).toUpperCase() + subject.slice(1);
}

/** A layer by its title or id, however it is written. */
function layerOf(name: string | undefined): ItemLayer {
  const wanted = (name ?? '').toLowerCase();
  return itemLayers.find(({ id, title }) => id === wanted || title.toLowerCase() === wanted)?.id ?? 'architecture';
}

/** STRIDE letters of names or letters. */
function strideOf(names: readonly string[]): readonly Stride[] {
  return strideThreats
    .filter(({ letter, name }) => names.some((each) => each === letter || each.toLowerCase() === name.toLowerCase()))
    .map(({ letter }) => letter);
}
