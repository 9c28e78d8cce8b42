import { originOf, type PathKey, type RenderedTemplate } from '@bulkhead/helm';
import { valuesKeys } from '../model/chart';
import { keySpan, rootValue } from '../model/value';
import { readYaml } from '../parse/yaml';
import { lineEnd, lineStart } from '../text/lines';
import { readsPath } from './reads';
import type { Rendering } from './render';

/**
 * Whether all that a comment in a file of the chart is about was rendered and judged. What is switched off, or did not
 * render, may hold what the comment is there for.
 */
export function isReached(rendering: Rendering, file: string, target: 'file' | number): boolean {
  const text = rendering.input.files.get(file);
  const templates = rendering.scenarios.flatMap((scenario) => scenario.templates);
  if (typeof text !== 'string' || rendering.chart.problems.length > 0 || !templates.every((one) => one.complete)) {
    return false;
  }
  if (file === 'Chart.yaml') return true;
  if (!file.startsWith('templates/')) {
    const paths = pathsAt(text, target);
    return paths.length > 0 && paths.every((path) => templates.some((one) => readsPath(one, path)));
  }
  const start = target === 'file' ? 0 : target;
  const end = target === 'file' ? text.length : lineEnd(text, target);
  return templates.some((one) => printsFrom(one, file, start, end));
}

/** The keys of a values file that start on a line; all of the first level for the whole file. */
function pathsAt(text: string, target: 'file' | number): (readonly PathKey[])[] {
  const [document] = readYaml(text);
  if (!document) return [];
  const keys = valuesKeys(rootValue(document));
  if (target === 'file') return keys.map(({ path }) => path).filter((path) => path.length === 1);
  const first = keys.find(({ value }) => {
    const at = keySpan(value)?.start;
    return at !== undefined && lineStart(text, at) === target;
  });
  return first ? [first.path] : [];
}

/** Whether a rendering has something that a stretch of a template wrote. */
function printsFrom(rendered: RenderedTemplate, file: string, start: number, end: number): boolean {
  return rendered.pieces.some((piece) => {
    if (piece.site?.file !== file || piece.kind === 'ghost') return false;
    const { at } = originOf(piece, 0);
    return at.start < end && at.end > start && (piece.kind !== 'literal' || piece.text.trim() !== '');
  });
}
