import { isMap, type Node } from 'yaml';
import { at, type Value } from '../model/value';
import type { Edit } from '../text/edits';
import { lineEnd, lineStart, nextLine } from '../text/lines';
import { span } from '../text/span';
import { isShared, isSimpleKey } from './yamlPlaces';
import { columnOf, pad, styleOf } from './yamlStyle';

/** A commented-out line, and where what it says would stand without its mark. */
interface Example {
  readonly hash: number;
  /** How much of the text is the mark. */
  readonly length: number;
  readonly column: number;
  readonly text: string;
}

/**
 * The edits that take the comment marks from an example of a field that the author left where it belongs: from the line
 * of the field and of the keys it stands in, no more. Undefined where there is none. What the example says the caller
 * must look at.
 */
export function uncommentField(root: Value, path: readonly (string | number)[]): readonly Edit[] | undefined {
  let map = root;
  let depth = 0;
  for (; depth < path.length; depth++) {
    const next = at(map, path[depth] ?? '');
    if (next.kind === 'absent') break;
    map = next;
  }
  const place = depth < path.length ? placeOf(map) : undefined;
  if (!place) return undefined;
  const { lines, cut, isFree, column } = place;
  const outermost = isFree
    ? Math.min(...lines.filter(({ text }) => entry.test(text)).map((line) => line.column))
    : column;
  if (outermost < column) return undefined;
  const found = chain(lines, path.slice(depth).map(String), (line) => line.column === outermost);
  if (!found) return undefined;
  // Below `key: {}` an example may stand no further to the right than the key.
  const shift = isFree && outermost === column ? styleOf(map.document).step : 0;
  const offset = map.document.start;
  const edits = found.map(({ hash, length }) => ({
    span: span(offset + hash, offset + hash + length),
    text: pad(shift),
  }));
  return [...cut, ...edits];
}

interface Place {
  readonly lines: readonly Example[];
  /** Takes the `{}` out that says that there is nothing. */
  readonly cut: readonly Edit[];
  /** There are no keys yet beside which the example must stand. */
  readonly isFree: boolean;
  readonly column: number;
}

/** The comments in and behind a map, or below a key that has nothing. */
function placeOf(map: Value): Place | undefined {
  const { document, node, pair } = map;
  if (map.origin !== 'own' || isShared(map)) return undefined;
  const { text } = document;
  const key = (pair?.key as Node | undefined)?.range;
  if (key && !isSimpleKey(text, key)) return undefined;
  if (isMap(node) && !node.flow) {
    const first = (node.items[0]?.key as Node | undefined)?.range;
    if (!first || !node.range) return undefined;
    const column = columnOf(text, first[0]);
    return {
      lines: [...examples(text, key ? nextLine(text, key[1]) : 0, node.range[1])],
      cut: [],
      isFree: false,
      column,
    };
  }
  if (!key || !(map.kind === 'null' || (isMap(node) && node.items.length === 0))) return undefined;
  const colon = text.indexOf(':', key[1]) + 1;
  const end = (map.written as Node | undefined)?.range?.[1] ?? colon;
  const stop = lineEnd(text, key[0]);
  const value = text.slice(colon, Math.max(colon, end));
  if (
    end > stop ||
    !/^\s*(\{\s*\}|null|~)?$/.test(value) ||
    !/^\s*(#.*)?$/.test(text.slice(Math.max(colon, end), stop))
  ) {
    return undefined;
  }
  const cut = value === '' ? [] : [{ span: span(document.start + colon, document.start + end), text: '' }];
  return { lines: [...examples(text, nextLine(text, stop), stop)], cut, isFree: true, column: columnOf(text, key[0]) };
}

/** The commented-out lines from an offset on: all up to `end`, and those that follow each other from there. */
function* examples(text: string, start: number, end: number): Generator<Example> {
  for (let at = start; at < text.length; at = nextLine(text, at)) {
    const [, indent = '', mark, blanks = '', rest = ''] =
      /^( *)(# ?)( *)(.*)$/.exec(text.slice(at, lineEnd(text, at))) ?? [];
    if (mark !== undefined) {
      const column = indent.length + blanks.length;
      yield { hash: at + indent.length, length: mark.length, column, text: rest.trimEnd() };
    } else if (lineStart(text, at) >= end) return;
  }
}

const entry = /^(["']?)([\w.-]+)\1:(?:\s+(.*))?$/;

/** The lines of an example that has the keys of a path one inside the other, with all lines of the last one's value. */
function chain(
  lines: readonly Example[],
  [key, ...inner]: readonly string[],
  isPlaced: (line: Example) => boolean,
): readonly Example[] | undefined {
  for (const [i, line] of lines.entries()) {
    const said = isPlaced(line) ? entry.exec(line.text) : null;
    if (said?.[2] !== key) continue;
    const hasValue = !/^(#.*)?$/.test(said?.[3] ?? '');
    const below = belowOf(lines, i);
    if (inner.length > 0) {
      const rest = hasValue ? undefined : chain(below, inner, (one) => one.column > line.column);
      if (rest) return [line, ...rest];
    } else return hasValue ? [line] : [line, ...below];
  }
  return undefined;
}

/** The lines that follow one and stand inside it. */
function belowOf(lines: readonly Example[], i: number): readonly Example[] {
  const column = lines[i]?.column ?? 0;
  const rest = lines.slice(i + 1);
  const end = rest.findIndex((line) => line.column < column || (line.column === column && !line.text.startsWith('- ')));
  return end < 0 ? rest : rest.slice(0, end);
}
