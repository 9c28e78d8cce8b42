import { isMap } from 'yaml';
import type { ChartView } from '../model/chart';
import { at, isAbsent } from '../model/value';
import type { FileEdit } from '../rule';
import { lineEnding } from '../text/lines';
import { setValue } from './yamlEdit';
import { columnOf, type Data, styleOf, writeMap } from './yamlStyle';

/** Adds a key below a map that is there, or as a new one. Nothing where that cannot be done, or the key holds something. */
export function addValue(chart: ChartView, path: readonly string[], data: Data): FileEdit[] | undefined {
  const [values] = chart.values;
  const [first = '', ...rest] = path;
  if (values?.file !== 'values.yaml') return undefined;
  if (isAbsent(at(values.root, first)))
    return addKeys(chart, { [first]: rest.reduceRight<Data>((inner, key) => ({ [key]: inner }), data) });
  const value = at(values.root, ...path);
  return isAbsent(value) ? setValue(value, data)?.edits.map((edit) => ({ ...edit, file: values.file })) : undefined;
}

/** Adds those of the keys that values.yaml does not have yet, behind all others, as whoever writes the chart would. */
export function addKeys(chart: ChartView, data: { readonly [key: string]: Data }): FileEdit[] | undefined {
  const [values] = chart.values;
  if (values?.file !== 'values.yaml') return undefined;
  const { file, text, root } = values;
  const { node, document } = root;
  const start = node?.range?.[0] ?? 0;
  const isBlock = isMap(node) && !node.flow && columnOf(document.text, start) === 0;
  if (!(isBlock || isAbsent(root)) || /^(\.\.\.|---)/m.test(text.slice(isBlock ? start : 0))) return undefined;
  const missing = Object.entries(data).filter(([key]) => at(root, key).kind === 'absent');
  if (missing.length === 0) return [];
  const eol = lineEnding(text);
  const lines = writeMap(Object.fromEntries(missing), 0, styleOf(document));
  const gap = /\n\s*\n/.test(text.trim()) ? eol : '';
  const end = /(^|\n)$/.test(text) ? '' : eol;
  return [{ file, span: { start: text.length, end: text.length }, text: end + gap + lines.join(eol) + eol }];
}
