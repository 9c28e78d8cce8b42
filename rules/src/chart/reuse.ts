import type { Chart, PathKey, Prepared, RenderedTemplate, TemplateFile } from '@bulkhead/helm';
import { changedPaths } from './changes';
import { dependsOnPath } from './reads';
import { type ChartInput, overlaysOf, stackOf } from './types';

/** Templates that were rendered for other values or before an edit, as far as they would be the same now. */
export type Reusable = (name: string) => RenderedTemplate | undefined;

/** What was rendered, and with what. */
export interface RenderedBefore {
  readonly prepared: Prepared;
  readonly templates: readonly RenderedTemplate[];
}

/**
 * What can be taken from another rendering of the chart: templates that were not edited, use no definition that
 * changed and depend on no value that differs.
 */
export function reusableFrom(before: RenderedBefore, now: Prepared, edited: ReadonlySet<string>): Reusable {
  const overridden = redefined(before.prepared, now);
  const files = new Set([...edited, ...overridden]);
  const paths = changedPaths(before.prepared.values, now.values);
  const known = new Map(before.templates.map((one) => [one.name, one]));
  return (name) => {
    const old = known.get(name);
    return old && isFinal(old, overridden.size > 0) && isSame(old, files, paths) ? old : undefined;
  };
}

/** Whether a rendering would end the same way again: not when it was cut short, or missed a definition that may be there now. */
function isFinal({ problems }: RenderedTemplate, hasNewDefinitions: boolean): boolean {
  return problems.every(({ kind }) => kind !== 'budget' && !(kind === 'missing' && hasNewDefinitions));
}

function isSame(old: RenderedTemplate, files: ReadonlySet<string>, paths: readonly (readonly PathKey[])[]): boolean {
  if (files.has(old.template.file)) return false;
  for (const file of files) if (old.uses.has(file)) return false;
  return !paths.some((path) => dependsOnPath(old, path));
}

/** The files that define something else than before: a subchart switched on or off may override a definition. */
function redefined(before: Prepared, now: Prepared): Set<string> {
  const files = new Set<string>();
  if (before.callables === now.callables) return files;
  for (const [name, callable] of now.callables) {
    const old = before.callables.get(name);
    if (old?.body === callable.body) continue;
    files.add(callable.file);
    if (old) files.add(old.file);
  }
  for (const [name, { file }] of before.callables) if (!now.callables.has(name)) files.add(file);
  return files;
}

/** The files that differ, when rendering some templates again is enough; undefined when the whole chart must be. */
export function editedFiles(before: ChartInput, now: ChartInput): ReadonlySet<string> | undefined {
  if (before.files.size !== now.files.size) return undefined;
  const edited = new Set<string>();
  const values = new Set(['values.yaml', ...overlaysOf(now).flatMap(stackOf)]);
  for (const [file, content] of now.files) {
    if (before.files.get(file) === content) continue;
    if (!/(^|\/)templates\/.+$/.test(file) && !values.has(file)) return undefined;
    edited.add(file);
  }
  return edited;
}

/**
 * Whether each template can be rendered by itself. Not when one changes the values for those after it, or looks at the
 * subcharts as such.
 */
export function isSeparable(chart: Chart): boolean {
  return !chart.templates.some(reachesOut) && chart.subcharts.every(isSeparable);
}

const reaching = new WeakMap<TemplateFile, boolean>();

function reachesOut(template: TemplateFile): boolean {
  const known = reaching.get(template);
  if (known !== undefined) return known;
  const reaches = /\b(?:(?:set|unset|(?:mustM|m)erge(?:Overwrite)?)\s+\(?[$.\w]*\.Values|\.Subcharts)\b/.test(
    template.text,
  );
  reaching.set(template, reaches);
  return reaches;
}
