import { type Origin, originsOf, type RenderedTemplate } from '@bulkhead/helm';
import { type CheckedDocument, checkDocument, moved } from '../engine/kubernetes';
import { once, type RunRules } from '../engine/run';
import { readObjects } from '../model/object';
import { readPods } from '../model/workload';
import { readYaml, type YamlCache, type YamlDocument } from '../parse/yaml';
import type { Finding } from '../rule';
import type { Span } from '../text/span';
import { namedKeysFor, type ValuesPath } from './candidates';
import type { Change } from './intent';
import type { RenderedScenario } from './render';
import { fieldFor, wishesFor } from './wishes';

/** A finding in a rendered document: all that can be said of it without the values files. */
export interface JudgedFinding {
  readonly finding: Finding;
  readonly document: YamlDocument;
  readonly rendered: RenderedTemplate;
  readonly wishes: readonly (readonly Change[])[];
  /** It is about something that is not there. */
  readonly isMissing: boolean;
  /** The values keys that are meant for what is missing; asked for only when it is told. */
  readonly keys: () => readonly ValuesPath[];
}

interface KnownDocument {
  readonly checked: CheckedDocument;
  readonly wishes: (readonly (readonly Change[])[])[];
}

/** What is known of rendered documents: an edit changes one or two of them. */
export interface Judgements {
  /** By their text: those asked for since the chart changed, and those before. */
  documents: Map<string, KnownDocument>;
  older: ReadonlyMap<string, KnownDocument>;
  readonly templates: WeakMap<RenderedTemplate, JudgedSides>;
  readonly yaml: WeakMap<RenderedTemplate, readonly YamlDocument[]>;
  /** What was read of each template's last text, by its name. */
  readonly read: Map<string, YamlCache>;
  /** What rules last said that look across all objects of a scenario, by its overlay. */
  readonly across: Map<string | undefined, JudgedAcross>;
  /** How often each rule speaks of each object, by itself and across all of a scenario. */
  readonly counts: WeakMap<RenderedTemplate | RenderedScenario, Map<string, number>>;
}

/** What is said of a template and of each of its alternatives. */
export interface JudgedSides {
  /** What is said of all of them. */
  readonly certain: readonly JudgedFinding[];
  readonly sides: readonly (readonly JudgedFinding[])[];
}

/** What was said of these templates together. */
export interface JudgedAcross {
  readonly templates: readonly RenderedTemplate[];
  readonly judged: readonly JudgedFinding[];
}

export function newJudgements(): Judgements {
  return {
    documents: new Map(),
    older: new Map(),
    templates: new WeakMap(),
    yaml: new WeakMap(),
    read: new Map(),
    across: new Map(),
    counts: new WeakMap(),
  };
}

/** The judgements for trying edits out: what is learned about real documents serves, what is only tried is forgotten. */
export function forTrials(known: Judgements): Judgements {
  return { ...known, documents: new Map(), older: known.documents, across: new Map(known.across) };
}

/** The chart has changed: documents that nobody asked for since it last did are forgotten. */
export function forgetOlder(known: Judgements): void {
  known.older = known.documents;
  known.documents = new Map();
}

/** The documents of a rendered template, read once; `side` tells its alternatives apart. */
export function documentsOf(rendered: RenderedTemplate, known: Judgements, side = 0): readonly YamlDocument[] {
  const before = known.yaml.get(rendered);
  if (before) return before;
  const name = `${rendered.name}\n${side}`;
  const cache: YamlCache = known.read.get(name) ?? new Map();
  known.read.set(name, cache);
  const documents = readYaml(rendered.text, cache);
  known.yaml.set(rendered, documents);
  return documents;
}

/** A rendered template as it shows, and with its Unknown conditions taken otherwise. */
export function sidesOf(rendered: RenderedTemplate): readonly RenderedTemplate[] {
  return [rendered, ...(rendered.alternatives ?? [])];
}

const mostDocuments = 3000;

/** What Helm itself supplies when it installs: missing in a template, or taken from the release, it is the installer's choice. */
const givenByRelease = new Set(['default-namespace-used']);

/** Whether a text stands in a template or in the values, rather than being computed or given by the release. */
function isWritten(rendered: RenderedTemplate, span: Span): boolean {
  return originsOf(rendered, span).every((origin) => origin.kind === 'literal' || origin.path !== undefined);
}

/**
 * The findings in a rendered template, those that hold whatever is unknown about it, and those of each way in which its
 * Unknown conditions may turn out. `before` is the same template before an edit that is only tried: what its findings
 * wanted is what they still want.
 */
export function judgeTemplate(
  rendered: RenderedTemplate,
  known: Judgements,
  run: RunRules,
  before?: RenderedTemplate,
): JudgedSides {
  const done = known.templates.get(rendered);
  if (done) return done;
  const old = before && known.templates.get(before);
  const wanting = old && new Map(old.sides.flat().map((one) => [nameOf(one.finding, one.document), one.wishes]));
  const isDoubtful = rendered.alternatives ? isUnknown : isUncertain;
  const sides = sidesOf(rendered).map((side, i) =>
    documentsOf(side, known, i).flatMap((document) => judgeDocument(side, document, known, run, wanting, isDoubtful)),
  );
  const [shown = [], ...others] = sides;
  const judged = { certain: shown.filter((one) => others.every((side) => hasSame(side, one))), sides };
  known.templates.set(rendered, judged);
  return judged;
}

function hasSame(side: readonly JudgedFinding[], { finding, document }: JudgedFinding): boolean {
  const name = nameOf(finding, document);
  return side.some((other) => nameOf(other.finding, other.document) === name);
}

function judgeDocument(
  rendered: RenderedTemplate,
  document: YamlDocument,
  known: Judgements,
  run: RunRules,
  wanting: ReadonlyMap<string, JudgedFinding['wishes']> | undefined,
  isDoubtful: Doubt,
): JudgedFinding[] {
  const { checked, wishes } = knownDocument(document, known, run);
  if (checked.findings.length === 0) return [];
  return moved(checked, document.start).findings.flatMap((finding, i): JudgedFinding[] => {
    const wanted = wishes[i] ?? wanting?.get(nameOf(finding, document)) ?? wishesFor(finding, document);
    // Only a guess when taken over from before the edit: not to be kept for this text.
    if (!wanting) wishes[i] = wanted;
    return asJudged(finding, rendered, document, wanted, isDoubtful);
  });
}

/** A finding with what can be done about it; nothing when it may not hold after all. */
function asJudged(
  finding: Finding,
  rendered: RenderedTemplate,
  document: YamlDocument,
  wanted: JudgedFinding['wishes'],
  isDoubtful: Doubt,
): JudgedFinding[] {
  // What is wanted first is what it is about: the rest is what that needs beside it.
  const isMissing = absencePlaces(document).has(finding.span.start) || wanted[0]?.[0]?.existed === false;
  if (isMissing && !rendered.complete) return [];
  if (givenByRelease.has(finding.rule) && (isMissing || !isWritten(rendered, finding.span))) return [];
  if (!rendered.certain && originsOf(rendered, finding.span).some(isDoubtful)) return [];
  if (!rendered.certain && isMissing && isOpen(rendered, finding, isDoubtful)) return [];
  const isFed = isMissing || finding.rule === 'guaranteed-qos-missing';
  const keys = once(() => (isFed ? keysFor(rendered, document, finding, wanted) : []));
  return [{ finding, document, rendered, wishes: wanted, isMissing, keys }];
}

/** The same for a finding of a rule that looked at other documents as well. */
export function asJudgedAcross(finding: Finding, rendered: RenderedTemplate, document: YamlDocument): JudgedFinding[] {
  const name = `${finding.rule}\n${finding.message}`;
  const known = wishesAcross.get(document) ?? new Map<string, JudgedFinding['wishes']>();
  wishesAcross.set(document, known);
  const wanted = known.get(name) ?? wishesFor(finding, document);
  known.set(name, wanted);
  return asJudged(finding, rendered, document, wanted, isUncertain);
}

/** What rules wish for that look at other documents as well, by rule and message. */
const wishesAcross = new WeakMap<YamlDocument, Map<string, JudgedFinding['wishes']>>();

function nameOf(finding: Finding, document: YamlDocument): string {
  const [object] = readObjects(document);
  return `${finding.rule}\n${finding.message}\n${object?.kind} ${object?.name}`;
}

function knownDocument(document: YamlDocument, known: Judgements, run: RunRules): KnownDocument {
  const { text } = document;
  const found = known.documents.get(text) ??
    known.older.get(text) ?? { checked: checkDocument({ path: '' }, document, run), wishes: [] };
  if (known.documents.size > mostDocuments) known.documents.clear();
  known.documents.set(text, found);
  return found;
}

function keysFor(
  rendered: RenderedTemplate,
  document: YamlDocument,
  finding: Finding,
  wishes: JudgedFinding['wishes'],
): ValuesPath[] {
  const field = wishes.length === 0 ? fieldFor(finding, document) : undefined;
  const changes = field ? [field] : wishes.flatMap(([first]) => first ?? []);
  return changes.flatMap((change) => namedKeysFor(rendered, document, change));
}

const absencesKnown = new WeakMap<YamlDocument, ReadonlySet<number>>();

/** The names by which rules point at something that is missing. */
function absencePlaces(document: YamlDocument): ReadonlySet<number> {
  const known = absencesKnown.get(document);
  if (known) return known;
  const places = new Set<number>();
  absencesKnown.set(document, places);
  for (const object of readObjects(document)) {
    places.add(object.nameSpan.start);
    for (const pod of readPods(object)) {
      places.add(pod.nameSpan.start);
      for (const container of pod.containers) places.add(container.nameSpan.start);
    }
  }
  return places;
}

/** Part of the thing may look different in a real cluster, so that what seems missing may be there. */
function isOpen(rendered: RenderedTemplate, finding: Finding, isDoubtful: Doubt): boolean {
  const { start, end } = finding.scope.at(-1) ?? finding.span;
  // What may follow the last field stands behind the line break.
  const rest = /^\s*/.exec(rendered.text.slice(end, end + 200))?.[0].length ?? 0;
  return originsOf(rendered, { start, end: end + rest }).some(
    (origin) => isDoubtful(origin) && (origin.kind !== 'unknown' || !isFieldValue(rendered, origin)),
  );
}

/** Whether a part of a rendering may be another in a real cluster. */
type Doubt = (origin: Origin) => boolean;

const isUncertain: Doubt = ({ uncertain }) => uncertain;

/** Where each branch that may be taken is judged by itself, only what is not known at all is doubtful. */
const isUnknown: Doubt = ({ kind }) => kind === 'unknown';

/** An unknown that stands as the value of a field opens nothing but that field. */
function isFieldValue(rendered: RenderedTemplate, at: Span): boolean {
  // Without length it is the mark of a branch: anything may stand there.
  if (at.start === at.end) return false;
  const line = rendered.text.lastIndexOf('\n', at.start - 1) + 1;
  return /[:-]\s*["']?[^\s{[]*$/.test(rendered.text.slice(line, at.start));
}
