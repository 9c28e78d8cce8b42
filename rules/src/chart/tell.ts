import { type Prepared, type Steps, valueAt } from '@bulkhead/helm';
import type { RunRules } from '../engine/run';
import type { Finding } from '../rule';
import { type JudgedFinding, type Judgements, judgeTemplate } from './judged';
import { isOwn, type Place, placeBehindKey, placeInTemplate, placeOfText } from './place';
import type { RenderedScenario, Rendering } from './render';

/** A finding with the place in the chart's own files where its author can act on it. */
export interface ToldFinding {
  readonly judged: JudgedFinding;
  readonly scenario: RenderedScenario;
  readonly place: Place;
  /** The scenarios it occurs in, by overlay. */
  readonly overlays: (string | undefined)[];
}

/**
 * Everything there is to tell about a rendered chart, one template at a time; the same in several scenarios is told
 * once. `before` is the same chart without an edit that is only tried.
 */
export function* tell(
  rendering: Rendering,
  known: Judgements,
  run: RunRules,
  before?: Rendering,
): Steps<ToldFinding[]> {
  const told = new Map<string, ToldFinding>();
  for (const [i, scenario] of rendering.scenarios.entries()) {
    const old = before && new Map(before.scenarios[i]?.templates.map((one) => [one.name, one]));
    for (const rendered of scenario.templates) {
      for (const judged of judgeTemplate(rendered, known, run, old?.get(rendered.name))) {
        const place = placeOf(judged, scenario.prepared);
        if (place) add(told, judged, place, scenario);
      }
      yield;
    }
  }
  return [...told.values()];
}

function add(told: Map<string, ToldFinding>, judged: JudgedFinding, place: Place, scenario: RenderedScenario): void {
  const key = `${identity(judged.finding)}\n${place.file}\n${place.span.start}`;
  const { overlay } = scenario.named;
  const known = told.get(key);
  if (!known) told.set(key, { judged, scenario, place, overlays: [overlay] });
  else if (!known.overlays.includes(overlay)) known.overlays.push(overlay);
}

/** What names a finding when the text around it moves. */
export function identity(finding: Finding): string {
  return `${finding.rule}\n${finding.message}`;
}

function placeOf(judged: JudgedFinding, prepared: Prepared): Place | undefined {
  const { rendered, document, finding } = judged;
  const fed = placeOfKeys(judged, prepared);
  if (fed) return fed;
  const behind = placeBehindKey(rendered, prepared, document, finding.span);
  if (behind) return behind;
  // The value that a name is made of has nothing to do with what its bearer lacks.
  return judged.isMissing ? placeInTemplate(rendered, finding.span) : placeOfText(rendered, prepared, finding.span);
}

/** The nearest key in the chart's own values that would feed what is missing. */
function placeOfKeys({ rendered, finding, keys }: JudgedFinding, prepared: Prepared): Place | undefined {
  for (const path of keys) {
    // The key itself or the map around it; further out it would be a guess.
    for (let length = path.length; length > 0 && length >= path.length - 2; length--) {
      const setting = valueAt(prepared, path.slice(0, length));
      const span = setting && isOwn(setting.file.file) ? (setting.keySpan ?? setting.valueSpan) : undefined;
      if (!setting || !span) continue;
      const template = placeInTemplate(rendered, finding.span);
      return { file: setting.file.file, span, ...(template ? { template } : {}) };
    }
  }
  return undefined;
}
