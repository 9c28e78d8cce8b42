import { type Prepared, type RenderedTemplate, type Steps, settingsOf } from '@bulkhead/helm';
import { once, type RunRules } from '../engine/run';
import { saidOfOthers } from '../model/accounts';
import { readObjects } from '../model/object';
import type { Finding } from '../rule';
import { judgeAcross } from './across';
import { documentsOf, type JudgedFinding, type Judgements, judgeTemplate, sidesOf } from './judged';
import { nearestKey, type Place, placeBehindKey, placeInTemplate, placeOfTag, placeOfText } from './place';
import type { RenderedScenario, Rendering } from './render';
import type { ChartInput } from './types';

/** A finding with the place in the chart's own files where its author can act on it. */
export interface ToldFinding {
  readonly judged: JudgedFinding;
  readonly scenario: RenderedScenario;
  readonly place: Place;
  /** The scenarios it occurs in, by overlay. */
  readonly overlays: (string | undefined)[];
  /** How often it occurs in the first of them: two pods of one object may be told in the same words at the same place. */
  times: number;
}

/** Everything there is to tell about a rendered chart, one template at a time; the same in several scenarios is told once. */
export function* tell(rendering: Rendering, known: Judgements, run: RunRules): Steps<ToldFinding[]> {
  const telling: Telling = { input: rendering.input, told: new Map(), before: new Map() };
  const seen = new Set<RenderedTemplate>();
  for (const scenario of rendering.scenarios) {
    const said = once(() => new Set(scenario.templates.flatMap((rendered) => saidIn(rendered, known))));
    for (const rendered of scenario.templates) {
      const { certain } = judgeTemplate(rendered, known, run);
      const holds = certain.filter(({ finding: { unless } }) => unless === undefined || !said().has(unless));
      tellAll(holds, scenario, telling);
      if (!seen.has(rendered)) yield;
      seen.add(rendered);
    }
    tellAll(yield* judgeAcross(scenario, known, run), scenario, telling);
    yield;
  }
  return [...telling.told.values()];
}

interface Telling {
  readonly input: ChartInput;
  /** By what is said and where. */
  readonly told: Map<string, ToldFinding>;
  /** Scenarios share the templates that are the same in them: where the first says it, the others do. */
  readonly before: Map<JudgedFinding, ToldFinding | undefined>;
}

/** What the objects of a template say of those in others, in any branch that may be taken. */
function saidIn(rendered: RenderedTemplate, known: Judgements): readonly string[] {
  return sidesOf(rendered).flatMap((side, i) =>
    documentsOf(side, known, i).flatMap((document) => readObjects(document).flatMap(saidOfOthers)),
  );
}

function tellAll(judged: readonly JudgedFinding[], scenario: RenderedScenario, telling: Telling): void {
  for (const one of judged) {
    const told = telling.before.has(one) ? telling.before.get(one) : tellFirst(one, scenario, telling);
    telling.before.set(one, told);
    if (told) addScenario(told, scenario);
  }
}

function tellFirst(judged: JudgedFinding, scenario: RenderedScenario, telling: Telling): ToldFinding | undefined {
  const { input, told } = telling;
  const place = placeOf(judged, scenario.prepared);
  if (!place || isSaidElsewhere(place, judged, scenario.prepared, input)) return undefined;
  const key = `${identity(judged.finding)}\n${place.file}\n${place.span.start}`;
  const one = told.get(key) ?? { judged, scenario, place, overlays: [], times: 0 };
  told.set(key, one);
  if (one.scenario === scenario) one.times++;
  return one;
}

function addScenario({ overlays }: ToldFinding, { named }: RenderedScenario): void {
  if (!overlays.includes(named.overlay)) overlays.push(named.overlay);
}

/** What names a finding when the text around it moves. */
export function identity(finding: Finding): string {
  return `${finding.rule}\n${finding.message}`;
}

function placeOf(judged: JudgedFinding, prepared: Prepared): Place | undefined {
  const { rendered, document, finding } = judged;
  const fed = placeOfKeys(judged, prepared);
  if (fed) return fed;
  const tag = finding.rule === 'image-tag-missing-or-latest' && placeOfTag(rendered, prepared, finding.span);
  if (tag) return tag;
  const behind = placeBehindKey(rendered, prepared, document, finding.span);
  if (behind) return behind;
  // The value that a name is made of has nothing to do with what its bearer lacks.
  return judged.isMissing ? placeInTemplate(rendered, finding.span) : placeOfText(rendered, prepared, finding.span);
}

/** A dependency that lies in the workspace is checked by itself: the key of its name is no place to say it all again. */
function isSaidElsewhere(
  place: Place,
  { rendered }: JudgedFinding,
  prepared: Prepared,
  { linked }: ChartInput,
): boolean {
  const folder = [...(linked?.keys() ?? [])].find((one) => rendered.template.file.startsWith(`${one}/`));
  const chart = prepared.root.dependencies.find((one) => folder !== undefined && one.chart.folder === `${folder}/`);
  const keys = chart ? settingsOf(prepared, [chart.name]) : [];
  return keys.some(({ file, keySpan }) => file.file === place.file && keySpan?.start === place.span.start);
}

/** Fields that only hold others. */
const grouping = /^(?:limits|requests|capabilities|seccompProfile)$/;

/** The nearest key in the chart's own values that would feed what is missing. */
function placeOfKeys({ rendered, finding, keys }: JudgedFinding, prepared: Prepared): Place | undefined {
  const paths = keys();
  let key: Place | undefined;
  for (const path of paths) key ??= nearestKey(prepared, path);
  // What groups fields is in nobody's way: the next two are then those around it.
  for (const path of paths) if (grouping.test(String(path.at(-2)))) key ??= nearestKey(prepared, path, 3);
  const template = key && placeInTemplate(rendered, finding.span);
  return key && template ? { ...key, template } : key;
}
