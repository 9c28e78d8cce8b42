import { isUncertain, originsOf, type RenderedTemplate, valueAt } from '@bulkhead/helm';
import { type CheckedDocument, checkDocument } from '../engine/kubernetes';
import { byPosition, type RunRules } from '../engine/run';
import { readObjects } from '../model/object';
import { readPods } from '../model/workload';
import { readYaml, type YamlDocument } from '../parse/yaml';
import type { Note } from '../report';
import type { Finding, Fix } from '../rule';
import type { Span } from '../text/span';
import { namedKeysFor } from './candidates';
import { chartFix, type RenderedFinding, wishesOf } from './fix';
import { isOwn, type Place, placeBehindKey, placeOfText } from './place';
import { type ChartCache, newChartCache, type RenderedScenario, type Rendering, render } from './render';
import { silence } from './silence';
import { type ChartInput, type ChartReport, placed } from './types';
import { type FindingCounts, identity } from './verify';

/** What is kept of a chart from one check to the next. */
export interface ChartMemory {
  readonly cache: ChartCache;
  documents: Map<string, CheckedDocument>;
  readonly counts: FindingCounts;
}

export function newChartMemory(): ChartMemory {
  return { cache: newChartCache(), documents: new Map(), counts: new Map() };
}

/** Renders a chart in every scenario, judges the manifests and tells the findings where the author can act on them. */
export function checkChart(input: ChartInput, memory: ChartMemory, run: RunRules): ChartReport {
  const rendering = render(input, run.context, memory.cache);
  const documents = new Map<string, CheckedDocument>();
  const merged = new Map<string, Merged>();
  for (const scenario of rendering.scenarios) {
    for (const rendered of scenario.templates) {
      for (const found of findingsOf(input, scenario, rendered, memory, documents, run)) merge(merged, found, scenario);
    }
  }
  memory.documents = documents;
  const findings = [...merged.values()].map((one) => finished(one, rendering));
  const { kept, suppressed } = silence(input, findings, run.context);
  return { findings: kept.sort(byFileAndPosition), suppressed, notes: notesOf(input, rendering) };
}

function byFileAndPosition(a: Finding, b: Finding): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : byPosition(a, b);
}

/** What Helm itself supplies when it installs: missing in a template, it is not missing in the cluster. */
const givenByRelease = new Set(['default-namespace-used']);

interface PlacedFinding extends RenderedFinding {
  readonly place: Place;
}

function* findingsOf(
  input: ChartInput,
  scenario: RenderedScenario,
  rendered: RenderedTemplate,
  memory: ChartMemory,
  documents: Map<string, CheckedDocument>,
  run: RunRules,
): Iterable<PlacedFinding> {
  const trial = { input, cache: memory.cache, named: scenario.named, run, counts: memory.counts };
  for (const document of readYaml(rendered.text)) {
    const key = `${document.start} ${document.text}`;
    const checked = memory.documents.get(key) ?? documents.get(key) ?? checkDocument(rendered.name, document, run);
    documents.set(key, checked);
    const absences = absencePlaces(document);
    for (const finding of checked.findings) {
      const found = { finding, document, rendered, scenario, trial };
      const isMissing =
        absences.has(finding.span.start) || wishesOf(found)[0]?.some((change) => !change.existed) === true;
      if (isMissing && (!rendered.complete || givenByRelease.has(finding.rule))) continue;
      if (isUncertain(rendered, finding.span) || (isMissing && isOpen(rendered, finding))) continue;
      const place =
        (isMissing ? placeOfMissing(found) : undefined) ??
        placeBehindKey(rendered, scenario.prepared, document, finding.span) ??
        placeOfText(rendered, scenario.prepared, finding.span);
      if (place) yield { ...found, place };
    }
  }
}

/** The names by which rules point at something that is missing. */
function absencePlaces(document: YamlDocument): Set<number> {
  const places = new Set<number>();
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
function isOpen(rendered: RenderedTemplate, finding: Finding): boolean {
  const scope = finding.scope.at(-1) ?? finding.span;
  return originsOf(rendered, scope).some(
    (origin) => origin.uncertain && (origin.kind !== 'unknown' || !isFieldValue(rendered, origin)),
  );
}

/** An unknown that stands as the value of a field opens nothing but that field. */
function isFieldValue(rendered: RenderedTemplate, at: Span): boolean {
  const line = rendered.text.lastIndexOf('\n', at.start - 1) + 1;
  return /[:-]\s*["']?[^\s{[]*$/.test(rendered.text.slice(line, at.start));
}

/** The nearest key in the chart's own values that would feed what is missing. */
function placeOfMissing(found: RenderedFinding): Place | undefined {
  const template = placeOfText(found.rendered, found.scenario.prepared, found.finding.span);
  const keys = wishesOf(found).flatMap(([change]) =>
    change ? namedKeysFor(found.rendered, found.document, change) : [],
  );
  for (const path of keys) {
    for (let length = path.length; length > 0; length--) {
      const setting = valueAt(found.scenario.prepared, path.slice(0, length));
      // The key itself or the map around it; further out it would be a guess.
      if (!setting || length < path.length - 2) continue;
      if (!isOwn(setting.file.file)) continue;
      const span = setting.keySpan ?? setting.valueSpan;
      if (span) return { file: setting.file.file, span, ...(template ? { template } : {}) };
    }
  }
  return undefined;
}

interface Merged {
  readonly first: PlacedFinding;
  readonly overlays: (string | undefined)[];
}

/** The same finding in several scenarios is told once. */
function merge(merged: Map<string, Merged>, found: PlacedFinding, scenario: RenderedScenario): void {
  const key = `${identity(found.finding)}\n${found.place.file}\n${found.place.span.start}`;
  const known = merged.get(key);
  if (!known) merged.set(key, { first: found, overlays: [scenario.named.overlay] });
  else if (!known.overlays.includes(scenario.named.overlay)) known.overlays.push(scenario.named.overlay);
}

function finished({ first, overlays }: Merged, rendering: Rendering): Finding {
  const { finding, place, trial } = first;
  const everywhere = overlays.length === rendering.scenarios.length;
  const names = overlays.map((overlay) => overlay ?? 'the default values');
  const message = everywhere ? finding.message : `${finding.message.replace(/\.$/, '')} (with ${names.join(', ')}).`;
  const template = place.template && {
    at: place.template.span,
    file: placed(trial.input, place.template.file),
    message: 'This template uses the value.',
  };
  let fix: { value: Fix | undefined } | undefined;
  return {
    ...finding,
    file: placed(trial.input, place.file),
    span: place.span,
    message,
    related: template ? [template] : [],
    scope: [],
    fix: () => {
      fix ??= { value: chartFix(first) };
      return fix.value;
    },
  };
}

function notesOf(input: ChartInput, rendering: Rendering): ChartReport['notes'] {
  const notes: (Note & { file: string })[] = [];
  for (const problem of rendering.chart.problems) {
    if (!isOwn(problem.file) && problem.kind !== 'dependency') continue;
    const kind = problem.kind === 'dependency' ? 'incomplete' : 'parse-error';
    notes.push({ kind, message: problem.message, span: problem.span, file: placed(input, problem.file) });
  }
  const [defaults] = rendering.scenarios;
  for (const rendered of defaults?.templates ?? []) {
    const [problem] = rendered.problems;
    if (!problem || !isOwn(problem.file)) continue;
    const message = `Only partly checked: ${problem.message}`;
    notes.push({ kind: 'incomplete', message, span: problem.span, file: placed(input, problem.file) });
  }
  return notes;
}
