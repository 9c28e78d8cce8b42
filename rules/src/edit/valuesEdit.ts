import { isMap } from 'yaml';
import type { ChartView } from '../model/chart';
import { at, isAbsent } from '../model/value';
import type { FileEdit } from '../rule';
import { lineEnding } from '../text/lines';
import { setValue } from './yamlEdit';
import { columnOf, type Data, styleOf, writeMap } from './yamlStyle';

/**
 * Adds keys that values.yaml does not have yet, behind all others, as whoever writes the chart would; below a map that is
 * there, in it. Nothing where that cannot be done, or the key holds something else.
 */
export function addValue(chart: ChartView, path: readonly string[], data: Data): FileEdit[] | undefined {
  const [values] = chart.values;
  if (values?.file !== 'values.yaml') return undefined;
  const { file, text, root } = values;
  const [first = '', ...rest] = path;
  if (!isAbsent(at(root, first))) {
    const value = at(root, ...path);
    return isAbsent(value) ? setValue(value, data)?.edits.map((edit) => ({ ...edit, file })) : undefined;
  }
  const { node, document } = root;
  const isBlock = isMap(node) && !node.flow && columnOf(document.text, node.range?.[0] ?? 0) === 0;
  if (!(isBlock || isAbsent(root)) || /^(\.\.\.|---)/m.test(text.slice(isBlock ? (node.range?.[0] ?? 0) : 0)))
    return undefined;
  const eol = lineEnding(text);
  const whole = rest.reduceRight<Data>((inner, key) => ({ [key]: inner }), data);
  const lines = writeMap({ [first]: whole }, 0, styleOf(document));
  const gap = /\n\s*\n/.test(text.trim()) ? eol : '';
  const end = /(^|\n)$/.test(text) ? '' : eol;
  return [{ file, span: { start: text.length, end: text.length }, text: end + gap + lines.join(eol) + eol }];
}
