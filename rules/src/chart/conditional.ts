import { type PathKey, pathKeys, type Steps, valueAt } from '@bulkhead/helm';
import type { RunRules } from '../engine/run';
import type { Finding } from '../rule';
import type { Judgements } from './judged';
import { type ChartCache, nameOfAssumed, type RenderedScenario, type Rendering, renderInSteps } from './render';
import { identity, type ToldFinding, tell } from './tell';
import type { Assumption } from './types';

/** More switches, or more templates rendered for them, would cost more than they tell. */
const mostTries = 60;
const mostTemplates = 400;
/** Switches inside what another switches on. */
const mostNested = 2;

/** Findings that are there only when something is switched on, with the rendering they were found in. */
export interface ConditionalFindings {
  readonly when: string;
  readonly told: readonly ToldFinding[];
  readonly rendering: Rendering;
}

/**
 * Looks at features that are off: the branches that were skipped name the switches they hang on, and each is tried alone,
 * then together with those that show inside it.
 */
export function* conditionalFindings(
  rendering: Rendering,
  cache: ChartCache,
  known: Judgements,
  run: RunRules,
): Steps<ConditionalFindings[]> {
  const [defaults] = rendering.scenarios;
  const found: ConditionalFindings[] = [];
  if (!defaults) return found;
  const { overlaysOnly: _, ...input } = rendering.input;
  const said = new Set((yield* tell(rendering, known, run)).map(nameOf));
  const waiting: Assumption[] = switchesIn(defaults, rendering).map((path) => [path]);
  const tried = new Set(waiting.map(nameOfAssumed));
  let templates = 0;
  for (let tries = 0; tries < mostTries && templates < mostTemplates; tries++) {
    const assumption = waiting.shift();
    if (!assumption || input.isCancelled?.()) break;
    const assumed = yield* renderInSteps(
      { ...input, overlays: [], assumed: [assumption] },
      run.context,
      cache,
      rendering,
    );
    const on = assumed.scenarios.find(({ named }) => named.overlay === nameOfAssumed(assumption));
    if (!on) continue;
    templates += on.templates.filter((one) => !defaults.templates.includes(one)).length;
    const all = yield* tell({ ...assumed, scenarios: [on] }, known, run);
    const told = all.filter((one) => !said.has(nameOf(one)));
    for (const one of told) said.add(nameOf(one));
    if (told.length > 0) found.push({ when: nameOfAssumed(assumption), told, rendering: assumed });
    if (assumption.length >= mostNested) continue;
    for (const path of switchesIn(on, assumed)) {
      const inner = [...assumption, path];
      if (tried.has(nameOfAssumed([path])) || tried.has(nameOfAssumed(inner))) continue;
      tried.add(nameOfAssumed(inner));
      waiting.push(inner);
    }
  }
  return found;
}

/** What names a finding wherever it is told; the same thing needs no second mention because something else is on. */
function nameOf({ judged, place }: ToldFinding): string {
  return `${identity(judged.finding)}\n${place.file}\n${place.span.start}`;
}

/** The values that keep a branch, or a subchart, from being rendered and could be switched on. */
function switchesIn({ prepared, templates }: RenderedScenario, { chart }: Rendering): (readonly PathKey[])[] {
  const found = new Map<string, readonly PathKey[]>();
  const consider = (path: readonly PathKey[]) => {
    if (path.length === 0 || path.some((key) => typeof key === 'number' || key.includes('.'))) return;
    const value = valueAt(prepared, path)?.value;
    const isOff = value === false || ((value === undefined || value === null) && isSwitch(path));
    if (isOff) found.set(path.join('.'), path);
  };
  for (const { condition } of chart.dependencies) {
    for (const path of condition.split(',')) if (path.trim() !== '') consider(path.trim().split('.'));
  }
  for (const { pieces } of templates) {
    for (const { kind, skipped, site } of pieces) {
      if (kind !== 'ghost' || skipped?.branch !== 'then') continue;
      for (const read of site?.reads ?? []) consider(pathKeys(read));
    }
  }
  return [...found.values()];
}

/** A value that is not there may be anything; only some names are sure to be switches. */
function isSwitch(path: readonly PathKey[]): boolean {
  return /^(enabled|create)$/i.test(String(path.at(-1)));
}

/** Less urgent than what everybody gets who installs the chart as it is. */
export function milder(severity: Finding['severity']): Finding['severity'] {
  const steps = { critical: 'high', high: 'medium', medium: 'low', low: 'info', info: 'info' } as const;
  return steps[severity];
}
