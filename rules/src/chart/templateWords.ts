import { type ActiveChart, type PathKey, pathKeys } from '@bulkhead/helm';
import type { Span } from '../text/span';
import type { ChartPlace } from './language';
import type { Rendering } from './render';

/** The charts that a file is a template of: one vendored chart may be there under several names. */
function ownersOf({ scenarios }: Rendering, file: string): ActiveChart[] {
  const owners = new Map<string, ActiveChart>();
  for (const { prepared } of scenarios) {
    for (const { template, owner } of prepared.templates) {
      if (template.file === file) owners.set(owner.at.join('\n'), owner);
    }
  }
  return [...owners.values()];
}

/** The path of what a template file calls `.Values` and these names. */
export function valuePathIn(rendering: Rendering, file: string, names: readonly string[]): PathKey[] {
  // Globals are the same everywhere, and a library's helpers are handed the values of whoever calls them.
  const isShared = names[0] === 'global' || isOfLibrary(rendering, file);
  return [...(isShared ? [] : (ownersOf(rendering, file)[0]?.at ?? [])), ...names];
}

function isOfLibrary(rendering: Rendering, file: string): boolean {
  return ownersOf(rendering, file).some(({ chart }) => chart.metadata.type === 'library');
}

/** The value that a template names at an offset: `.Values.x`, or a field of what `with`, `range` or a caller handed in. */
export function askedInTemplate(
  rendering: Rendering,
  file: string,
  text: string,
  offset: number,
): { path: PathKey[]; span: Span } | undefined {
  const word = wordAt(text, offset);
  if (!word) return undefined;
  const { names, beyond, span } = word;
  const values = names.indexOf('Values');
  const own = names.slice(values + 1);
  if (own.length === 0) return undefined;
  // What a helper of a library is handed, only the rendering can tell.
  const read =
    values < 0 || isOfLibrary(rendering, file) ? readAt(rendering, file, offset, [...own, ...beyond]) : undefined;
  if (read) return { path: read.slice(0, read.length - beyond.length), span };
  return values < 0 ? undefined : { path: valuePathIn(rendering, file, own), span };
}

/** What names a value: fields one in another, or one in quotes. */
interface Word {
  readonly names: string[];
  /** What follows: on a name in the middle, the value up to there is meant. */
  readonly beyond: string[];
  readonly span: Span;
}

function wordAt(text: string, offset: number): Word | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  for (const match of line.matchAll(/"([^"\\{}]+)"|\$?\w*(?:\.[A-Za-z_]\w*)+/g)) {
    const [all, quoted] = match;
    const start = lineStart + match.index;
    if (offset < start || offset > start + all.length) continue;
    if (quoted !== undefined) {
      const isKey = /\b(?:index|get|dig|pluck|hasKey)\b[^{}]*$/.test(line.slice(0, match.index));
      return isKey ? { names: [quoted], beyond: [], span: { start, end: start + all.length } } : undefined;
    }
    const first = Math.max(offset - start, all.startsWith('.Values.') ? '.Values.'.length : 1);
    const until = all.indexOf('.', first);
    const end = until < 0 ? all.length : until;
    const names = (part: string) => part.split('.').slice(1);
    return { names: names(all.slice(0, end)), beyond: names(all.slice(end)), span: { start, end: start + end } };
  }
  return undefined;
}

/** What the template read there when it was rendered, by the names it was written with. */
function readAt({ scenarios }: Rendering, file: string, offset: number, names: string[]): PathKey[] | undefined {
  let best: { path: PathKey[]; length: number } | undefined;
  for (const piece of scenarios.flatMap(({ templates }) => templates).flatMap(({ pieces }) => pieces)) {
    const { site } = piece;
    if (site?.file !== file || offset < site.start || offset > site.end) continue;
    const length = site.end - site.start;
    if (best && best.length <= length) continue;
    const paths = [...(piece.path ? [piece.path] : []), ...site.reads].map(pathKeys);
    const path =
      paths.find((one) => endsWith(one, names)) ?? onlyOne(paths.filter((one) => endsWith(one, names.slice(-1))));
    if (path) best = { path, length };
  }
  return best?.path;
}

function endsWith(path: readonly PathKey[], names: readonly string[]): boolean {
  return names.every((name, i) => path[path.length - names.length + i] === name);
}

/** Who calls a helper may have handed it a map under another name: then the last one tells, when it is said once. */
function onlyOne(paths: readonly PathKey[][]): PathKey[] | undefined {
  return new Set(paths.map((path) => path.join('\0'))).size === 1 ? paths[0] : undefined;
}

/** Where templates and helpers write the name of a value. */
export function mentionsOf(rendering: Rendering, path: readonly PathKey[]): ChartPlace[] {
  const places = new Map<string, ChartPlace>();
  for (const { prepared } of rendering.scenarios) {
    for (const { template, owner } of prepared.templates) {
      const isGlobal = path[0] === 'global';
      const isBelow = owner.at.every((key, i) => path[i] === key);
      if (template.file.includes('!/') || !(isGlobal || isBelow)) continue;
      const local = isGlobal ? path : path.slice(owner.at.length);
      if (local.length === 0 || local.some((key) => !/^[A-Za-z_]\w*$/.test(String(key)))) continue;
      const name = `.Values.${local.join('.')}`;
      for (let at = template.text.indexOf(name); at >= 0; at = template.text.indexOf(name, at + 1)) {
        const end = at + name.length;
        if (/\w/.test(template.text[end] ?? '')) continue;
        places.set(`${template.file}\n${at}`, { file: template.file, span: { start: at, end } });
      }
    }
  }
  return [...places.values()];
}

/** The definition of the helper that a template calls at an offset. */
export function helperAt(rendering: Rendering, file: string, offset: number): ChartPlace | undefined {
  const text = rendering.input.files.get(file);
  if (typeof text !== 'string') return undefined;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  for (const match of text
    .slice(lineStart, lineEnd < 0 ? text.length : lineEnd)
    .matchAll(/\b(?:include|template)\s+["`]([^"`]+)["`]/g)) {
    const start = lineStart + match.index;
    if (offset >= start && offset <= start + match[0].length) return definitionOf(rendering, match[1] ?? '');
  }
  return undefined;
}

function definitionOf({ scenarios }: Rendering, name: string): ChartPlace | undefined {
  // The last one is the parent's, which wins.
  for (const { template } of scenarios.flatMap(({ prepared }) => [...prepared.templates].reverse())) {
    const define = template.file.includes('!/') ? undefined : template.tree?.defines.find((one) => one.name === name);
    if (define) return { file: template.file, span: define.nameSpan };
  }
  return undefined;
}
