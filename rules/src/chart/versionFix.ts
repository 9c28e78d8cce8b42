import { combine } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { valuesKeys, versionOf } from '../model/chart';
import { rootValue, scalarText, spanOf } from '../model/value';
import { isMovingTag } from '../parse/image';
import { readYaml } from '../parse/yaml';
import type { Fix } from '../rule';
import { applyEdits } from '../text/edits';
import type { ToldFinding } from './tell';
import { placed } from './types';
import { type Outcome, type Trial, verified } from './verify';

/**
 * A moving tag in the values gives way to the version that Chart.yaml says the chart is made for: the template falls back to
 * it when the tag is empty, or it is the tag of the chart's own image.
 */
export function versionFix(told: ToldFinding, trial: Trial): Fix | undefined {
  const { input, chart } = trial.rendering;
  const { file, span } = told.place;
  const text = input.files.get(file);
  const [about] = readYaml(chart.metadata.text);
  const version = about && versionOf(rootValue(about));
  if (!version || typeof text !== 'string' || !/^values[^/]*\.ya?ml$/.test(file)) return undefined;
  const [document] = readYaml(text);
  const found = document && valuesKeys(rootValue(document)).find(({ value }) => spanOf(value)?.start === span.start);
  if (!found || !/tag$/i.test(found.name) || !isMovingTag(scalarText(found.value) ?? '')) return undefined;
  const isMain = found.path.join('.') === 'image.tag';
  for (const [tag, title] of [
    ['', `Leave the tag to the chart, which is made for ${version}`],
    [version, `Set the tag to ${version}, which the chart is made for`],
  ] as const) {
    if (tag !== '' && !isMain) continue;
    const fix = combine([setValue(found.value, tag)], { title, safety: 'review' });
    const outcome = fix && verified(trial, new Map([[file, applyEdits(text, fix.edits)]]), told);
    if (!outcome || !runs(outcome, told, version)) continue;
    return { ...fix, edits: fix.edits.map((edit) => ({ ...edit, file: placed(input, file) })) };
  }
  return undefined;
}

/** Whether the version is what is rendered now. */
function runs({ after }: Outcome, { judged, overlays }: ToldFinding, version: string): boolean {
  return after.scenarios
    .filter(({ named }) => overlays.includes(named.overlay))
    .every(({ templates }) =>
      templates.some(({ name, text }) => name === judged.rendered.name && text.includes(`:${version}`)),
    );
}
