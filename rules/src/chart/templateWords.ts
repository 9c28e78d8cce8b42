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

/** The values path that stands for `.Values` in a template file. */
export function valuesOfTemplate(rendering: Rendering, file: string): readonly PathKey[] {
  return ownersOf(rendering, file)[0]?.at ?? [];
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
  const names = word.text.split('.').slice(1);
  const values = names.indexOf('Values');
  if (values >= 0) {
    const path = names.slice(values + 1);
    return path.length > 0 ? { path: [...valuesOfTemplate(rendering, file), ...path], span: word.span } : undefined;
  }
  const path = readAt(rendering, file, offset, names);
  return path && { path, span: word.span };
}

/** A chain of fields around an offset, up to the name that the offset is on. */
function wordAt(text: string, offset: number): { text: string; span: Span } | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  for (const match of line.matchAll(/\$?\w*(?:\.[A-Za-z_]\w*)+/g)) {
    const start = lineStart + match.index;
    if (offset < start || offset > start + match[0].length) continue;
    // On a name in the middle, the value up to there is meant.
    const first = Math.max(offset - start, match[0].startsWith('.Values.') ? '.Values.'.length : 1);
    const until = match[0].indexOf('.', first);
    const word = until < 0 ? match[0] : match[0].slice(0, until);
    return { text: word, span: { start, end: start + word.length } };
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
    const path = paths.find((one) => names.every((name, i) => one[one.length - names.length + i] === name));
    if (path) best = { path, length };
  }
  return best?.path;
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
