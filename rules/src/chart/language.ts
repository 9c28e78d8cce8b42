import { type PathKey, type Prepared, pathKeys, type Raw, settingsOf, valueAt } from '@bulkhead/helm';
import type { Context } from '../context';
import { at, entries, items, keySpan, rootValue, spanOf, type Value } from '../model/value';
import { readYaml } from '../parse/yaml';
import type { Span } from '../text/span';
import { readsPath } from './reads';
import { newChartCache, type Rendering, render } from './render';
import type { ChartInput } from './types';

/** A place in a file of the chart, relative to its folder. */
export interface ChartPlace {
  readonly file: string;
  readonly span: Span;
}

/** What is known of one value: what it is in every scenario, where it is set and where it lands. */
export interface ValueFacts {
  readonly path: readonly PathKey[];
  /** The word that was asked about. */
  readonly span: Span;
  readonly scenarios: readonly { readonly overlay: string | undefined; readonly value: Raw | undefined }[];
  /** Every file that sets it, the one that wins first. */
  readonly settings: readonly ChartPlace[];
  /** Where templates print it, or something in it. */
  readonly uses: readonly ChartPlace[];
  /** Templates that ask for it without printing it. */
  readonly readBy: readonly string[];
}

/** The chart as its language features see it. Make one per state of the files. */
export function openChart(input: ChartInput, context: Context): Rendering {
  return render(input, context, newChartCache());
}

/** The value at an offset of a values file (on its key), or of a template (on `.Values.x`); undefined elsewhere. */
export function valueFactsAt(rendering: Rendering, file: string, offset: number): ValueFacts | undefined {
  const text = rendering.input.files.get(file);
  if (typeof text !== 'string') return undefined;
  const asked = /(^|\/)templates\//.test(file) ? askedInTemplate(text, offset) : askedInValues(text, offset);
  return asked && factsOf(rendering, asked.path, asked.span);
}

function askedInTemplate(text: string, offset: number): { path: PathKey[]; span: Span } | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  for (const match of line.matchAll(/\.Values((?:\.[A-Za-z_]\w*)+)/g)) {
    const start = lineStart + match.index;
    if (offset < start || offset > start + match[0].length) continue;
    // On a name in the middle, the value up to there is meant.
    const until = match[0].indexOf('.', Math.max(offset - start, '.Values.'.length));
    const word = until < 0 ? match[0] : match[0].slice(0, until);
    return { path: word.split('.').slice(2), span: { start, end: start + word.length } };
  }
  return undefined;
}

function askedInValues(text: string, offset: number): { path: PathKey[]; span: Span } | undefined {
  const [document] = readYaml(text);
  return document && keyAt(rootValue(document), offset, []);
}

function keyAt(value: Value, offset: number, path: PathKey[]): { path: PathKey[]; span: Span } | undefined {
  const inner: [PathKey, Value][] = [
    ...entries(value).map((entry): [PathKey, Value] => [entry.key, entry.value]),
    ...items(value).map((item, i): [PathKey, Value] => [i, item]),
  ];
  for (const [key, child] of inner) {
    const span = keySpan(child);
    if (span && span.start <= offset && offset <= span.end) return { path: [...path, key], span };
    const whole = spanOf(child);
    if (whole && whole.start <= offset && offset <= whole.end) return keyAt(at(value, key), offset, [...path, key]);
  }
  return undefined;
}

function factsOf(rendering: Rendering, path: readonly PathKey[], span: Span): ValueFacts {
  const settings = new Map<string, ChartPlace>();
  const uses = new Map<string, ChartPlace>();
  const readBy = new Set<string>();
  for (const { prepared, templates } of rendering.scenarios) {
    for (const place of placesOf(prepared, path)) settings.set(nameOf(place), place);
    for (const template of templates) {
      if (!readsPath(template, path)) continue;
      const printed = template.pieces.flatMap((piece): ChartPlace[] => {
        const isUse = piece.site && piece.path && startsWith(pathKeys(piece.path), path);
        return isUse ? [{ file: piece.site.file, span: { start: piece.site.start, end: piece.site.end } }] : [];
      });
      if (printed.length === 0) readBy.add(template.template.file);
      for (const place of printed) uses.set(nameOf(place), place);
    }
  }
  return {
    path,
    span,
    scenarios: rendering.scenarios.map(({ named, prepared }) => ({
      overlay: named.overlay,
      value: valueAt(prepared, path)?.value,
    })),
    settings: [...settings.values()],
    uses: [...uses.values()],
    readBy: [...readBy],
  };
}

function placesOf(prepared: Prepared, path: readonly PathKey[]): ChartPlace[] {
  return settingsOf(prepared, path).flatMap(({ file, keySpan: key, valueSpan }) => {
    const span = key ?? valueSpan;
    return span ? [{ file: file.file, span }] : [];
  });
}

function startsWith(path: readonly PathKey[], prefix: readonly PathKey[]): boolean {
  return prefix.length <= path.length && prefix.every((key, i) => path[i] === key);
}

function nameOf({ file, span }: ChartPlace): string {
  return `${file}\n${span.start}`;
}
