import { isMap, isSeq } from 'yaml';
import { checklistProfiles } from '../catalog';
import { lineEnd, lineStart, nextLine } from '../text/lines';
import type { Span } from '../text/span';
import { maskConflicts } from './conflicts';
import { pairsOf, type ReadPair, readPairs } from './pairs';
import { readEntryFields } from './readEntry';
import {
  type Checklist,
  type Entry,
  type FieldPlace,
  type FileProblem,
  fileVersion,
  largestFile,
  mostEntries,
  tiers,
} from './types';
import { asDocuments, asReviews, asStrings, asText, asTexts, placeOf } from './values';

/** The fields of the head, in the order of the file. */
export const headFields = [
  'version',
  'component',
  'profile',
  'catalogue',
  'tier',
  'include',
  'documents',
  'contacts',
  'reviews',
  'decisions',
];

/** Reads a checklist file. Never throws: what cannot be read is reported, and the rest is there. */
export function readChecklist(text: string): Checklist {
  if (text.length > largestFile) return tooLarge();
  const masked = maskConflicts(text);
  const problems: FileProblem[] = masked.conflicts.map((conflict) => ({
    kind: 'conflict',
    message: 'An unfinished merge: choose one side.',
    at: { start: conflict.span.start, end: lineEnd(text, conflict.span.start) },
  }));
  const clean = masked.text;
  const top = readPairs(clean, { start: 0, end: clean.length }, 0, 'decisions');
  const head = new Map<string, ReadPair>();
  for (const pair of top.pairs) {
    if (head.has(pair.name))
      problems.push({ kind: 'duplicate', message: `"${pair.name}" is there twice.`, at: pair.key });
    else head.set(pair.name, pair);
    if (!headFields.includes(pair.name)) {
      problems.push({ kind: 'unknown-field', message: `A checklist has no field "${pair.name}".`, at: pair.key });
    }
  }
  const decisions = head.get('decisions');
  const body = decisions ? readDecisions(clean, decisions, !top.whole) : { pairs: [], errors: [], indent: 2 };
  const surplus = body.pairs[mostEntries];
  if (surplus) {
    const message = `A checklist has at most ${mostEntries} entries; the others are not shown.`;
    problems.push({ kind: 'too-large', message, at: surplus.key });
  }
  const pairs = body.pairs.slice(0, mostEntries);
  for (const error of [...outside(top.errors, decisions, clean), ...body.errors]) {
    const entry = pairs.find(({ key }) => lineStart(clean, key.start) === error.within.start);
    const message = `This is not valid YAML: ${error.message}`;
    problems.push({ kind: 'syntax', message, at: error.at, ...(entry ? { id: entry.name } : {}) });
  }
  const places = new Map([...head].map(([name, pair]) => [name, placeOf(clean, pair)]));
  const entries = pairs.map((pair, i) =>
    readEntry(clean, pair, entryEnd(clean, pair, pairs[i + 1], body.indent), masked.conflicts, problems),
  );
  reportDuplicates(entries, problems);
  const version = Number(asText(head.get('version')));
  checkHead(head, version, problems);
  return {
    version: Number.isFinite(version) ? version : undefined,
    component: asText(head.get('component')) ?? '',
    profile: checklistProfiles.find((profile) => profile.id === asText(head.get('profile')))?.id ?? 'standard',
    catalogue: asText(head.get('catalogue')) ?? '',
    tier: tiers.find((tier) => tier === asText(head.get('tier'))) ?? 'full',
    include: asStrings(head.get('include')),
    documents: asDocuments(head.get('documents')),
    contacts: asTexts(head.get('contacts')),
    reviews: asReviews(head.get('reviews')),
    entries,
    conflicts: masked.conflicts,
    problems,
    readOnly: readOnlyReason(head, version),
    decisionsKey: decisions?.key,
    decisionsValue: places.get('decisions')?.value,
    indent: body.indent,
    head: places,
  };
}

function readDecisions(text: string, pair: ReadPair, broken: boolean) {
  const { value } = pair;
  const bodyStart = nextLine(text, pair.key.end);
  const end = sectionEnd(text, bodyStart);
  const indent = firstIndent(text, { start: bodyStart, end }) ?? 2;
  if (!broken && isMap(value)) return { pairs: pairsOf(value.items, pair), errors: [], indent };
  if (!broken || bodyStart >= end) return { pairs: [], errors: [], indent };
  return { ...readPairs(text, { start: bodyStart, end }, indent), indent };
}

/** A section ends where another field of the head starts a line; other rubbish there is part of the section. */
function sectionEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at = nextLine(text, at)) {
    const name = /^([\w-]+)\s*:/.exec(text.slice(at, at + 40))?.[1];
    if (name !== undefined && headFields.includes(name)) return at;
  }
  return text.length;
}

/** How deep the first thing is that looks like an entry; a half-typed line above it must not mislead. */
function firstIndent(text: string, body: Span): number | undefined {
  const entry = /^( +)["']?[\w-]+["']?:[ \t]*(?:#.*)?$/m.exec(text.slice(body.start, body.end));
  if (entry) return entry[1]?.length;
  return /^( +)[^\s#]/m.exec(text.slice(body.start, body.end))?.[1]?.length;
}

/** The errors of the head; those inside `decisions:` are found again, block by block. */
function outside<T extends { at: Span }>(errors: readonly T[], decisions: ReadPair | undefined, text: string): T[] {
  if (!decisions) return [...errors];
  const start = nextLine(text, decisions.key.end);
  const end = sectionEnd(text, start);
  return errors.filter((error) => error.at.start < start || error.at.start >= end);
}

/** The last line of the block that says something and is indented deeper than the key. */
function entryEnd(text: string, pair: ReadPair, next: ReadPair | undefined, indent: number): number {
  const limit = next ? lineStart(text, next.key.start) : sectionEnd(text, nextLine(text, pair.key.end));
  let end = lineEnd(text, pair.key.end);
  for (let at = nextLine(text, pair.key.end); at < limit; at = nextLine(text, at)) {
    const line = text.slice(at, lineEnd(text, at));
    const column = line.search(/\S/);
    if (column > indent) end = lineEnd(text, at);
  }
  return Math.min(end, limit);
}

function readEntry(
  text: string,
  pair: ReadPair,
  end: number,
  conflicts: Checklist['conflicts'],
  problems: FileProblem[],
): Entry {
  const { value } = pair;
  const block = { start: lineStart(text, pair.key.start), end };
  const isBlock = isMap(value) && !value.flow;
  const pairs = isMap(value) ? pairsOf(value.items, pair) : [];
  if (value && !isMap(value) && asText(pair) !== undefined) {
    problems.push({
      kind: 'shape',
      message: `"${pair.name}" must hold fields such as "decision:".`,
      at: pair.key,
      id: pair.name,
    });
  }
  const first = pairs[0];
  const places = new Map<string, FieldPlace>(pairs.map((field) => [field.name, placeOf(text, field)]));
  const whole = placeOf(text, pair).value;
  return {
    id: pair.name,
    fields: readEntryFields(pair.name, pairs, problems),
    places,
    key: pair.key,
    block,
    fieldIndent: isBlock && first ? first.key.start - lineStart(text, first.key.start) : undefined,
    inlineValue: isBlock || whole.start === whole.end ? undefined : whole,
    conflicted: conflicts.some((c) => c.span.start < block.end && block.start < c.span.end),
  };
}

function reportDuplicates(entries: readonly Entry[], problems: FileProblem[]): void {
  const seen = new Set<string>();
  for (const { id, key } of entries) {
    if (seen.has(id)) problems.push({ kind: 'duplicate', message: `"${id}" is decided twice.`, at: key, id });
    seen.add(id);
  }
}

function checkHead(head: ReadonlyMap<string, ReadPair>, version: number, problems: FileProblem[]): void {
  const top = { start: 0, end: 0 };
  for (const name of ['version', 'component', 'profile', 'catalogue', 'decisions']) {
    if (!head.has(name)) problems.push({ kind: 'head', message: `The field "${name}" is missing.`, at: top });
  }
  const versionAt = head.get('version')?.key ?? top;
  if (head.has('version') && version !== fileVersion) {
    problems.push({ kind: 'version', message: readOnlyReason(head, version) ?? '', at: versionAt });
  }
  const profile = asText(head.get('profile'));
  if (profile !== undefined && !checklistProfiles.some(({ id }) => id === profile)) {
    const known = checklistProfiles.map(({ id }) => id).join(' or ');
    problems.push({ kind: 'bad-value', message: `The profile is ${known}.`, at: head.get('profile')?.key ?? top });
  }
  const tier = asText(head.get('tier'));
  if (tier !== undefined && !tiers.some((known) => known === tier)) {
    problems.push({
      kind: 'bad-value',
      message: `The tier is ${tiers.join(' or ')}.`,
      at: head.get('tier')?.key ?? top,
    });
  }
  const decisions = head.get('decisions')?.value;
  if (decisions && isSeq(decisions)) {
    problems.push({
      kind: 'shape',
      message: '"decisions" is a map from item to decision, not a list.',
      at: head.get('decisions')?.key ?? top,
    });
  }
}

function readOnlyReason(head: ReadonlyMap<string, ReadPair>, version: number): string | undefined {
  if (!head.has('version') || version === fileVersion) return undefined;
  if (version > fileVersion) {
    return `This file has version ${version}, which is newer than this Bulkhead understands (${fileVersion}). It is shown, but not changed.`;
  }
  return `This file has an unknown version. It is shown, but not changed.`;
}

function tooLarge(): Checklist {
  const message = 'This file is larger than 1 MiB and was not read.';
  return {
    version: undefined,
    component: '',
    profile: 'standard',
    catalogue: '',
    tier: 'full',
    include: [],
    documents: [],
    contacts: {},
    reviews: [],
    entries: [],
    conflicts: [],
    problems: [{ kind: 'too-large', message, at: { start: 0, end: 0 } }],
    readOnly: message,
    decisionsKey: undefined,
    decisionsValue: undefined,
    indent: 2,
    head: new Map(),
  };
}
