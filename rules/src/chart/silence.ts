import type { Steps } from '@bulkhead/helm';
import { judgeSuppressions, levelIsOn, type RunRules } from '../engine/run';
import { entries, items, keySpan, rootValue, spanOf, type Value } from '../model/value';
import { readYaml } from '../parse/yaml';
import { isYamlComment } from '../parse/yamlComment';
import type { FileEdit, Finding } from '../rule';
import { applyMarks, type SuppressedFinding, type Suppression } from '../suppress/apply';
import { readForeignComments } from '../suppress/foreign';
import { readIgnoreComments } from '../suppress/read';
import type { Span } from '../text/span';
import { isOwn, placeInTemplate } from './place';
import { isReached } from './reached';
import type { Rendering } from './render';
import type { ToldFinding } from './tell';
import { fileOf, placed } from './types';

/** A finding, and what it is about in the rendered manifest when it was found there. */
export interface Heard {
  readonly finding: Finding;
  readonly told?: ToldFinding;
}

export interface Silenced {
  readonly kept: readonly Heard[];
  readonly suppressed: readonly SuppressedFinding[];
  /** What is wrong with the comments themselves. */
  readonly complaints: readonly Finding[];
}

/** Takes out the findings that a comment in the values file or the template silences. */
export function* silence(rendering: Rendering, heard: readonly Heard[], run: RunRules, known: Pages): Steps<Silenced> {
  const { input } = rendering;
  const reasons = new Map<Finding, string>();
  const complaints: Finding[] = [];
  const active = activeIn(run);
  for (const [file, text] of input.files) {
    if (typeof text !== 'string' || !isOwn(file)) continue;
    const page = pageOf(file, text, known);
    if (!page) continue;
    const about = new Map(heard.flatMap((one) => seenFrom(file, one, rendering, page)));
    const marks = { ...page.marks, text: page.visible, start: 0 };
    const sorted = applyMarks(marks, [...about.keys()], run.context, { known: run.known, active });
    for (const { finding, reason } of sorted.suppressed) {
      const original = about.get(finding);
      if (original && !reasons.has(original)) reasons.set(original, reason);
    }
    const found: Finding[] = [];
    const certain = sorted.suppressions.map((one) => asFarAsKnown(one, file, rendering));
    judgeSuppressions(run, certain, 0, placed(input, file), found);
    complaints.push(...found.map((finding) => withWholeComments(finding, page.comments)));
    yield;
  }
  const suppressed = heard.flatMap(({ finding }) => {
    const reason = reasons.get(finding);
    return reason === undefined ? [] : [{ finding, reason }];
  });
  return { kept: heard.filter(({ finding }) => !reasons.has(finding)), suppressed, complaints };
}

/** The rules that may speak about a chart. */
function activeIn(run: RunRules): ReadonlySet<string> {
  const ofCharts = run.rules.filter(({ subject }) => subject === 'chart' || subject === 'values');
  return new Set([...run.active, ...ofCharts.filter((rule) => levelIsOn(rule, run.context)).map(({ id }) => id)]);
}

/** What was read of the files of a chart, by their names; nothing where nobody says that something is to be ignored. */
export type Pages = Map<string, { readonly text: string; readonly page: Page | undefined }>;

function pageOf(file: string, text: string, known: Pages): Page | undefined {
  const before = known.get(file);
  if (before?.text === text) return before.page;
  const page = /ignore|skip|disable/.test(text) ? readPage(file, text) : undefined;
  known.set(file, { text, page });
  return page;
}

/** A file of a chart as ignore comments see it. */
interface Page {
  /** Template comments look like YAML comments in it, letter for letter in the same place. */
  readonly visible: string;
  readonly marks: Pick<Parameters<typeof applyMarks>[0], 'own' | 'foreign'>;
  /** Where the template comments stand. */
  readonly comments: readonly TemplateComment[];
  readonly root: Value | undefined;
}

interface TemplateComment extends Span {
  /** Where its text opens, behind the braces. */
  readonly open: number;
}

function readPage(file: string, text: string): Page {
  const isTemplate = /^templates\//.test(file);
  const comments: TemplateComment[] = [];
  const replaced = (whole: string, offset: number) => {
    comments.push({ start: offset, open: offset + whole.indexOf('/*'), end: offset + whole.length });
    return asYamlComment(whole);
  };
  const visible = isTemplate ? text.replace(templateComment, replaced) : text;
  const foreign = readForeignComments(visible);
  const isMarked = foreign.length > 0 || readIgnoreComments(visible, () => true).length > 0;
  // Only where there is a mark it matters what is a comment, and which keys it is about.
  const [document] = isTemplate || !isMarked ? [] : readYaml(text);
  const isComment = (offset: number) => !document || isYamlComment(document, offset);
  return {
    visible,
    comments,
    root: document && rootValue(document),
    marks: { own: readIgnoreComments(visible, isComment), foreign },
  };
}

const templateComment = /\{\{-?[ \t]*\/\*(?:(?!\*\/)[\s\S])*\*\/[ \t]*-?\}\}/g;

function asYamlComment(comment: string): string {
  const open = comment.indexOf('/*');
  const inner = comment.slice(open + 2, comment.lastIndexOf('*/'));
  // Every line of it is comment, so that the one below the last is what it is about.
  const lines = inner.replace(/\n[^\n\r]/g, '\n#');
  return `${' '.repeat(open)}# ${lines}`.padEnd(comment.length);
}

/** The finding with the places in one file at which a comment may speak about it; nothing when it has none there. */
function seenFrom(file: string, { finding, told }: Heard, rendering: Rendering, page: Page): [Finding, Finding][] {
  const { input } = rendering;
  const places: Span[] =
    fileOf(input, finding.file) === file ? [finding.span, ...keysAround(page.root, finding.span)] : [];
  if (told && page.marks.own.length > 0 && page.root === undefined) places.push(...templatePlaces(file, told));
  const [span, ...scope] = places;
  return span ? [[{ ...finding, span, scope }, finding]] : [];
}

/** Where the template makes what the finding is about, and the container and the object it is in. */
function templatePlaces(file: string, { judged, place }: ToldFinding): Span[] {
  const scopes = judged.finding.scope.map(({ start }) => placeInTemplate(judged.rendered, { start, end: start + 1 }));
  return [place.template, ...scopes].flatMap((one) => (one?.file === file ? [one.span] : []));
}

/** The keys that a place of a values file is in: a comment above one speaks about all of it. */
function keysAround(root: Value | undefined, { start }: Span): Span[] {
  const keys: Span[] = [];
  for (let here = root; here; ) {
    const children: Value[] = [...entries(here).map(({ value }) => value), ...items(here)];
    const next = children.find((child) => {
      const [from, to] = [keySpan(child)?.start ?? spanOf(child)?.start, spanOf(child)?.end ?? keySpan(child)?.end];
      return from !== undefined && to !== undefined && from <= start && start <= to;
    });
    const key = next && (keySpan(next) ?? spanOf(next));
    if (key) keys.push(key);
    here = next;
  }
  return keys;
}

/** A rule that found nothing means something only where all that the comment is about was rendered. */
function asFarAsKnown(suppression: Suppression, file: string, rendering: Rendering): Suppression {
  if (isReached(rendering, file, suppression.comment.target)) return suppression;
  return { ...suppression, rules: suppression.rules.map((rule) => ({ ...rule, ran: false })) };
}

/** Who deletes a template comment deletes its braces as well. */
function withWholeComments(finding: Finding, comments: readonly TemplateComment[]): Finding {
  const whole = (edit: FileEdit): FileEdit => {
    const all = comments.find(({ open }) => edit.span.start <= open && open < edit.span.end);
    if (!all) return edit;
    return { ...edit, span: { start: Math.min(edit.span.start, all.start), end: Math.max(edit.span.end, all.end) } };
  };
  return {
    ...finding,
    fix: () => {
      const fix = finding.fix();
      return fix && { ...fix, edits: fix.edits.map(whole) };
    },
  };
}
