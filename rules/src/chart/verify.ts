import { loadChart, type RenderedTemplate, renderTemplate, runThrough } from '@bulkhead/helm';
import type { RunRules } from '../engine/run';
import { type KubernetesObject, readObjects } from '../model/object';
import { isAbsent, plain, rootValue, toData } from '../model/value';
import { readPods } from '../model/workload';
import { readYaml, type YamlDocument } from '../parse/yaml';
import { judgeAcross } from './across';
import { documentsOf, forTrials, type JudgedFinding, type Judgements, judgeTemplate, sidesOf } from './judged';
import {
  type ChartCache,
  forkCache,
  type NamedScenario,
  type RenderedScenario,
  type Rendering,
  render,
  valuesOf,
} from './render';
import { fitsSchema } from './schema';
import type { ToldFinding } from './tell';

/** A rendered chart and what was told about it, to see what an edit would change. */
export interface Trial {
  readonly rendering: Rendering;
  readonly cache: ChartCache;
  readonly judgements: Judgements;
  readonly run: RunRules;
  /** What edits were tried, by the texts they make, and what came of it. */
  readonly tried: Map<string, Outcome | undefined>;
  /** The values files as they were tried last: the same edit is rendered for one template, then for all. */
  readonly values: ChartCache['values'];
  /** The values files as they are, read to be edited. */
  readonly read: Map<string, YamlDocument | undefined>;
  /** How often the rules about charts speak of a rendering. */
  readonly own: WeakMap<Rendering, ReadonlyMap<string, number>>;
}

/** A trial for the fixes of one rendering. */
export function newTrial(rendering: Rendering, cache: ChartCache, judgements: Judgements, run: RunRules): Trial {
  return {
    rendering,
    cache,
    judgements: forTrials(judgements),
    run,
    tried: new Map(),
    values: new Map(cache.values),
    read: new Map(),
    own: new WeakMap(),
  };
}

function cacheOf({ cache, values }: Trial): ChartCache {
  return { ...forkCache(cache), values };
}

export interface Outcome extends Changes {
  readonly after: Rendering;
}

/** What an edit changes in what is rendered. */
export interface Changes {
  /** The names of the containers. */
  readonly containers: readonly string[];
  /** Of the objects, what `sortOf` calls them. */
  readonly sorts: ReadonlySet<string>;
}

/** The kind of an object; those with pods are one sort, as one helper may write the pods of several kinds. */
export function sortOf(object: KubernetesObject): string {
  return readPods(object).length > 0 ? 'workload' : object.kind;
}

/** Renders one template of the chart with these files changed; undefined when it no longer renders whole. */
export function renderWith(
  trial: Trial,
  named: NamedScenario,
  changed: ReadonlyMap<string, string>,
  template: string,
): RenderedTemplate | undefined {
  const files = new Map([...trial.rendering.input.files, ...changed]);
  const chart = loadChart(files, { cache: cacheOf(trial) });
  const values = valuesOf(named.overlay, { ...trial.rendering.input, files });
  const rendered = renderTemplate(chart, values ? { ...named.scenario, values } : named.scenario, template);
  return rendered?.complete ? rendered : undefined;
}

/**
 * What changes when the edit does what it should: in all scenarios the finding is gone, no other is told anywhere, and as
 * much of the chart renders. Undefined when it does not.
 */
export function verified(trial: Trial, changed: ReadonlyMap<string, string>, told: ToldFinding): Outcome | undefined {
  const outcome = tried(trial, changed);
  return outcome && isGone(trial, outcome.after, told) ? outcome : undefined;
}

/** What comes of these texts; undefined when something else is found then, or less of the chart renders. */
export function tried(trial: Trial, changed: ReadonlyMap<string, string>): Outcome | undefined {
  const name = [...changed].flat().join('\0');
  const outcome = trial.tried.has(name) ? trial.tried.get(name) : attempt(trial, changed);
  trial.tried.set(name, outcome);
  return outcome;
}

/** The rendering with these texts, and what changed; undefined when something came or was lost. */
function attempt(trial: Trial, changed: ReadonlyMap<string, string>): Outcome | undefined {
  const { rendering, run, judgements } = trial;
  if (!fitsSchema(rendering.chart, changed)) return undefined;
  const files = new Map([...rendering.input.files, ...changed]);
  const after = render({ ...rendering.input, files }, run.context, cacheOf(trial), rendering);
  if (after.chart.problems.length > rendering.chart.problems.length) return undefined;
  const changes = changesBetween(rendering, after, judgements);
  return changes && !hasNew(trial, after) ? { after, ...changes } : undefined;
}

/** Whether a finding occurs that did not before. Wherever it would be told: an edit may only move that place. */
function hasNew(trial: Trial, after: Rendering): boolean {
  return trial.rendering.scenarios.some((scenario, i) => {
    const then = after.scenarios[i];
    if (then && hasMore(countAcross(then, trial), countAcross(scenario, trial))) return true;
    const before = new Map(scenario.templates.map((one) => [one.name, one]));
    return (then?.templates ?? []).some((now) => {
      const was = before.get(now.name);
      if (was && hasSameText(now, was)) return false;
      return hasMore(countFindings(now, trial, was), was && countFindings(was, trial));
    });
  });
}

function hasMore(now: ReadonlyMap<string, number>, before: ReadonlyMap<string, number> | undefined): boolean {
  return [...now].some(([key, n]) => n > (before?.get(key) ?? 0));
}

/** Whether a finding no longer occurs in any scenario it occurred in. */
function isGone(trial: Trial, after: Rendering, { judged, overlays }: ToldFinding): boolean {
  const key = countKey(judged);
  return trial.rendering.scenarios.every((scenario, i) => {
    if (!overlays.includes(scenario.named.overlay)) return true;
    const then = after.scenarios[i];
    const across = countAcross(scenario, trial).get(key) ?? 0;
    if (across > 0 && then && (countAcross(then, trial).get(key) ?? 0) >= across) return false;
    const { name } = judged.rendered;
    const was = scenario.templates.find((one) => one.name === name);
    const now = then?.templates.find((one) => one.name === name);
    const had = (was && countFindings(was, trial).get(key)) ?? 0;
    return had === 0 || (now !== undefined && (countFindings(now, trial, was).get(key) ?? 0) < had);
  });
}

/** How often each rule speaks of each object of a rendered template, at most: in any branch that may be taken. */
function countFindings(rendered: RenderedTemplate, trial: Trial, before?: RenderedTemplate): Map<string, number> {
  const known = trial.judgements.counts.get(rendered);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const side of judgeTemplate(rendered, trial.judgements, trial.run, before).sides) {
    for (const [key, count] of counted(side)) counts.set(key, Math.max(count, counts.get(key) ?? 0));
  }
  trial.judgements.counts.set(rendered, counts);
  return counts;
}

/** The same for the rules that look across objects. */
function countAcross(scenario: RenderedScenario, { judgements, run }: Trial): Map<string, number> {
  const known = judgements.counts.get(scenario);
  if (known) return known;
  const counts = counted(runThrough(judgeAcross(scenario, judgements, run)));
  judgements.counts.set(scenario, counts);
  return counts;
}

function counted(judged: readonly JudgedFinding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of judged) counts.set(countKey(one), (counts.get(countKey(one)) ?? 0) + 1);
  return counts;
}

function countKey({ finding, document }: Pick<JudgedFinding, 'finding' | 'document'>): string {
  const [object] = readObjects(document);
  // Rights that reach one namespace instead of all are no others.
  return `${finding.rule}\n${object?.kind.replace(/^Cluster(?=Role)/, '')}\n${object?.name}`;
}

/** What two renderings differ in; undefined when something that rendered no longer does. */
function changesBetween(before: Rendering, after: Rendering, judgements: Judgements): Changes | undefined {
  const containers = new Set<string>();
  const sorts = new Set<string>();
  for (const [i, scenario] of before.scenarios.entries()) {
    const now = new Map(after.scenarios[i]?.templates.map((one) => [one.name, one]));
    const known = new Set(scenario.templates.map(({ name }) => name));
    if ([...now.values()].some((one) => !known.has(one.name) && !isSound(one, judgements))) return undefined;
    for (const was of scenario.templates) {
      const is = now.get(was.name);
      if (is === was) continue;
      if (!is || (was.complete && !is.complete)) return undefined;
      if (hasSameText(is, was)) continue;
      const [left, right] = [allDocuments(was, judgements), allDocuments(is, judgements)];
      if (soundObjects(right) < soundObjects(left) || strays(right) > strays(left)) return undefined;
      for (const name of changedContainers(left, right)) containers.add(name);
      const same = new Set(left.map(contentOf));
      const others = right.filter((document) => !same.has(contentOf(document)));
      for (const object of others.flatMap(readObjects)) sorts.add(sortOf(object));
    }
  }
  return { containers: [...containers], sorts };
}

/** Whether two renderings are the same, whatever their Unknown conditions. */
function hasSameText(a: RenderedTemplate, b: RenderedTemplate): boolean {
  const [left, right] = [sidesOf(a), sidesOf(b)];
  return left.length === right.length && left.every((side, i) => side.text === right[i]?.text);
}

function allDocuments(rendered: RenderedTemplate, known: Judgements): readonly YamlDocument[] {
  return sidesOf(rendered).flatMap((side, i) => documentsOf(side, known, i));
}

/** Whether all of a template renders, to objects and nothing else. */
function isSound(rendered: RenderedTemplate, judgements: Judgements): boolean {
  const documents = allDocuments(rendered, judgements);
  return rendered.complete && strays(documents) === 0 && documents.every(({ problems }) => problems.length === 0);
}

/** What a document says, whatever is said of it in comments. */
function contentOf(document: YamlDocument): string {
  const { text, problems } = document;
  const isLarge = text.length > 100_000;
  return problems.length > 0 || isLarge ? text.trim() : JSON.stringify(toData(rootValue(document)) ?? null);
}

function soundObjects(documents: readonly YamlDocument[]): number {
  return documents.reduce((n, document) => n + (document.problems.length > 0 ? 0 : readObjects(document).length), 0);
}

/** Documents that are something, but no object: nobody can install them. */
function strays(documents: readonly YamlDocument[]): number {
  return documents.filter((document) => !isAbsent(rootValue(document)) && readObjects(document).length === 0).length;
}

/** The names of the containers whose settings differ between two renderings of one template. */
function changedContainers(before: readonly YamlDocument[], after: readonly YamlDocument[]): string[] {
  const was = containersOf(before);
  return [...containersOf(after)]
    .filter(([key, data]) => was.has(key) && was.get(key) !== data)
    .map(([key]) => key.split('\n').at(-1) ?? '');
}

function containersOf(documents: readonly YamlDocument[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const document of documents) {
    for (const object of readObjects(document)) {
      for (const pod of readPods(object)) {
        const inherited = JSON.stringify(toData(pod.spec) ?? {}, (key, value) =>
          /^(containers|initContainers|ephemeralContainers)$/.test(key) ? undefined : value,
        );
        for (const container of pod.containers) {
          found.set(
            `${object.kind}\n${object.name ?? ''}\n${container.name}`,
            JSON.stringify(toData(container.value)) + inherited,
          );
        }
      }
    }
  }
  return found;
}

/** The document of another rendering that is the same object. */
export function sameDocument(text: string, document: YamlDocument): YamlDocument | undefined {
  const [wanted] = readObjects(document);
  const all = readYaml(text);
  return all.find((other) => {
    const [object] = readObjects(other);
    return (
      object &&
      wanted &&
      object.kind === wanted.kind &&
      object.name === wanted.name &&
      plain(object.root) === plain(wanted.root)
    );
  });
}
